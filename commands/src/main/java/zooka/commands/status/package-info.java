/** {@code status}: is all well, and if not, what to do. */
package zooka.commands.status;
