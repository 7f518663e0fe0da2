/** The full-screen view of a repeated query. */
package zooka.shell.watch;
