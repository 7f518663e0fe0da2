/** What happens to znodes, told as it happens. */
package zooka.commands.zk.watch;
