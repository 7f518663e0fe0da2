/**
 * How results look: measured in columns, made safe for a terminal. Nothing here knows a terminal or a cluster; text goes in and text
 * comes out.
 */
package zooka.shell.render;
