/** {@code watch brokers} full screen. */
package zooka.shell.brokers;
