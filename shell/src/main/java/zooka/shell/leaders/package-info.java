/**
 * The leader map full screen. Its core is pure: {@link zooka.shell.leaders.LeadersModel} contains the known state and
 * the user's choices; {@link zooka.shell.leaders.LeadersView} computes the next model from a key or a new state, and
 * the frame of a model.
 */
package zooka.shell.leaders;
