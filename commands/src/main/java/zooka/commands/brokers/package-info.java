/** Brokers over time: what each leads and stores, how even that is, what breaks if one goes, what changes. */
package zooka.commands.brokers;
