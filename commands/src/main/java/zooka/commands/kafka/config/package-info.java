/** Commands on the configuration of topics, brokers, groups and loggers. */
package zooka.commands.kafka.config;
