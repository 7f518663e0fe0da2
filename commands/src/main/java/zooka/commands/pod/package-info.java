/**
 * What a pod says of the servers in it, by the environment and the files of the usual images. Nothing here changes anything.
 */
package zooka.commands.pod;
