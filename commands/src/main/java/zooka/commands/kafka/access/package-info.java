/** Commands on ACLs, SCRAM users and client quotas. */
package zooka.commands.kafka.access;
