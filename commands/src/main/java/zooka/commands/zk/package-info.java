/**
 * ZooKeeper: the commands on znodes and on the ensemble, the gateways {@link zooka.commands.zk.Znodes} and
 * {@link zooka.commands.zk.Ensemble} that they speak to, and the adapters behind these, which alone know ZooKeeper's client
 * and Curator.
 */
package zooka.commands.zk;
