/** The target of a session, from options, environment, contexts and pod. */
package zooka.shell.options;
