/**
 * What these commands share: walking a subtree in bounded memory, copies of it as text and elsewhere, and what changes of many znodes
 * come to.
 */
package zooka.commands.zk.tree;
