/** What {@code audit} looks at: both sides, read once for each look. */
package zooka.commands.audit.evidence;
