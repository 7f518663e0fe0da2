/**
 * The view of the tree of znodes. {@link zooka.shell.browse.BrowseModel} is its state and a value; {@link
 * zooka.shell.browse.BrowseView} has what keys and news make of it; {@link zooka.shell.browse.BrowseFrame} draws it.
 */
package zooka.shell.browse;
