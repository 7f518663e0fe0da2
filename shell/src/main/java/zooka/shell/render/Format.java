package zooka.shell.render;

import java.util.Locale;
import zooka.clients.Failure;

/** The output formats. */
public enum Format {
    /** Aligned columns for people. */
    TABLE,
    /** Lines for pipes: full values separated by tabs, no header, no colour. */
    PLAIN,
    /** Blocks of lines, one for each field, with full values. */
    LIST,
    JSON,
    YAML,
    /** The exact bytes of one value. */
    RAW,
    /** The output of zkCli. */
    ZKCLI;

    /**
     * The format with a name.
     *
     * @throws Failure {@code USAGE} for an unknown name
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
