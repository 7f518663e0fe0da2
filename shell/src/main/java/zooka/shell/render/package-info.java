/**
 * Rendering of results as text: measured in columns, safe for a terminal. The package uses no terminal and no cluster.
 */
package zooka.shell.render;
