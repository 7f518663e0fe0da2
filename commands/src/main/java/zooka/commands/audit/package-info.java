/**
 * {@code audit}: compares ZooKeeper's metadata with each broker's. Each check is one file; {@link zooka.commands.audit.Checks} is the
 * list of them.
 */
package zooka.commands.audit;
