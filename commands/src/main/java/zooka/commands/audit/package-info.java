/**
 * {@code audit}: what ZooKeeper keeps against what each broker says. Each check is one file; {@link zooka.commands.audit.Checks} is the
 * list of them.
 */
package zooka.commands.audit;
