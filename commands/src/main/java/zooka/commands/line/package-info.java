/** The shell's grammar: from a line of text to the words of commands. */
package zooka.commands.line;
