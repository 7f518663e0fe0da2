/** Commands on one znode. */
package zooka.commands.zk.znode;
