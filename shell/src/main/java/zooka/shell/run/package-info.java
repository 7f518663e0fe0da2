/**
 * The path from a line to output and exit code: {@link zooka.shell.run.Runner} serves the prompt, one command and
 * scripts alike.
 */
package zooka.shell.run;
