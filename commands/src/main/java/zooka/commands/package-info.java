/**
 * What the shell can do, without a terminal. {@link zooka.commands.Invocation} understands a line of words,
 * {@link zooka.commands.Catalog} knows the commands, an {@link zooka.commands.Action} is one of them ready to run, a
 * {@link zooka.commands.Context} is what it is given, and a {@link zooka.commands.Failure} is how it fails. The commands
 * themselves and the gateways that they speak to live below, by the system that they are about.
 */
package zooka.commands;
