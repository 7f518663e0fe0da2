/**
 * What the shell can do, without a terminal. Here is only the wiring: {@link zooka.commands.LiveClusters} is the one class that knows
 * every adapter. A command's path is its name: {@code kafka/group/GroupReset.java} is {@code group reset}.
 */
package zooka.commands;
