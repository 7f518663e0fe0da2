/** A few bytes of each protocol, spoken by hand, so that whatever answers can be told. */
package zooka.commands.doctor.protocol;
