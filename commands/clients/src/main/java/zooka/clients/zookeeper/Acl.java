package zooka.clients.zookeeper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import zooka.clients.Failure;

/** The ACL of a znode: entries in the order the server keeps them. */
public record Acl(List<Entry> entries) {

    /** All permissions, in the order in which ZooKeeper writes them: create, delete, read, write, administer. */
    public static final String ALL = "cdrwa";

    /** All permissions for everyone: the default of a new znode. */
    public static final Acl OPEN = new Acl(List.of(new Entry("world", "anyone", ALL)));

    private static final String BYTE = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final String ADDRESS = "(" + BYTE + "(\\." + BYTE + "){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*)(/\\d{1,3})?";
    /** A user, and SHA-1 in base64. */
    private static final String DIGEST = "[^:]*:[A-Za-z0-9+/]{27}=";

    /** Stands for one that was not read; no server takes it. */
    public static final Acl UNKNOWN = new Acl(List.of());

    /**
     * One of them.
     *
     * @param scheme such as {@code world}, {@code digest}, {@code ip}, {@code sasl}, {@code x509}; servers may know others
     * @param id whom the scheme means by it
     * @param permissions letters of {@link #ALL}, in that order
     */
    public record Entry(String scheme, String id, String permissions) {

        /**
         * Whether this is the stand-in that servers since 3.5.5 show instead of a digest to those who may not administer
         * the znode; written back it would lock everybody out.
         */
        public boolean masked() {
            return scheme.equals("digest") && id.endsWith(":x");
        }

        /** Why servers do not take it, as far as can be told here; empty where nothing is known to be wrong. */
        public Optional<String> fault() {
            return switch (scheme) {
                case "world" -> id.equals("anyone") ? Optional.empty() : Optional.of("takes the id anyone only");
                case "digest" ->
                    id.chars().filter(c -> c == ':').count() == 1
                            ? Optional.empty()
                            : Optional.of("needs USER:HASH as its id");
                case "ip" -> id.matches(ADDRESS) ? Optional.empty() : Optional.of("needs an IP address as its id");
                case "auth" -> Optional.of("is for an authenticated session, and this session has not authenticated");
                case "sasl", "x509" -> Optional.of("may have a scheme that is not enabled on the server");
                default -> Optional.of("has a scheme that ZooKeeper does not have built in");
            };
        }

        /** Whether no client can have this identity: an id of the scheme digest that is not the hash of a password. */
        public boolean matchesNobody() {
            return scheme.equals("digest") && !id.matches(DIGEST);
        }

        /**
         * Reads {@code scheme:id:permissions}; the scheme ends at the first colon and the permissions begin at the last.
         *
         * @throws Failure {@code USAGE} for anything else; an unknown letter is an error and never left out
         */
        public static Entry parse(String text) {
            int first = text.indexOf(':');
            int last = text.lastIndexOf(':');
            if (first <= 0 || last == first) {
                throw Failure.usage("'" + text + "' is not SCHEME:ID:PERMISSIONS")
                        .hint("world:anyone:r, auth::cdrwa, digest:USER:HASH:cdrwa, ip:10.0.0.0/8:r");
            }
            return new Entry(
                    text.substring(0, first), text.substring(first + 1, last), letters(text, text.substring(last + 1)));
        }

        private static String letters(String text, String given) {
            for (int i = 0; i < given.length(); i++) {
                char letter = given.charAt(i);
                if (ALL.indexOf(letter) < 0) {
                    throw Failure.usage("invalid permission '" + letter + "' in '" + text + "'")
                            .hint("permissions: c create, d delete, r read, w write, a admin");
                }
            }
            return ordered(given);
        }

        @Override
        public String toString() {
            return scheme + ":" + id + ":" + permissions;
        }
    }

    public Acl {
        entries = List.copyOf(entries);
    }

    /**
     * Reads {@code scheme:id:permissions[,...]}. A comma is part of an id until the entry has its two colons, as in {@code
     * x509:CN=a,OU=b:r}.
     *
     * @throws Failure {@code USAGE} for anything else
     */
    public static Acl parse(String text) {
        List<Entry> entries = new ArrayList<>();
        int begin = 0;
        int colons = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? ',' : text.charAt(i);
            if (c == ':') {
                colons++;
            } else if (c == ',' && colons > 1) {
                entries.add(Entry.parse(text.substring(begin, i)));
                begin = i + 1;
                colons = 0;
            } else if (c == ',' && i == begin) {
                begin = i + 1;
            }
        }
        String part = text.substring(Math.min(begin, text.length()));
        if (!part.isEmpty() || entries.isEmpty()) {
            entries.add(Entry.parse(part));
        }
        return new Acl(entries);
    }

    /** Letters once each and in ZooKeeper's order. */
    public static String ordered(String letters) {
        return ALL.chars()
                .filter(letter -> letters.indexOf(letter) >= 0)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    /** Whether only a superuser may change it afterwards. */
    public boolean locksEverybodyOut() {
        return entries.stream().noneMatch(entry -> entry.permissions().indexOf('a') >= 0 && !entry.matchesNobody());
    }

    public boolean masked() {
        return entries.stream().anyMatch(Entry::masked);
    }

    /** As it is written on a command line. */
    @Override
    public String toString() {
        return entries.stream().map(Entry::toString).collect(Collectors.joining(","));
    }
}
