/**
 * The full-screen views: the leader map, and any query that is watched. In the middle everything is pure: of the map
 * {@link zooka.shell.view.LeadersModel} is what is known and what the user has chosen,
 * {@link zooka.shell.view.LeadersView} says what a key or a new state makes of it and what it looks like,
 * {@link zooka.shell.view.Frame} is that look as a value; {@code WatchModel} and {@code WatchView} are the same of a query.
 * At the rim {@code FullScreen}, below {@link zooka.shell.view.LeadersLoop} and {@link zooka.shell.view.WatchLoop}, owns the
 * threads, {@link zooka.shell.view.LanternaScreen} paints frames, and {@link zooka.shell.view.BorrowedTerminal} lends
 * Lanterna the terminal that JLine owns.
 */
package zooka.shell.view;
