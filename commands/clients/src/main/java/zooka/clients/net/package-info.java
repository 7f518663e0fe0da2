/** Addresses, names, TLS and deadlines, and why an address cannot be reached. */
package zooka.clients.net;
