package zooka.shell.browse;

/**
 * A row of the tree.
 *
 * @param path the znode; of other rows the znode whose children they stand for
 * @param depth its level below the root of the view
 * @param count the number of children that are not shown
 * @param text why the children are not known; empty for other rows
 */
record Row(Kind kind, String path, int depth, int count, String text) {

    /** What a row stands for. */
    enum Kind {
        ZNODE,
        /** Children before those that are shown. */
        BEFORE,
        /** Children after those that are shown. */
        AFTER,
        /** Children that are not known. */
        TROUBLE
    }

    static Row znode(String path, int depth) {
        return new Row(Kind.ZNODE, path, depth, 0, "");
    }

    boolean isZnode() {
        return kind == Kind.ZNODE;
    }

    /** What the row is known by in lists; a path cannot contain the character 0. */
    String key() {
        return isZnode() ? path : path + "\0" + kind;
    }
}
