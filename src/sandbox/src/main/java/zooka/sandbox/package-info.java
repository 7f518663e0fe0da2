/**
 * A real ensemble of one's own: ZooKeeper servers and Kafka brokers as processes on loopback ports, with something in
 * them and something going on.
 *
 * <p>Who holds whom: the owner (a shell, a test, or nobody after {@code scripts/sandbox up}) holds the {@link
 * zooka.sandbox.Supervisor}'s standard input; the supervisor, a process of its own, holds the {@link zooka.sandbox.ProcessGuard}'s; the
 * guard, a small shell script, knows every server. Whoever of them ends, however it ends, the pipe below it closes, the
 * servers are killed and the folder goes. Everybody else talks to the supervisor through the socket in that folder.
 */
package zooka.sandbox;
