package zooka.commands.kafka.config;

import java.util.OptionalLong;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;
import zooka.clients.text.Sizes;
import zooka.commands.text.Durations;

/** Configuration values with units: {@code retention.ms=7d}, {@code segment.bytes=1GiB}. Brokers accept numbers only. */
final class SettingUnits {

    private static final Pattern MILLIS = Pattern.compile("(?:.*\\.)?ms");
    private static final Pattern BYTES =
            Pattern.compile("(?:.*\\.)?bytes(?:\\..*)?|.*\\.replication\\.throttled\\.rate");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+");
    private static final Pattern DURATION = Pattern.compile("\\d+(?:ms|s|m|h|d)");

    private SettingUnits() {}

    /** The value in the unit of the key; other values are passed to the brokers unchanged. */
    static String plain(String key, String value) {
        String text = value.strip();
        if (NUMBER.matcher(text).matches()) {
            return value;
        }
        if (MILLIS.matcher(key).matches() && DURATION.matcher(text).matches()) {
            try {
                return Long.toString(new Durations().convert(text).toMillis());
            } catch (TypeConversionException e) {
                return value;
            }
        }
        if (BYTES.matcher(key).matches()) {
            OptionalLong bytes = Sizes.read(text);
            return bytes.isPresent() ? Long.toString(bytes.getAsLong()) : value;
        }
        return value;
    }
}
