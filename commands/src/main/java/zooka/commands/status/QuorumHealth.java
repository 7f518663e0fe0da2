package zooka.commands.status;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import zooka.clients.kafka.BrokerSurvey.Follower;
import zooka.clients.kafka.BrokerSurvey.Quorum;
import zooka.clients.kafka.Voters;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Severity;

/** The part of {@code status} on Kafka's own quorum, which replaces ZooKeeper. */
final class QuorumHealth {

    private static final String NAME = "Quorum";
    private static final String KEY = "quorum";

    /** The maximum age of a follower's last fetch: the quorum's leader writes twice a second. */
    private static final long BEHIND_MILLIS = 5_000;

    private QuorumHealth() {}

    static Part of(Quorum quorum) {
        int leader = quorum.leader().orElse(-1);
        List<Follower> voters =
                quorum.followers().stream().filter(Follower::voter).toList();
        List<Integer> behind = voters.stream()
                .filter(voter -> voter.id() != leader && voter.behindMillis().orElse(Long.MAX_VALUE) > BEHIND_MILLIS)
                .map(Follower::id)
                .toList();
        return Part.of(
                NAME,
                KEY,
                List.of(
                        Part.textOnly(voters.size() - behind.size() + " of " + voters.size() + " voters"),
                        Part.textOnly("node " + leader + " leads"),
                        Part.jsonOnly("leader", Cell.id(leader)),
                        Field.of("epoch", "epoch", Cell.id(quorum.epoch())),
                        Part.jsonOnly("voters", Cell.count(voters.size())),
                        Part.jsonOnly("behind", Cell.counts(behind))),
                behind.isEmpty() ? List.of() : List.of(behind(behind, voters.size())));
    }

    private static Finding behind(List<Integer> behind, int voters) {
        boolean edge = voters - behind.size() <= voters / 2 + 1;
        String ids = behind.stream().map(String::valueOf).collect(Collectors.joining(" "));
        String who = behind.size() == 1 ? "voter " + ids + " is" : "voters " + ids + " are";
        return new Finding(
                edge ? Severity.CRITICAL : Severity.WARNING,
                "voters-behind",
                KEY,
                who + " lagging" + (edge ? "; no further voter may fail" : ""),
                "quorum replication",
                Optional.empty());
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
