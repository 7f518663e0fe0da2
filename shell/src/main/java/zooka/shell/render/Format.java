package zooka.shell.render;

import java.util.Locale;
import zooka.clients.Failure;

/** The output formats. */
public enum Format {
    /** For people. */
    TABLE,
    /** For pipes: values in full, separated by tabs, one thing a line, no header, no colour. */
    PLAIN,
    JSON,
    YAML,
    /** The bytes of a value and nothing more. */
    RAW,
    /** The payload as zkCli prints it. */
    ZKCLI;

    /**
     * The format of that name.
     *
     * @throws Failure {@code USAGE} for a name that is none of these
     */
    public static Format of(String name) {
        for (Format format : values()) {
            if (format.name().equalsIgnoreCase(name)) {
                return format;
            }
        }
        throw Failure.usage("unknown output format '" + name + "'")
                .hint(String.join(
                        ", ",
                        java.util.Arrays.stream(values())
                                .map(format -> format.name().toLowerCase(Locale.ROOT))
                                .toList()));
    }
}
