package zooka.shell.browse;

import zooka.shell.screen.Size;

/**
 * How the parts of the view share the screen: side by side on a wide screen, else one below the other. A part for which
 * there is no room has no rows.
 *
 * @param header rows of the header
 * @param rule rows of the rule below it
 * @param beside whether tree and value are side by side
 * @param tree rows of the tree
 * @param treeColumns columns of the tree
 * @param title rows of the rule with the name of the value
 * @param value rows of the value and of what is known beside it
 * @param valueColumns columns of the value
 * @param log rows of the changes, with a rule above them
 */
record Layout(
        int header,
        int rule,
        boolean beside,
        int tree,
        int treeColumns,
        int title,
        int value,
        int valueColumns,
        int log) {

    private static final int WIDE = 96;

    /** The columns of the line between tree and value, and at the right edge. */
    private static final int GAP = 3;

    static Layout of(BrowseModel model, Size size) {
        int rows = size.rows();
        int header = rows >= 4 ? 1 : 0;
        int rule = rows >= 8 ? 1 : 0;
        int log = rows < 18 ? 0 : 1 + (rows < 30 ? 1 : Math.min(8, rows / 8));
        int body = Math.max(1, rows - 1 - header - rule - log);
        if (size.columns() >= WIDE) {
            int tree = Math.max(38, Math.min(80, size.columns() * 2 / 5));
            return new Layout(header, rule, true, body, tree, 0, body, size.columns() - tree - GAP, log);
        }
        if (model.place().reading()) {
            int title = body > 3 ? 1 : 0;
            return new Layout(header, rule, false, 0, size.columns(), title, body - title, size.columns() - 2, log);
        }
        int value = body < 12 ? 0 : body * 2 / 5;
        int title = value > 0 ? 1 : 0;
        return new Layout(
                header, rule, false, body - value - title, size.columns(), title, value, size.columns() - 2, log);
    }

    /** The rows of the tree for keys that move by rows; 1 at least. */
    int moving() {
        return Math.max(1, tree);
    }
}
