/** Minimal clients of each protocol, which detect what answers. */
package zooka.commands.doctor.protocol;
