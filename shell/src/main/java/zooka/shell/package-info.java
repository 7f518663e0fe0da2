/** The program: {@link zooka.shell.Main} decides between the prompt, one command and a script. */
package zooka.shell;
