package zooka.shell.render;

import java.util.Arrays;
import java.util.List;
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
    /** RFC 4180: a header line of JSON keys, values as in {@link #PLAIN}. */
    CSV,
    /** One name a line, for {@code xargs}. */
    NAME,
    /** What an expression like kubectl's takes from the JSON. */
    JSONPATH,
    /** The exact bytes of one value. */
    RAW,
    /** The output of zkCli. */
    ZKCLI;

    private static final String PATH = "jsonpath=";

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
        if (name.regionMatches(true, 0, PATH, 0, PATH.length())) {
            return JSONPATH;
        }
        throw Failure.usage("unknown output format '" + name + "'").hint(String.join(", ", names()));
    }

    /** The formats as they are typed; the expression of {@code jsonpath=} follows it. */
    public static List<String> names() {
        return Arrays.stream(values())
                .map(format -> format == JSONPATH ? PATH : format.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** Whether only what reads something can be shown in it: a change is made before its result can be refused. */
    public boolean isForQueries() {
        return this == RAW || this == CSV || this == NAME || this == JSONPATH;
    }
}
