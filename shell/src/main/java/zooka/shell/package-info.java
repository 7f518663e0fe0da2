/** The program: {@link zooka.shell.Main} starts the prompt, one command or a script. */
package zooka.shell;
