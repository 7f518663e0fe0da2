/** Quotas of znodes. */
package zooka.commands.zk.quota;
