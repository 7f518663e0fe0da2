/**
 * The parts of full-screen views: a {@link zooka.shell.screen.Frame} is the content of a screen as a value; {@link
 * zooka.shell.screen.FullScreen} owns the threads; {@link zooka.shell.screen.FramePainter} paints frames; {@link
 * zooka.shell.screen.BorrowedTerminal} gives Lanterna the terminal that JLine owns.
 */
package zooka.shell.screen;
