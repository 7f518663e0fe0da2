package zooka.shell.screen;

/** How large a screen is, in columns and rows. */
public record Size(int columns, int rows) {
    public Size {
        columns = Math.max(1, columns);
        rows = Math.max(1, rows);
    }
}
