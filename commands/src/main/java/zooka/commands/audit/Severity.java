package zooka.commands.audit;

import java.util.Locale;
import zooka.commands.result.Cell.Level;

/** How bad a finding is. */
enum Severity {
    INFO(Level.PLAIN),
    WARNING(Level.WARN),
    CRITICAL(Level.BAD);

    private final Level level;

    Severity(Level level) {
        this.level = level;
    }

    Level level() {
        return level;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
