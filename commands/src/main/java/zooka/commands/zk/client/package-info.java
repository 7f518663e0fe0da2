/**
 * The gateways to an ensemble, {@link zooka.commands.zk.client.Znodes} and {@link zooka.commands.zk.client.KeeperSession}, in records of our own; behind
 * them the adapters, which alone know ZooKeeper's client and Curator.
 */
package zooka.commands.zk.client;
