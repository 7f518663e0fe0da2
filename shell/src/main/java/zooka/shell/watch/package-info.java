/** Any query, watched full screen. */
package zooka.shell.watch;
