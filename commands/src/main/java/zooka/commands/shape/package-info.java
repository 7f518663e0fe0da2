/**
 * Which rows and columns of a result are shown, in which order: {@code --where}, {@code --sort}, {@code --columns}, {@code --limit} and
 * {@code --count}. A result goes in and a result comes out; the package knows no command and no format.
 */
package zooka.commands.shape;
