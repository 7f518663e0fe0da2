/** {@code status}: how each part is, as text and live. */
package zooka.shell.status;
