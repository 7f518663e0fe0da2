/** The shell's own commands: help, history, connections and contexts. */
package zooka.commands.session;
