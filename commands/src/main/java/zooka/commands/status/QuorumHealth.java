package zooka.commands.status;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import zooka.clients.kafka.Voters;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Severity;
import zooka.commands.timeline.Voter;

/** The part of {@code status} on Kafka's own quorum, which replaces ZooKeeper. */
final class QuorumHealth {

    private static final String NAME = "Quorum";
    static final String KEY = "quorum";

    private QuorumHealth() {}

    /** One with a leader; its voters are empty if unknown. */
    static Part of(OptionalInt leader, OptionalInt epoch, List<Voter> voters) {
        List<Voter> behind = voters.stream().filter(voter -> !voter.current()).toList();
        List<Field> facts = new ArrayList<>();
        if (!voters.isEmpty()) {
            facts.add(Part.textOnly(Voter.current(voters) + " of " + voters.size() + " voters"));
        }
        if (leader.isPresent()) {
            facts.add(Part.textOnly("node " + leader.getAsInt() + " leads"));
        }
        facts.add(Part.jsonOnly("leader", id(leader)));
        facts.add(Field.of("epoch", epoch.isPresent() ? "epoch" : "", id(epoch)));
        facts.add(Part.jsonOnly("voters", voters.isEmpty() ? Cell.missing() : Cell.count(voters.size())));
        facts.add(Part.jsonOnly(
                "behind",
                voters.isEmpty()
                        ? Cell.missing()
                        : Cell.counts(behind.stream().map(Voter::id).toList())));
        return Part.of(
                NAME, KEY, facts, behind.isEmpty() ? List.of() : List.of(behind(behind, Voter.atTheEdge(voters))));
    }

    private static Cell id(OptionalInt id) {
        return id.isPresent() ? Cell.id(id.getAsInt()) : Cell.missing();
    }

    private static Finding behind(List<Voter> behind, boolean edge) {
        String who = Stream.of(Voter.State.OFFLINE, Voter.State.LAGGING)
                .map(state -> are(behind, state))
                .filter(some -> !some.isEmpty())
                .collect(Collectors.joining(", "));
        return new Finding(
                edge ? Severity.CRITICAL : Severity.WARNING,
                "voters-behind",
                KEY,
                (edge ? "no further voter may fail: " : "") + who,
                "quorum replication",
                behind.stream().flatMap(voter -> voter.since().stream()).min(Comparator.naturalOrder()));
    }

    private static String are(List<Voter> voters, Voter.State state) {
        List<String> ids = voters.stream()
                .filter(voter -> voter.state() == state)
                .map(voter -> Integer.toString(voter.id()))
                .toList();
        return ids.isEmpty()
                ? ""
                : (ids.size() == 1 ? "voter " : "voters ")
                        + String.join(" ", ids)
                        + (ids.size() == 1 ? " is " : " are ")
                        + state.word();
    }

    /** One without a leader, as its voters were seen. */
    static Part lost(List<Voter> voters) {
        return lost(new Voters(voters.stream()
                .map(voter -> new Voters.Voter(
                        OptionalInt.of(voter.id()),
                        "",
                        voter.state() == Voter.State.OFFLINE
                                ? Optional.of(voter.state().word())
                                : Optional.empty()))
                .toList()));
    }

    /** One without a leader. */
    static Part lost(Voters voters) {
        return Part.of(
                NAME,
                KEY,
                List.of(
                        Part.textOnly("no leader"),
                        Part.jsonOnly("leader", Cell.missing()),
                        Part.jsonOnly("epoch", Cell.missing()),
                        Part.jsonOnly(
                                "voters",
                                voters.all().isEmpty()
                                        ? Cell.missing()
                                        : Cell.count(voters.all().size())),
                        Part.jsonOnly("behind", Cell.missing())),
                List.of(Finding.critical("quorum-lost", KEY, voters.lost(), voters.remedy())));
    }
}
