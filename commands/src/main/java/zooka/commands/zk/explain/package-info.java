/**
 * What the znodes of Kafka and of Curator's recipes mean, in a line for people. It takes a path and its bytes and asks no
 * server. To explain one more kind of znode takes a pattern and a method.
 */
package zooka.commands.zk.explain;
