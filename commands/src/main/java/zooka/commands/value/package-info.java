/**
 * What values are made of: text or not, packed or not, JSON and its parts. It knows bytes and no servers, and loads a codec only for
 * bytes that begin as that codec's do.
 */
package zooka.commands.value;
