/** The session with ZooKeeper: its identities, ephemeral znodes and watches. */
package zooka.commands.zk.session;
