/**
 * How anything fails, and what became of one item of a batch. The packages below reach servers; they know no command, no option and no
 * colour.
 */
package zooka.clients;
