/**
 * The servers of a pod, by the environment and the files of the usual images. Nothing is changed.
 */
package zooka.commands.pod;
