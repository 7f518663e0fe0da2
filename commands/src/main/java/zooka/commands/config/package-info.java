/**
 * The file in which clusters have names: what it says, what is wrong with it, and how it is changed.
 *
 * <p>Nothing here is loaded where there is no such file: the YAML library costs more than most commands do.
 */
package zooka.commands.config;
