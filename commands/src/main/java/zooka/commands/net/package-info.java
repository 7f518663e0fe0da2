/** Addresses, and why one of them cannot be reached. */
package zooka.commands.net;
