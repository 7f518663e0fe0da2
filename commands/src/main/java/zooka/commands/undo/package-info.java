/** The journal: what changes took, kept so that it can be put back. */
package zooka.commands.undo;
