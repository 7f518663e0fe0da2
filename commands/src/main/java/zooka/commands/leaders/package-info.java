/** {@code leaders}: the leaders of all partitions, once and live. */
package zooka.commands.leaders;
