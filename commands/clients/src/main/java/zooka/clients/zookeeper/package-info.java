/**
 * The gateways to an ensemble, {@link zooka.clients.zookeeper.Znodes} and {@link
 * zooka.clients.zookeeper.ZooKeeperSession}, in records of our own; behind them the adapters, which alone know ZooKeeper's client and
 * Curator.
 */
package zooka.clients.zookeeper;
