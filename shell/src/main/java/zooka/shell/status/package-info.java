/** {@code status}: the health of each part, as text and live. */
package zooka.shell.status;
