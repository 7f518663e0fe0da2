package zooka.shell.browse;

import java.util.Optional;
import zooka.clients.zookeeper.Znodes.Stat;
import zooka.commands.zk.browse.ZnodeTree;
import zooka.shell.render.Glyphs;
import zooka.shell.render.Screen;
import zooka.shell.screen.Frame.Line;
import zooka.shell.screen.Pen;

/** Formats a tree as text: the tree, and below it the value of its root and what is known beside it. */
final class BrowseText {

    private BrowseText() {}

    static String text(ZnodeTree tree, Screen screen) {
        int columns = screen.frameColumns();
        BrowseModel model = model(tree, screen);
        StringBuilder text = new StringBuilder();
        TreeLines lines = new TreeLines(model, Math.min(columns, 80), screen.now());
        for (Row row : TreeRows.complete(tree).rows()) {
            text.append(lines.line(row, false).text()).append('\n');
        }
        text.append('\n');
        ValuePane pane = new ValuePane(model.look(), tree.detail(), false, Math.max(1, columns - 2), screen.now());
        for (Line line : pane.all()) {
            Pen pen = new Pen(columns).skip(1);
            line.spans().forEach(span -> pen.put(span.text(), span.style()));
            text.append(pen.line().text()).append('\n');
        }
        return text.toString();
    }

    /** The model that has all znodes of the tree open. */
    private static BrowseModel model(ZnodeTree tree, Screen screen) {
        Glyphs look = new Glyphs(screen.ascii(), false, screen.glyphs().zone());
        BrowseModel model = BrowseModel.start(tree.name(), look, screen.now()).state(tree);
        Place place = model.place();
        for (String open : tree.listed().keySet()) {
            place = place.opened(open);
        }
        return model.at(place);
    }

    /** A line for each znode: its path, the number of its children, the size of its value and its version. */
    static String plain(ZnodeTree tree, Screen screen) {
        Glyphs look = screen.glyphs();
        StringBuilder text = new StringBuilder();
        for (Row row : TreeRows.complete(tree).rows()) {
            Optional<Stat> stat = tree.stats().getOrDefault(row.path(), Optional.empty());
            stat.ifPresent(known -> text.append(look.safe(row.path()))
                    .append('\t')
                    .append(known.numChildren())
                    .append('\t')
                    .append(known.dataLength())
                    .append('\t')
                    .append(known.version())
                    .append('\n'));
        }
        return text.toString();
    }
}
