/** {@code failover}: records what happens to a cluster, reports on a recording, and plays it on the leader map. */
package zooka.commands.failover;
