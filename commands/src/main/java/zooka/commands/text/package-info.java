/** What a person types: the grammar of lines, durations, times, and what was meant by a word that is wrong. */
package zooka.commands.text;
