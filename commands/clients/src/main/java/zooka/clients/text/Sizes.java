package zooka.clients.text;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes in bytes as people read and write them. */
public final class Sizes {

    private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB"};

    private static final Pattern FORM =
            Pattern.compile("(\\d{1,15}(?:\\.\\d{1,6})?)\\s*([KMGT]?)(i?)(B?)", Pattern.CASE_INSENSITIVE);

    private Sizes() {}

    /**
     * Reads {@code 50MiB}, {@code 1.5G}, {@code 64 KB} or a number of bytes: {@code MiB} and {@code M} are 1024 times 1024,
     * {@code MB} is a million. Empty if it is not a size.
     */
    public static OptionalLong read(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches() || (form.group(2).isEmpty() && !form.group(3).isEmpty())) {
            return OptionalLong.empty();
        }
        int power = List.of("", "K", "M", "G", "T").indexOf(form.group(2).toUpperCase(Locale.ROOT));
        boolean decimal = form.group(3).isEmpty() && !form.group(4).isEmpty();
        return OptionalLong.of(Math.round(Double.parseDouble(form.group(1)) * Math.pow(decimal ? 1000 : 1024, power)));
    }

    /** {@code 17 B}, {@code 38.1 KiB}. */
    public static String text(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        double value = bytes;
        int unit = -1;
        while (value >= 1024 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        String number = String.format(Locale.ROOT, "%.1f", value);
        return (number.endsWith(".0") ? number.substring(0, number.length() - 2) : number) + " " + UNITS[unit];
    }
}
