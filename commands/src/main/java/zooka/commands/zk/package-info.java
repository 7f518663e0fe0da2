/**
 * ZooKeeper's commands. Each is one file; what they speak to is in {@link zooka.commands.zk.client} and {@link
 * zooka.commands.zk.ensemble}, what they share about subtrees in {@link zooka.commands.zk.tree}.
 */
package zooka.commands.zk;
