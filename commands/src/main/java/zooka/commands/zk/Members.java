package zooka.commands.zk;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import zooka.commands.Failure;

/**
 * Who belongs to an ensemble, as {@code /zookeeper/config} says it.
 *
 * @param version in hex, as it is written there; empty for a server that stands alone
 */
record Members(List<Member> all, String version) {

    /**
     * A server.
     *
     * @param id its number
     * @param spec {@code HOST:PORT:PORT[:ROLE];[ADDRESS:]PORT}
     */
    record Member(String id, String spec) {

        static Member parse(String text) {
            int equals = text.indexOf('=');
            if (!text.startsWith("server.") || equals < 8) {
                throw Failure.usage("'" + text + "' is not a server")
                        .hint("server.ID=HOST:PORT:PORT[:participant|observer];PORT");
            }
            return new Member(
                    text.substring("server.".length(), equals).strip(),
                    text.substring(equals + 1).strip());
        }

        boolean observer() {
            return spec.toLowerCase(java.util.Locale.ROOT).contains(":observer");
        }

        /** Where clients connect to, as {@code host:port}; empty where the servers were not told. */
        String clients() {
            int semicolon = spec.indexOf(';');
            if (semicolon < 0) {
                return "";
            }
            String address = spec.substring(semicolon + 1);
            int colon = address.lastIndexOf(':');
            return colon < 0 ? spec.substring(0, spec.indexOf(':')) + ":" + address : address;
        }

        @Override
        public String toString() {
            return "server." + id + "=" + spec;
        }
    }

    static Members parse(byte[] data) {
        List<Member> all = new ArrayList<>();
        String version = "";
        for (String line : new String(data, StandardCharsets.UTF_8).lines().toList()) {
            if (line.startsWith("server.")) {
                all.add(Member.parse(line));
            } else if (line.startsWith("version=")) {
                version = line.substring("version=".length());
            }
        }
        return new Members(all, version);
    }

    /** Those in a list with commas. */
    static List<Member> list(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(Member::parse)
                .toList();
    }

    /** How many voters must agree. */
    long quorum() {
        return all.stream().filter(member -> !member.observer()).count() / 2 + 1;
    }

    String ids() {
        return all.stream().map(Member::id).collect(Collectors.joining(", "));
    }

    /** The same as zkCli has it, which reads the servers into {@code Properties} and has them in the order of those. */
    String clientsAsZkCli() {
        Properties properties = new Properties();
        all.forEach(member -> properties.setProperty("server." + member.id(), member.clients()));
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
                                .map(Member::clients)
                                .filter(address -> !address.isEmpty())
                                .collect(Collectors.joining(","));
    }
}
