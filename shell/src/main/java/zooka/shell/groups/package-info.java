/** {@code watch groups} full screen. */
package zooka.shell.groups;
