/** How a session is let in: TLS, logins and what it shows, out of the keys of a client configuration. */
package zooka.clients.zookeeper.security;
