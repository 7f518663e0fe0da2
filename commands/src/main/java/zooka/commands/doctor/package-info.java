/**
 * Checks of connections, step by step, with remedies. {@code Doctor} and {@code Verify} are the
 * commands; probes use sockets and return steps, and faults are decided by classes that see values only.
 */
package zooka.commands.doctor;
