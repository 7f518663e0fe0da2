/**
 * A line understood. {@link zooka.commands.action.Catalog} knows the commands, {@link zooka.commands.action.Invocation} takes a line of
 * words, an {@link zooka.commands.action.Action} is a command ready to run, a {@link zooka.commands.action.Context} is what it is given,
 * and {@link zooka.commands.action.Safeguards} decide what is protected.
 */
package zooka.commands.action;
