package zooka.commands.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import zooka.clients.kafka.Voters;
import zooka.commands.timeline.Voter.State;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeQuorum;

final class QuorumCheckTest {

    private static final Duration DAY = Duration.ofDays(1);

    private final FakeQuorum quorum = new FakeQuorum().elect(1, 2, 3).fetched(2).fetched(3);

    private static Voter voter(int id, State state, long secondsAgo) {
        return new Voter(id, state, Optional.of(TestRun.NOW.minusSeconds(secondsAgo)));
    }

    private static List<State> states(QuorumCheck check) {
        return check.voters(Map.of()).stream().map(Voter::state).toList();
    }

    @Test
    void a_voter_that_does_not_fetch_is_offline_since_its_last_fetch_and_one_that_fetches_may_lag() {
        quorum.fetched(2, Duration.ofSeconds(7), Duration.ofSeconds(8));
        quorum.fetched(3, Duration.ofSeconds(1), Duration.ofSeconds(6));

        assertThat(new QuorumCheck(quorum).voters(Map.of()))
                .containsExactly(voter(1, State.ONLINE, 0), voter(2, State.OFFLINE, 7), voter(3, State.LAGGING, 6));
    }

    @Test
    void what_is_within_the_limits_is_online() {
        quorum.fetched(2, Duration.ofSeconds(3), Duration.ofSeconds(5));

        assertThat(states(new QuorumCheck(quorum))).containsExactly(State.ONLINE, State.ONLINE, State.ONLINE);
    }

    @Test
    void a_new_leader_has_time_to_hear_from_the_voters() {
        QuorumCheck check = new QuorumCheck(quorum, DAY);
        quorum.fetched(3, Duration.ofSeconds(9), Duration.ofSeconds(9));
        assertThat(states(check)).containsExactly(State.ONLINE, State.ONLINE, State.OFFLINE);

        quorum.elect(2, 1, 3);

        assertThat(states(check))
                .as("nothing is known of 1 and 3 but what was known before")
                .containsExactly(State.ONLINE, State.ONLINE, State.OFFLINE);
        quorum.fetched(3);
        assertThat(states(check)).containsExactly(State.ONLINE, State.ONLINE, State.ONLINE);
    }

    @Test
    void a_leader_that_is_lost_never_fetches_from_the_next_one_and_was_there_when_it_last_answered() {
        QuorumCheck check = new QuorumCheck(quorum, Duration.ZERO);
        check.voters(Map.of());

        quorum.elect(2, 1, 3).fetched(3);

        assertThat(check.voters(Map.of()).get(0)).isEqualTo(voter(1, State.OFFLINE, 0));
    }

    @Test
    void the_first_answer_is_taken_as_it_is() {
        quorum.elect(2, 1, 3).fetched(3);

        assertThat(new QuorumCheck(quorum, DAY).voters(Map.of()).get(0))
                .isEqualTo(new Voter(1, State.OFFLINE, Optional.empty()));
    }

    @Test
    void without_a_leader_voters_that_cannot_be_connected_to_are_offline() {
        QuorumCheck check = new QuorumCheck(quorum);
        check.voters(Map.of());
        quorum.lose(new Voters(List.of(
                new Voters.Voter(OptionalInt.of(1), "kafka-1:9093", Optional.of("connection refused")),
                new Voters.Voter(OptionalInt.of(2), "kafka-2:9093", Optional.empty()),
                new Voters.Voter(OptionalInt.of(3), "kafka-3:9093", Optional.empty()))));

        assertThat(states(check)).containsExactly(State.OFFLINE, State.ONLINE, State.ONLINE);
        assertThat(check.voters(Map.of(3, "timed out")).stream().map(Voter::state))
                .as("a paused node accepts connections")
                .containsExactly(State.OFFLINE, State.ONLINE, State.OFFLINE);
        quorum.elect(2, 1, 3).fetched(3).fetched(1);
        assertThat(states(check)).containsExactly(State.ONLINE, State.ONLINE, State.ONLINE);
    }

    @Test
    void brokers_that_tell_no_times_tell_nothing_of_the_voters() {
        assertThat(new QuorumCheck(quorum.withoutTimes()).voters(Map.of())).isEmpty();
    }
}
