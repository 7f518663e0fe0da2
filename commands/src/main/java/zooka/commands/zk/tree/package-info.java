/**
 * Subtrees: walking them in bounded memory, copies of them as text and elsewhere, and what changes of many znodes come to.
 */
package zooka.commands.zk.tree;
