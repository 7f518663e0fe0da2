/** The prompt: lines, completion, highlighting, history. */
package zooka.shell.prompt;
