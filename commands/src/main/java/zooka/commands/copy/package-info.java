/** A znode as text to keep. */
package zooka.commands.copy;
