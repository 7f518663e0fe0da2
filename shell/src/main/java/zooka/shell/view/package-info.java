/**
 * The full-screen leader map. In the middle everything is pure: {@link zooka.shell.view.LeadersModel} is what is known and
 * what the user has chosen, {@link zooka.shell.view.LeadersView} says what a key or a new state makes of it and what it
 * looks like, {@link zooka.shell.view.Frame} is that look as a value. At the rim {@link zooka.shell.view.LeadersLoop} owns
 * the threads and the clock, {@link zooka.shell.view.LanternaScreen} paints frames, and
 * {@link zooka.shell.view.BorrowedTerminal} lends Lanterna the terminal that JLine owns.
 */
package zooka.shell.view;
