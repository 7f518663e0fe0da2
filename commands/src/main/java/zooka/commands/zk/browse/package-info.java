/** {@code browse}: the tree of znodes, read as far as somebody looks at it. */
package zooka.commands.zk.browse;
