package zooka.commands.result;

import zooka.commands.result.Cell.Level;

/** How bad a finding is. The worst comes last. */
public enum Severity implements Grade {
    /** Good to know, and nothing wrong. */
    INFO(Level.PLAIN),
    /** Wrong, but everything is served. */
    WARNING(Level.WARN),
    /** Something is not served, or data is at risk. */
    CRITICAL(Level.BAD);

    private final Level level;

    Severity(Level level) {
        this.level = level;
    }

    @Override
    public Level level() {
        return level;
    }
}
