package zooka.commands.zk.server;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import zooka.clients.Failure;
import zooka.clients.zookeeper.servers.MemberSpec;

/**
 * The members of an ensemble, as in {@code /zookeeper/config}.
 *
 * @param version in hex, as it is written there; empty for a standalone server
 * @param hierarchy the lines of its groups and weights; none where every vote counts the same
 */
public record Members(List<Member> all, String version, List<String> hierarchy) {

    private static final String FORM = "server.ID=HOST:PORT:PORT[:participant|observer];PORT";

    public Members {
        all = List.copyOf(all);
        hierarchy = List.copyOf(hierarchy);
    }

    /**
     * A server.
     *
     * @param id its number
     * @param spec as {@link MemberSpec} reads it, if it can
     */
    record Member(String id, String spec) {

        /** One that a user gives; {@code USAGE} where the servers would not take it. */
        static Member parse(String text) {
            Member member = read(text);
            if (!member.id.matches("\\d{1,18}")) {
                throw Failure.usage("invalid server '" + text + "': its id '" + member.id + "' is not a number")
                        .hint(FORM);
            }
            MemberSpec unused = MemberSpec.parse(member.spec);
            return member;
        }

        /** One that a server tells. */
        private static Member read(String text) {
            int equals = text.indexOf('=');
            if (!text.startsWith("server.") || equals < 8) {
                throw Failure.usage("invalid server '" + text + "'").hint(FORM);
            }
            return new Member(
                    text.substring("server.".length(), equals).strip(),
                    text.substring(equals + 1).strip());
        }

        private Optional<MemberSpec> parts() {
            try {
                return Optional.of(MemberSpec.parse(spec));
            } catch (Failure strange) {
                return Optional.empty(); // a server took it, and shows it as it is
            }
        }

        boolean observer() {
            return parts().map(MemberSpec::observer)
                    .orElseGet(() -> spec.toLowerCase(java.util.Locale.ROOT).contains(":observer"));
        }

        /** Where clients connect to, as {@code host:port}; empty where the servers were not told. */
        Optional<String> clients() {
            return parts().flatMap(MemberSpec::client);
        }

        /** The same over TLS. */
        Optional<String> secureClients() {
            return parts().flatMap(MemberSpec::secureClient);
        }

        @Override
        public String toString() {
            return "server." + id + "=" + spec;
        }
    }

    public static Members parse(byte[] data) {
        List<Member> all = new ArrayList<>();
        List<String> hierarchy = new ArrayList<>();
        String version = "";
        for (String line : new String(data, StandardCharsets.UTF_8).lines().toList()) {
            if (line.startsWith("server.")) {
                all.add(Member.read(line));
            } else if (line.startsWith("version=")) {
                version = line.substring("version=".length());
            } else if (inHierarchy(line)) {
                hierarchy.add(line.strip());
            }
        }
        return new Members(all, version, hierarchy);
    }

    /** Whether a line of a configuration is about groups or weights. */
    private static boolean inHierarchy(String line) {
        return line.startsWith("group.") || line.startsWith("weight.");
    }

    /** Those of a list with commas, or of the lines of a file; {@code USAGE} where the servers would not take them. */
    static Members given(List<String> texts) {
        List<Member> all = new ArrayList<>();
        List<String> hierarchy = new ArrayList<>();
        for (String text : texts) {
            if (inHierarchy(text)) {
                hierarchy.add(text);
            } else {
                all.add(Member.parse(text));
            }
        }
        Set<String> ids = new HashSet<>();
        for (Member member : all) {
            if (!ids.add(member.id())) {
                throw Failure.usage("server " + member.id() + " appears twice");
            }
        }
        return new Members(all, "", hierarchy);
    }

    /** The items of a comma-separated list. */
    static List<String> split(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** How many voters must agree; empty where groups and weights decide that. */
    OptionalInt quorum() {
        return hierarchy.isEmpty()
                ? OptionalInt.of(
                        (int) all.stream().filter(member -> !member.observer()).count() / 2 + 1)
                : OptionalInt.empty();
    }

    String ids() {
        return all.stream().map(Member::id).collect(Collectors.joining(", "));
    }

    /** The same as zkCli has it, which reads the servers into {@code Properties} and has them in the order of those. */
    String clientsAsZkCli() {
        Properties properties = new Properties();
        all.forEach(member -> properties.setProperty(
                "server." + member.id(),
                member.parts().map(MemberSpec::clientAsZkCli).orElse("")));
        return all.isEmpty()
                ? ""
                : version + " "
                        + properties.values().stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** A connect string, after the version. */
    String clients() {
        return all.isEmpty()
                ? ""
                : version + " "
                        + all.stream()
                                .flatMap(member -> member.clients().stream())
                                .collect(Collectors.joining(","));
    }

    /** What a connect string leaves out: {@code server 3 has no client address}. */
    List<String> withoutClients() {
        return all.stream()
                .filter(member -> member.clients().isEmpty())
                .map(member -> "server " + member.id()
                        + member.secureClients()
                                .map(address -> " takes clients over TLS only, at " + address)
                                .orElse(" has no client address"))
                .toList();
    }
}
