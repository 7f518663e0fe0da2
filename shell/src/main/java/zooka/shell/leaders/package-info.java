/**
 * The leader map full screen. In the middle everything is pure: {@link zooka.shell.leaders.LeadersModel} is what is known and what the
 * user has chosen, {@link zooka.shell.leaders.LeadersView} says what a key or a new state makes of it and what it looks like.
 */
package zooka.shell.leaders;
