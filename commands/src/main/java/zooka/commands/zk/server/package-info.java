/** The servers of an ensemble: who they are, and who belongs to it. */
package zooka.commands.zk.server;
