/** How a session is secured and authenticated: TLS, logins and credentials, by the keys of a client configuration. */
package zooka.clients.zookeeper.security;
