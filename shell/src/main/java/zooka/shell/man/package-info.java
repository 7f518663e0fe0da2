/** Manual pages for {@code man}, written from the help of the program and of its commands. */
package zooka.shell.man;
