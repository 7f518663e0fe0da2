package zooka.clients.net;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The address map that advertised addresses ask for, but for what only the user can know: the node and its ports. */
public final class MapTemplate {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,10}");
    private static final String NUMERIC = "[0-9.]+|.*:.*";

    /** More entries than these are not shown. */
    private static final int SHOWN = 3;

    private MapTemplate() {}

    /** Entries such as {@code kafka-{n}.kafka-headless:9092=NODE:{PORT+n}}: one for names that differ by a number only. */
    public static List<String> entries(List<String> advertised) {
        List<String> left = new ArrayList<>(new LinkedHashSet<>(advertised));
        List<String> entries = new ArrayList<>();
        while (!left.isEmpty()) {
            Set<String> alike = alike(left);
            if (alike.size() > 1) {
                entries.add(pattern(List.copyOf(alike)) + "=NODE:{PORT+n}");
                left.removeAll(alike);
            } else {
                entries.add(left.remove(0) + "=NODE:PORT");
            }
        }
        return entries;
    }

    /** The same as options of a command line. */
    public static String options(List<String> advertised) {
        List<String> entries = entries(advertised);
        String shown = entries.stream()
                .limit(SHOWN)
                .map(entry -> "--map '" + entry + "'")
                .collect(Collectors.joining(" "));
        return entries.isEmpty() ? "--map ADVERTISED=REACHABLE" : entries.size() > SHOWN ? shown + " ..." : shown;
    }

    /** The first of them and those that differ from it by one number, the same one in all. */
    private static Set<String> alike(List<String> addresses) {
        Map<String, Set<String>> byPattern = new LinkedHashMap<>();
        for (String address : addresses) {
            patterns(address).forEach(pattern -> byPattern
                    .computeIfAbsent(pattern, any -> new LinkedHashSet<>())
                    .add(address));
        }
        Set<String> most = Set.of();
        for (String pattern : patterns(addresses.get(0))) {
            if (byPattern.get(pattern).size() > most.size()) {
                most = byPattern.get(pattern);
            }
        }
        return most;
    }

    private static String pattern(List<String> alike) {
        List<String> both = patterns(alike.get(0));
        both.retainAll(patterns(alike.get(1)));
        return both.get(0);
    }

    /** The address with each of the numbers in its host's name replaced in turn. */
    private static List<String> patterns(String address) {
        String host = Addresses.host(address);
        List<String> patterns = new ArrayList<>();
        if (!host.matches(NUMERIC)) {
            Matcher number = NUMBER.matcher(host);
            while (number.find()) {
                patterns.add(host.substring(0, number.start()) + "{n}" + host.substring(number.end()) + ":"
                        + Addresses.port(address));
            }
        }
        return patterns;
    }
}
