package zooka.shell.screen;

/** The size of a screen in columns and rows. */
public record Size(int columns, int rows) {
    public Size {
        columns = Math.max(1, columns);
        rows = Math.max(1, rows);
    }
}
