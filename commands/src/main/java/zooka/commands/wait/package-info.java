/** {@code wait}: conditions of znodes, brokers, topics, partitions, groups and the ensemble, and how each is followed. */
package zooka.commands.wait;
