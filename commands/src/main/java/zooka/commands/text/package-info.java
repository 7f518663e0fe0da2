/** Text that a user or a pod gives, as bytes of a file or of stdin. */
package zooka.commands.text;
