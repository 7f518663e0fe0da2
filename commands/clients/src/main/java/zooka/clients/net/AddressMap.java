package zooka.clients.net;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import zooka.clients.Failure;

/**
 * Where the brokers are that advertise addresses which lead nowhere from here. Each entry is {@code ADVERTISED=REACHABLE}, and
 * the first that fits is taken:
 *
 * <ul>
 *   <li>{@code kafka-0.kafka-headless:9092=node1:30092}: that host and port
 *   <li>{@code kafka-0=node1:30092}: hosts whose first labels these are, on any port
 *   <li>{@code 0=node1:30092}: the broker of that id
 *   <li>{@code kafka-{n}=node1:{30092+n}}: a number in the host, and what is reckoned from it with {@code +}, {@code -} and
 *       {@code *}; {@code 3009{n}} puts it into the text
 *   <li>{@code /regex/=host:port}: an expression over the whole {@code host:port}, its groups as {@code $1}
 *   <li>{@code *=node1}: every other one; a target without a port keeps the one that is advertised
 * </ul>
 */
public final class AddressMap {

    /** Every address is dialled as it is. */
    public static final AddressMap NONE = new AddressMap(List.of());

    /** What is reckoned from the number: sums of products of it and of others. Possessive, which does not recurse. */
    private static final Pattern RECKONED = Pattern.compile("\\{(TERM(?:[+-]TERM)*+)\\}"
            .replace("TERM", "FACTOR(?:\\*FACTOR)*+")
            .replace("FACTOR", "(?:n|\\d{1,9}+)"));

    /** The highest number that is tried where one is looked for. */
    private static final long HIGHEST = 999;

    private static final Pattern TERM = Pattern.compile("([+-]?)([n\\d*]+)");
    private static final String EXAMPLE = "--map 'kafka-{n}.kafka-headless:9092=node1:{30092+n}'";

    private final List<Entry> entries;

    private AddressMap(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /**
     * Reads entries.
     *
     * @throws Failure {@code USAGE} for one that cannot be understood
     */
    public static AddressMap parse(List<String> texts) {
        return texts.isEmpty()
                ? NONE
                : new AddressMap(texts.stream().map(AddressMap::entry).toList());
    }

    private static Entry entry(String text) {
        int split = text.startsWith("/") ? text.indexOf("/=", 1) + 1 : text.indexOf('=');
        if (split < 1) {
            throw bad(text, "expected ADVERTISED=REACHABLE");
        }
        String advertised = text.substring(0, split).strip();
        String target = text.substring(split + 1).strip();
        if (advertised.isEmpty() || target.isEmpty()) {
            throw bad(text, "expected ADVERTISED=REACHABLE");
        }
        Entry entry = new Entry(text, form(text, advertised), target);
        boolean reckons = entry.form instanceof Form.Host host && host.numbered;
        if (!reckons && target.contains("{")) {
            throw bad(text, "{...} on the right side needs {n} on the left side");
        }
        if (!(entry.form instanceof Form.Expression)) {
            entry.target(Optional.of(1L), Optional.empty(), 1);
        }
        return entry;
    }

    private static Form form(String text, String advertised) {
        if (advertised.equals("*")) {
            return new Form.Any();
        }
        if (advertised.startsWith("/")) {
            try {
                return new Form.Expression(Pattern.compile(advertised.substring(1, advertised.length() - 1)));
            } catch (PatternSyntaxException e) {
                throw bad(text, "invalid regular expression: " + e.getDescription());
            }
        }
        // Ids have up to ten digits.
        if (advertised.matches("\\d{1,10}") && Long.parseLong(advertised) <= Integer.MAX_VALUE) {
            return new Form.Id(Integer.parseInt(advertised));
        }
        boolean numbered = advertised.contains("{n}");
        if (advertised.replaceFirst("\\{n\\}", "").contains("{")) {
            throw bad(text, "only one {n} is allowed on the left side");
        }
        int colon = advertised.lastIndexOf(':');
        boolean withPort = colon > advertised.lastIndexOf(']') && colon > 0;
        String host = withPort ? advertised.substring(0, colon) : advertised;
        OptionalInt port = OptionalInt.empty();
        if (withPort) {
            port = OptionalInt.of(port(text, advertised.substring(colon + 1)));
        }
        int at = host.indexOf("{n}");
        String pattern = at < 0
                ? Pattern.quote(unbracketed(host))
                : Pattern.quote(host.substring(0, at)) + "(\\d{1,10})" + Pattern.quote(host.substring(at + 3));
        // Without a port the first labels of a name will do.
        String rest = withPort || host.startsWith("[") ? "" : "(?:\\..*)?";
        return new Form.Host(Pattern.compile(pattern + rest, Pattern.CASE_INSENSITIVE), port, numbered);
    }

    private static int port(String text, String digits) {
        if (!digits.matches("\\d{1,5}") || Integer.parseInt(digits) < 1 || Integer.parseInt(digits) > 65_535) {
            throw bad(text, "invalid port '" + digits + "'");
        }
        return Integer.parseInt(digits);
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private static Failure bad(String text, String why) {
        return Failure.usage("invalid address map entry '" + text + "': " + why).hint(EXAMPLE);
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** The entries as they were written. */
    public List<String> texts() {
        return entries.stream().map(entry -> entry.text).toList();
    }

    /**
     * The reachable address of an advertised one, as {@code host:port}; empty if no entry matches.
     *
     * @param broker its id, where one is known
     */
    public Optional<String> reachable(OptionalInt broker, String host, int port) {
        for (Entry entry : entries) {
            Optional<String> target = entry.reachable(broker, host, port);
            if (target.isPresent()) {
                return target;
            }
        }
        return Optional.empty();
    }

    /** The same for {@code host:port} without an id; the address itself where no entry fits. */
    public String orItself(String address) {
        return reachable(OptionalInt.empty(), Addresses.host(address), Addresses.port(address))
                .orElse(address);
    }

    /**
     * The advertised address that leads to a reachable one; empty where no entry with a whole host and port does, for from no
     * other can it be told.
     */
    public Optional<String> advertised(String reachable) {
        return entries.stream()
                .flatMap(entry -> entry.advertised(reachable).stream())
                .findFirst();
    }

    /** Entries of this one first, then those of another. */
    public AddressMap and(AddressMap other) {
        List<Entry> all = new ArrayList<>(entries);
        all.addAll(other.entries);
        return new AddressMap(all);
    }

    @Override
    public String toString() {
        return texts().toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressMap map && map.texts().equals(texts());
    }

    @Override
    public int hashCode() {
        return texts().hashCode();
    }

    /** What is advertised. */
    private sealed interface Form {

        record Id(int broker) implements Form {}

        record Host(Pattern host, OptionalInt port, boolean numbered) implements Form {}

        record Expression(Pattern address) implements Form {}

        record Any() implements Form {}
    }

    private record Entry(String text, Form form, String target) {

        Optional<String> reachable(OptionalInt broker, String host, int port) {
            if (form instanceof Form.Id id) {
                return broker.isPresent() && broker.getAsInt() == id.broker
                        ? Optional.of(target(Optional.empty(), Optional.empty(), port))
                        : Optional.empty();
            }
            if (form instanceof Form.Expression expression) {
                Matcher matcher = expression.address.matcher(host + ":" + port);
                return matcher.matches()
                        ? Optional.of(target(Optional.empty(), Optional.of(matcher), port))
                        : Optional.empty();
            }
            if (form instanceof Form.Host named) {
                Matcher matcher = named.host.matcher(host);
                boolean fits = matcher.matches() && (named.port.isEmpty() || named.port.getAsInt() == port);
                return fits
                        ? Optional.of(target(
                                named.numbered ? Optional.of(Long.parseLong(matcher.group(1))) : Optional.empty(),
                                Optional.empty(),
                                port))
                        : Optional.empty();
            }
            return Optional.of(target(Optional.empty(), Optional.empty(), port));
        }

        Optional<String> advertised(String reachable) {
            if (!(form instanceof Form.Host named) || named.port.isEmpty()) {
                return Optional.empty();
            }
            String left = text.substring(0, text.indexOf('=')).strip();
            String port = ":" + named.port.getAsInt();
            for (long n = 0; n <= (named.numbered ? HIGHEST : 0); n++) {
                String filled = named.numbered ? reckoned(n) : target;
                boolean withPort = filled.lastIndexOf(':') > filled.lastIndexOf(']') && filled.contains(":");
                // A target without the number is every broker's.
                boolean known = !named.numbered || target.contains("{");
                if (known && (withPort ? filled : filled + port).equals(reachable)) {
                    return Optional.of(left.replace("{n}", Long.toString(n)));
                }
            }
            return Optional.empty();
        }

        private String target(Optional<Long> number, Optional<Matcher> groups, int advertisedPort) {
            String filled = number.map(n -> reckoned(n)).orElse(target);
            if (groups.isPresent()) {
                try {
                    StringBuilder text = new StringBuilder();
                    groups.get().reset();
                    groups.get().find();
                    groups.get().appendReplacement(text, filled);
                    filled = text.toString();
                } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                    throw bad(text, "the right side refers to a group that does not exist");
                }
            }
            int colon = filled.lastIndexOf(':');
            if (colon > 0 && colon > filled.lastIndexOf(']')) {
                return filled.substring(0, colon) + ":" + port(text, filled.substring(colon + 1));
            }
            return filled + ":" + advertisedPort;
        }

        private String reckoned(long n) {
            return RECKONED.matcher(target).replaceAll(found -> Long.toString(sum(found.group(1), n)));
        }

        private static long sum(String expression, long n) {
            long sum = 0;
            Matcher term = TERM.matcher(expression);
            while (term.find()) {
                long product = 1;
                for (String factor : term.group(2).split("\\*", -1)) {
                    product *= factor.equals("n") ? n : Long.parseLong(factor);
                }
                sum += term.group(1).equals("-") ? -product : product;
            }
            return sum;
        }
    }
}
