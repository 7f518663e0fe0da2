/**
 * The command-line tools of Kafka and ZooKeeper under their own names: {@code kafka-topics}, {@code zkCli}. A tool's words are
 * translated to command lines of zooka, and the results of these to the tool's text; nothing is implemented a second time.
 */
package zooka.shell.dropin;
