/** Options, environment, contexts and pod, and the target that they come to: the cluster at hand. */
package zooka.shell.options;
