/**
 * The state of a cluster as an immutable value, and the changes that lead from one state to the next. Sources follow a
 * cluster or a recording; the leader map and the failover recorder stand on what they tell.
 */
package zooka.commands.timeline;
