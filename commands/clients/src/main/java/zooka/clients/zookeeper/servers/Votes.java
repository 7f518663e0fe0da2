package zooka.clients.zookeeper.servers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import zooka.clients.Failure;

/**
 * The voters of an ensemble, and the weight of each vote.
 *
 * @param voters the client address of each voter, by number; an empty text if unknown
 * @param groups the group of each, in an ensemble with groups; a majority of the groups makes a quorum
 * @param weights of each in its group; 1 where it has none
 */
public record Votes(Map<Long, String> voters, Map<Long, Long> groups, Map<Long, Long> weights) {

    /** With more voters than that, the ways in which some of them may fail are too many to try. */
    private static final int MOST = 15;

    public Votes {
        voters = Map.copyOf(voters);
        groups = Map.copyOf(groups);
        weights = Map.copyOf(weights);
    }

    /** As {@code /zookeeper/config} or the word {@code conf} says it; empty where that names no voters. */
    public static Optional<Votes> of(String config) {
        Map<Long, String> voters = new TreeMap<>();
        Map<Long, Long> groups = new HashMap<>();
        Map<Long, Long> weights = new HashMap<>();
        for (String line : config.lines().map(String::strip).toList()) {
            String[] pair = line.split("=", 2);
            if (pair.length < 2 || !pair[0].matches("(server|group|weight)\\.\\d{1,18}")) {
                continue;
            }
            long id = Long.parseLong(pair[0].substring(pair[0].indexOf('.') + 1));
            String value = pair[1].strip();
            if (pair[0].startsWith("server")) {
                voter(value).ifPresent(address -> voters.put(id, address));
            } else if (pair[0].startsWith("group")) {
                numbers(value).forEach(member -> groups.put(member, id));
            } else {
                numbers(value).forEach(weight -> weights.put(id, weight));
            }
        }
        return voters.isEmpty() ? Optional.empty() : Optional.of(new Votes(voters, groups, weights));
    }

    /** Where clients reach a voter; empty for an observer. */
    private static Optional<String> voter(String spec) {
        try {
            MemberSpec member = MemberSpec.parse(spec);
            return member.observer()
                    ? Optional.empty()
                    : Optional.of(member.client().orElse(""));
        } catch (Failure strange) {
            // A server took it, whatever it is: it votes unless it says otherwise.
            return spec.contains(":observer") ? Optional.empty() : Optional.of("");
        }
    }

    private static List<Long> numbers(String text) {
        List<Long> numbers = new ArrayList<>();
        for (String part : text.split(":", -1)) {
            if (part.strip().matches("\\d{1,18}")) {
                numbers.add(Long.parseLong(part.strip()));
            }
        }
        return numbers;
    }

    /** How many servers vote. */
    public int count() {
        return voters.size();
    }

    /** Whether the votes do not all count the same. */
    public boolean weighted() {
        return !groups.isEmpty() || !weights.isEmpty();
    }

    /** The voter whose clients connect to that address. */
    Optional<Long> at(String address) {
        return voters.entrySet().stream()
                .filter(voter -> voter.getValue().equals(address))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Whether those are a quorum: in a majority of the groups that count, more than half of the group's weight. */
    boolean quorum(Collection<Long> some) {
        Map<Long, Long> whole = weigh(groups.keySet());
        Map<Long, Long> part = weigh(some);
        long counting = whole.values().stream().filter(weight -> weight > 0).count();
        long held = whole.entrySet().stream()
                .filter(group -> part.getOrDefault(group.getKey(), 0L) * 2 > group.getValue())
                .count();
        return held * 2 > counting;
    }

    private Map<Long, Long> weigh(Collection<Long> some) {
        Map<Long, Long> sums = new HashMap<>();
        for (long id : some) {
            if (groups.containsKey(id) && voters.containsKey(id)) {
                sums.merge(groups.get(id), weights.getOrDefault(id, 1L), Long::sum);
            }
        }
        return sums;
    }

    /** How many of those may fail, whichever they are, before the others are no quorum any more; empty where that is too much to try. */
    OptionalInt margin(Set<Long> inSync) {
        if (inSync.size() > MOST || groups.isEmpty()) {
            return OptionalInt.empty();
        }
        List<Long> ids = List.copyOf(inSync);
        int margin = ids.size();
        for (int left = 0; left < 1 << ids.size(); left++) {
            Set<Long> rest = new HashSet<>();
            for (int i = 0; i < ids.size(); i++) {
                if ((left & 1 << i) != 0) {
                    rest.add(ids.get(i));
                }
            }
            if (!quorum(rest)) {
                margin = Math.min(margin, ids.size() - rest.size() - 1);
            }
        }
        return OptionalInt.of(Math.max(0, margin));
    }
}
