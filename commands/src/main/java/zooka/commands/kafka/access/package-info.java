/** Who may do what: ACLs, SCRAM users and quotas. */
package zooka.commands.kafka.access;
