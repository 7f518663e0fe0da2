/** Commands on partitions: leader elections and reassignments. */
package zooka.commands.kafka.partition;
