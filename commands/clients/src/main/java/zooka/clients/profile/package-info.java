/** Which cluster: its addresses, how its clients are let in, and what is protected in it. */
package zooka.clients.profile;
