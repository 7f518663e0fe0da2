/** Which cluster: its addresses, the security settings of its clients, and what is protected in it. */
package zooka.clients.profile;
