/** The make of screens that are a list of rows: columns, order, filter, pages of one row, changes below. */
package zooka.shell.sheet;
