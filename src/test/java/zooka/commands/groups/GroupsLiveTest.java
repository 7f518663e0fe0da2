package zooka.commands.groups;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import zooka.clients.Failure;
import zooka.commands.action.Action;
import zooka.commands.action.Action.Live.Focus;
import zooka.commands.result.Health;
import zooka.commands.result.Picture;
import zooka.commands.result.Result;
import zooka.shell.render.Format;
import zooka.testing.Golden;
import zooka.testing.TestRun;

/** What {@code watch groups} knows, from answer to answer. */
class GroupsLiveTest {

    private final Pipeline pipeline = new Pipeline();
    private final TestRun run = new TestRun(pipeline.kafka.clusters()).with(pipeline.clock);
    private final BlockingQueue<Picture> pictures = new LinkedBlockingQueue<>();
    private final BlockingQueue<Failure> failures = new LinkedBlockingQueue<>();

    private static Action.Live live(String... words) {
        return ((Action.Query) TestRun.action(words)).live(Duration.ofHours(1)).orElseThrow();
    }

    private String json(Action.Live live) {
        return Golden.rendered(Format.JSON, live.snapshot(run.context()));
    }

    private GroupsPicture picture() throws InterruptedException {
        Picture next = pictures.poll(30, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return (GroupsPicture) next;
    }

    /** Two partitions with 1,000 records each, of which 200 are read. */
    private void parser() {
        pipeline.write(2, 1_000);
        pipeline.join("parser", "parser-1", 0, 1);
        pipeline.commit("parser", 200, 200);
    }

    @Test
    void rates_are_those_between_two_snapshots() {
        parser();
        Action.Live live = live("groups");
        assertThat(json(live))
                .contains("\"lag\":1600,\"inPerSecond\":null,\"outPerSecond\":null,\"catchUpSeconds\":null");
        pipeline.after(10);
        pipeline.write(2, 100);
        pipeline.commit("parser", 500, 500);
        assertThat(json(live))
                .contains(
                        "\"lag\":1200,\"inPerSecond\":20,\"outPerSecond\":60,\"catchUpSeconds\":30,\"catchesUp\":true")
                .contains("\"oldestUnread\":\"2026-03-01T14:02:03Z\",\"health\":\"healthy\"");
        assertThat(run.code()).isZero();
    }

    @Test
    void what_has_no_answer_is_unknown_and_never_nothing() {
        parser();
        pipeline.commit("orders-sink", "orders", 0, 0);
        pipeline.kafka.append("orders", 0, 5);
        Action.Live live = live("groups", "--topic", "orders");
        pipeline.kafka.stop(1);
        pipeline.kafka.stop(2);
        assertThat(json(live)).contains("\"lag\":null").contains("\"unknownPartitions\":1,");
        assertThat(run.takeMissing()).isEqualTo(List.of("orders-0 has no leader"));
        assertThat(run.code()).isEqualTo(7);

        pipeline.kafka.silence(3);
        assertThat(json(live))
                .contains("\"group\":\"orders-sink\"")
                .contains("\"members\":null,\"partitions\":null,\"lag\":null,\"inPerSecond\":null")
                .contains("\"health\":\"unreachable\"");
        assertThat(run.missing())
                .isEqualTo(List.of(
                        "broker 3: timed out",
                        "the group's coordinator, broker 3 at 127.0.0.1:9092, does not answer: timed out"));
    }

    @Test
    void one_call_measures_twice() {
        parser();
        pipeline.commit("idle", 1_000, 1_000);
        List<Map<String, Object>> rows =
                new TestRun(pipeline.kafka.clusters()).with(Clock.systemUTC()).rows("groups", "--rate", "20ms");
        assertThat(rows).extracting(row -> row.get("outPerSecond")).containsExactly(0, 0);
        assertThat(rows).extracting(row -> row.get("catchesUp")).containsExactly(true, false);
    }

    @Test
    void the_ages_of_unread_records_are_read_for_what_is_looked_at() throws InterruptedException {
        parser();
        pipeline.commit("other", 0, 0);
        pipeline.after(130);
        try (Action.Live.Feed feed = live("groups").open(run.context(), pictures::add, failures::add)) {
            assertThat(picture().groups())
                    .allMatch(group -> group.oldestUnread().isEmpty());
            feed.focus(new Focus(List.of("other", "parser"), Optional.of("parser")));
            GroupsPicture aged = picture();
            GroupLoad parser = aged.group("parser").orElseThrow();
            assertThat(parser.oldestUnread()).contains(TestRun.NOW);
            assertThat(parser.health(aged.asOf())).isEqualTo(Health.UNHEALTHY);
            assertThat(aged.group("other").orElseThrow().oldestUnread()).isEmpty();
            feed.focus(new Focus(List.of("other", "parser"), Optional.empty()));
            assertThat(picture().group("other").orElseThrow().oldestUnread()).contains(TestRun.NOW);
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void what_is_saved_is_the_same_as_data() {
        parser();
        GroupsPicture picture = pipeline.look();
        assertThat(Golden.rendered(Format.JSON, new Result.Drawing(picture, picture.fields())))
                .startsWith("{\"name\":\"test\",\"asOf\":\"2026-03-01T14:02:03Z\",\"groups\":[{\"group\":\"parser\",");
    }

    @Test
    void a_feed_asks_when_it_is_told_to_and_compares() throws InterruptedException {
        parser();
        try (Action.Live.Feed feed = live("groups").open(run.context(), pictures::add, failures::add)) {
            assertThat(picture().groups().get(0).pace().in()).isEmpty();
            pipeline.after(10);
            pipeline.write(2, 50);
            feed.refresh();
            assertThat(picture().groups().get(0).pace().in()).hasValue(10);
        }
    }

    @Test
    void only_some_groups_and_topics() {
        parser();
        pipeline.commit("other", "orders", 0, 0);
        assertThat(json(live("groups", "--topic", "orders"))).contains("other").doesNotContain("parser");
        assertThat(json(live("groups", "--state", "Stable"))).contains("parser").doesNotContain("other");
        assertThat(json(live("groups", "pars*"))).contains("parser").doesNotContain("other");
    }
}
