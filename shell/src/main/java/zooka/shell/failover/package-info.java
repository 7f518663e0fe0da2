/** The view of a report on a failover. */
package zooka.shell.failover;
