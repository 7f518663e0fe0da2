/** Groups over time: how fast they read, when they catch up, how old the first unread record is, what changes. */
package zooka.commands.groups;
