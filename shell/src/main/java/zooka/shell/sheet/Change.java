package zooka.shell.sheet;

import java.time.Instant;
import zooka.commands.result.Cell.Level;

/**
 * Something that happened, for the lines below the rows.
 *
 * @param key the row that it concerns; empty for none
 * @param text unescaped text
 */
public record Change(Instant at, String key, Level level, String text) {}
