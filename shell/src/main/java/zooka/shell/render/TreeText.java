package zooka.shell.render;

import java.io.PrintStream;
import java.util.List;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Result.Node;

/** A tree with its branches. */
final class TreeText {

    private final PrintStream out;
    private final Screen screen;

    TreeText(PrintStream out, Screen screen) {
        this.out = out;
        this.screen = screen;
    }

    void print(Node root) {
        out.println(label(root));
        children(root.children(), "");
    }

    private void children(List<Node> nodes, String indent) {
        for (int i = 0; i < nodes.size(); i++) {
            boolean last = i == nodes.size() - 1;
            out.println(indent
                    + (screen.ascii() ? (last ? "`-- " : "|-- ") : (last ? "└── " : "├── "))
                    + label(nodes.get(i)));
            Closed.check(out);
            children(nodes.get(i).children(), indent + (last ? "    " : screen.ascii() ? "|   " : "│   "));
        }
    }

    private String label(Node node) {
        String name = Escapes.visible(node.name());
        return node.note().isEmpty()
                ? name
                : name + " " + Theme.paint(Escapes.visible(node.note()), Level.DIM, screen.colour());
    }
}
