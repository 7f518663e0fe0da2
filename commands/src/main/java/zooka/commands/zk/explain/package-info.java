/**
 * What the znodes of Kafka and of Curator's recipes mean, in a line for people. It is given a path and its bytes and speaks to no
 * server. To explain one more kind of znode takes a pattern and a method.
 */
package zooka.commands.zk.explain;
