/** {@code leaders}: who leads every partition, once and live. */
package zooka.commands.leaders;
