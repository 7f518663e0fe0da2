/** Settings of topics, brokers, groups and loggers. */
package zooka.commands.kafka.config;
