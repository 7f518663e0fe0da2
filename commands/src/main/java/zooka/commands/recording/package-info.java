/**
 * The gateways that a change is given: they keep for {@code undo} what it takes, before it takes it, and no command can forget to.
 */
package zooka.commands.recording;
