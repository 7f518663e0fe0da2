/** Commands on whole subtrees. */
package zooka.commands.zk.subtree;
