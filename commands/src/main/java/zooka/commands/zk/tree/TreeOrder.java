package zooka.commands.zk.tree;

/** The order in which trees are walked, told from paths alone. */
public final class TreeOrder {

    private TreeOrder() {}

    /**
     * Compares two absolute paths: a znode comes before what is below it, and siblings by their names. The slash between names
     * is less than any character in them.
     */
    public static int compare(String one, String other) {
        int length = Math.min(one.length(), other.length());
        for (int i = 0; i < length; i++) {
            char a = one.charAt(i);
            char b = other.charAt(i);
            if (a != b) {
                return a == '/' ? -1 : b == '/' ? 1 : Character.compare(a, b);
            }
        }
        return Integer.compare(one.length(), other.length());
    }
}
