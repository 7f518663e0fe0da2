package zooka.shell.render;

import java.util.ArrayList;
import java.util.List;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Result;
import zooka.commands.result.Result.Branch;

/** Renders a tree with its branches. */
final class TreeText {

    private final Output out;
    private final Screen screen;

    TreeText(Output out, Screen screen) {
        this.out = out;
        this.screen = screen;
    }

    void print(Result.Tree tree) {
        List<Boolean> lasts = new ArrayList<>(); // of the branches below the root, from the top
        tree.branches().forEach(branch -> {
            StringBuilder line = new StringBuilder();
            if (branch.depth() > 0) {
                lasts.subList(branch.depth() - 1, lasts.size()).clear();
                for (boolean last : lasts) {
                    line.append(last ? "    " : screen.ascii() ? "|   " : "│   ");
                }
                lasts.add(branch.last());
                line.append(screen.ascii() ? (branch.last() ? "`-- " : "|-- ") : branch.last() ? "└── " : "├── ");
            }
            out.println(line + label(branch));
            out.check();
        });
    }

    private String label(Branch branch) {
        String name = Escapes.visible(branch.name());
        return branch.note().isEmpty()
                ? name
                : name + " " + Theme.paint(Escapes.visible(branch.note()), Level.DIM, screen.colour());
    }
}
