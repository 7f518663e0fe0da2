package zooka.commands.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static zooka.commands.audit.Sides.found;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import zooka.clients.kafka.BrokerSurvey.Features;
import zooka.clients.kafka.BrokerSurvey.Quorum;
import zooka.clients.kafka.BrokerSurvey.Range;

/** What the checks find in the answers of brokers in KRaft mode about the quorum and the features. */
final class QuorumChecksTest {

    private final Sides sides = new Sides();

    @Test
    void the_quorum_that_nobody_reaches_is_told_once_and_without_what_follows() {
        sides.quorum.clear();
        sides.noQuorum.putAll(Map.of(1, "timed out", 2, "timed out"));
        sides.tells(1, Sides.partition(-1, 5, List.of(1, 2), List.of(1)));
        sides.tells(2, Sides.partition(-1, 5, List.of(1, 2), List.of(1)));
        assertThat(found(sides.kraft()))
                .isEqualTo("no-quorum-leader cluster:  | no broker knows a quorum leader; brokers 1 2: timed out");
    }

    @Test
    void the_quorum() {
        sides.quorum.put(2, new Quorum(OptionalInt.of(2), 4, List.of()));
        assertThat(found(sides.kraft()))
                .isEqualTo("quorum-differs quorum:  | broker 1: leader 1, epoch 3; broker 2: leader 2, epoch 4");

        sides.quorum.remove(2);
        sides.noQuorum.put(2, "no controller");
        assertThat(found(sides.kraft())).isEqualTo("no-quorum-leader broker 2:  | broker 2: no controller");

        sides.noQuorum.clear();
        sides.quorum.put(
                1,
                new Quorum(
                        OptionalInt.of(1),
                        3,
                        List.of(
                                Sides.follower(1, true, 0),
                                Sides.follower(2, true, 12_000),
                                Sides.follower(3, false, -1))));
        assertThat(found(sides.kraft())).isEqualTo("""
                voter-lag node 2:  | leader 1: lagging for 12 s, lag 1
                observer-lag node 3:  | leader 1: never caught up, lag 2""");
    }

    @Test
    void features() {
        sides.features.put(2, new Features(Map.of("metadata.version", new Range(1, 7)), Map.of("metadata.version", 8)));

        assertThat(found(sides.kraft())).isEqualTo("""
                feature-differs metadata.version:  | broker 1: level 7; broker 2: level 8
                feature-differs metadata.version:  | broker 2: supports levels 1 to 7, the cluster uses 8""");
    }
}
