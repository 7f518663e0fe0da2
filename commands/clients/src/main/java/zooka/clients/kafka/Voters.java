package zooka.clients.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * The voters of a quorum without a leader, from a broker's configuration.
 *
 * @param all empty if no broker returns its configuration
 */
public record Voters(List<Voter> all) {

    /** Unknown voters. */
    public static final Voters UNKNOWN = new Voters(List.of());

    /**
     * A voter.
     *
     * @param id empty if the configuration contains only its address
     * @param trouble why it is unreachable: {@code connection refused}; empty if it accepts connections
     */
    public record Voter(OptionalInt id, String address, Optional<String> trouble) {
        String name() {
            return id.isPresent() ? String.valueOf(id.getAsInt()) : address;
        }
    }

    public Voters {
        all = List.copyOf(all);
    }

    /**
     * Parses {@code controller.quorum.voters} ({@code 1@host:port,...}) or {@code controller.quorum.bootstrap.servers}
     * ({@code host:port,...}); invalid addresses are left out.
     */
    public static List<Voter> parse(String list) {
        List<Voter> voters = new ArrayList<>();
        for (String item : list.split(",", -1)) {
            String[] parts = item.strip().split("@", 2);
            String address = parts[parts.length - 1];
            boolean numbered = parts.length == 2 && parts[0].matches("\\d{1,9}");
            if (address.matches(".+:\\d{1,5}") && (parts.length == 1 || numbered)) {
                voters.add(new Voter(
                        numbered ? OptionalInt.of(Integer.parseInt(parts[0])) : OptionalInt.empty(),
                        address,
                        Optional.empty()));
            }
        }
        return voters;
    }

    /** The voters with the causes of unreachable addresses. */
    public Voters withTroubles(Map<String, Optional<String>> troubles) {
        return new Voters(all.stream()
                .map(voter -> new Voter(
                        voter.id(),
                        voter.address(),
                        troubles.getOrDefault(voter.address(), Optional.empty()).or(voter::trouble)))
                .toList());
    }

    /** The voters with the causes of brokers that do not answer: a paused node accepts connections. */
    public Voters withUnreachable(Map<Integer, String> silent) {
        Map<String, Optional<String>> troubles = new HashMap<>();
        all.forEach(voter -> troubles.put(
                voter.address(),
                voter.trouble()
                        .or(() -> Optional.ofNullable(
                                silent.get(voter.id().isPresent() ? voter.id().getAsInt() : -1)))));
        return withTroubles(troubles);
    }

    private List<Voter> gone() {
        return all.stream().filter(voter -> voter.trouble().isPresent()).toList();
    }

    /** {@code the quorum has no leader: 1 of 3 voters answers (1, 3: connection refused)}. */
    public String lost() {
        List<Voter> gone = gone();
        String lost = "the quorum has no leader";
        if (all.isEmpty()) {
            return lost;
        }
        int here = all.size() - gone.size();
        return lost + ": " + here + " of " + all.size() + " voters answer" + (here == 1 ? "s" : "")
                + (gone.isEmpty() ? "" : " (" + told(gone) + ")");
    }

    private static String told(List<Voter> gone) {
        return gone.stream()
                .map(voter -> voter.trouble().orElse(""))
                .distinct()
                .map(why -> names(gone.stream()
                                .filter(voter -> voter.trouble().orElse("").equals(why))
                                .toList())
                        + ": " + why)
                .collect(Collectors.joining("; "));
    }

    /** What to do about a lost quorum. */
    public String remedy() {
        return gone().isEmpty()
                ? "see the logs of the controllers"
                : "start node" + (gone().size() == 1 ? " " : "s ") + names(gone());
    }

    private static String names(Collection<Voter> voters) {
        return voters.stream().map(Voter::name).collect(Collectors.joining(", "));
    }
}
