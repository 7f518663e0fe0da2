/**
 * How this client reaches each server, step by step, and what to do where it does not. {@code Doctor} and {@code Verify} are the
 * commands; probes go over sockets and give steps, and what is wrong is decided by classes that see values only.
 */
package zooka.commands.doctor;
