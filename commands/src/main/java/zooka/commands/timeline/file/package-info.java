/** Recordings: timelines in files, as lines of JSON. */
package zooka.commands.timeline.file;
