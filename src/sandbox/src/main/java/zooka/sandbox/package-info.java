/**
 * A local ensemble of real servers: ZooKeeper servers and Kafka brokers as processes on loopback ports, with demo data
 * and traffic.
 *
 * <p>The lifetime of the processes: the owner (a shell, a test, or nobody after {@code scripts/sandbox up}) has a pipe
 * to the standard input of the {@link zooka.sandbox.Supervisor}; the supervisor, a process of its own, has a pipe to
 * the {@link zooka.sandbox.ProcessGuard}; the guard, a small shell script, knows the process ids of all servers. If one
 * of them ends, for whatever reason, its pipe closes, the servers are killed and the folder is deleted. All others
 * control the supervisor through the socket in that folder.
 */
package zooka.sandbox;
