/**
 * {@code audit}: what ZooKeeper keeps against what each broker says. Both sides are read into {@link Evidence}; a {@link Check}
 * finds what is wrong in it, and {@link Checks} is the list of them.
 */
package zooka.commands.kafka.audit;
