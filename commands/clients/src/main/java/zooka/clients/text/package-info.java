/** Names and texts that people give: patterns, paths, sizes, files in any encoding. */
package zooka.clients.text;
