/**
 * How a person or a script drives the commands: {@link zooka.shell.Main} decides between the prompt, one command and a
 * script, {@link zooka.commands.line.Grammar} reads lines, and {@code Runner} is the one path from words to output and
 * exit code. Only the class {@code Repl} and the views own a terminal.
 */
package zooka.shell;
