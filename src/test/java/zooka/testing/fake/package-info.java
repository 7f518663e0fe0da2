/** Gateways in memory: what the commands are tested on where no server is needed. */
package zooka.testing.fake;
