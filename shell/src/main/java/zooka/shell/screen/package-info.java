/**
 * The kit of full-screen views: {@link zooka.shell.screen.Frame} is what is seen, as a value; {@link zooka.shell.screen.FullScreen} owns
 * the threads, {@link zooka.shell.screen.LanternaScreen} paints frames, and {@link zooka.shell.screen.BorrowedTerminal} lends Lanterna
 * the terminal that JLine owns.
 */
package zooka.shell.screen;
