/** What a command has found, as data: shapes and typed cells, no text that is formatted for anybody. */
package zooka.commands.result;
