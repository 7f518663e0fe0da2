package zooka.commands.zk.browse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import zooka.clients.Failure;
import zooka.clients.Outcome;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeZnodes;

/** What is read of the znodes that somebody looks at, and what is not. */
final class KnownZnodesTest {

    /** Counts what is listed, and may refuse it. */
    private static final class CountingZnodes extends FakeZnodes {
        private int lists;
        private boolean refuses;

        @Override
        public synchronized List<Outcome<List<String>>> childrenOfEach(List<String> paths) {
            lists += paths.size();
            return refuses
                    ? paths.stream()
                            .map(path -> Outcome.<List<String>>failed(
                                    new Failure(Failure.Kind.REFUSED, "no permission for listing " + path)))
                            .toList()
                    : super.childrenOfEach(paths);
        }

        private int takeLists() {
            int before = lists;
            lists = 0;
            return before;
        }
    }

    private final CountingZnodes znodes = new CountingZnodes();
    private final KnownZnodes known = new KnownZnodes(znodes);

    private static Viewport wanted(Set<String> open, Set<String> visible, String selected) {
        return new Viewport(open, visible, Optional.of(selected));
    }

    private String value() {
        return new String(known.detail().orElseThrow().value().orElseThrow().stored(), StandardCharsets.UTF_8);
    }

    @Test
    void reads_what_is_wanted_and_again_what_has_changed() {
        znodes.put("/a", "one", TestRun.NOW).put("/a/b", "x", TestRun.NOW).put("/a/b/c", "x", TestRun.NOW);
        Viewport wanted = wanted(Set.of("/a"), Set.of("/a", "/a/b"), "/a");

        assertThat(known.update(wanted)).isTrue();
        assertThat(known.listed().get("/a").names()).containsExactly("b");
        assertThat(known.stats()).containsOnlyKeys("/a", "/a/b");
        assertThat(value()).isEqualTo("one");
        assertThat(znodes.reads()).containsExactly("/a");
        assertThat(znodes.takeLists()).isEqualTo(1);

        assertThat(known.update(wanted)).isFalse();
        known.changed("/a");
        assertThat(known.update(wanted)).isFalse();
        assertThat(znodes.reads()).isEmpty();
        assertThat(znodes.takeLists()).isZero();

        znodes.put("/a", "two", TestRun.NOW);
        assertThat(known.update(wanted)).isFalse(); // nobody has said so
        known.changed("/a");
        assertThat(known.update(wanted)).isTrue();
        assertThat(value()).isEqualTo("two");
        assertThat(znodes.reads()).containsExactly("/a");
        assertThat(znodes.takeLists()).isZero();

        znodes.put("/a/d", "x", TestRun.NOW);
        known.changed("/a");
        assertThat(known.update(wanted)).isTrue();
        assertThat(known.listed().get("/a").names()).containsExactly("b", "d");
        assertThat(znodes.reads()).isEmpty();
        assertThat(znodes.takeLists()).isEqualTo(1);
    }

    @Test
    void what_was_out_of_sight_is_compared_when_it_is_back() {
        znodes.put("/a", "", TestRun.NOW).put("/a/b", "x", TestRun.NOW).put("/a/c", "x", TestRun.NOW);
        boolean unused = known.update(wanted(Set.of("/", "/a"), Set.of("/a", "/a/b", "/a/c"), "/a/b"));
        unused = known.update(wanted(Set.of("/", "/a"), Set.of("/"), "/"));
        znodes.put("/a/c", "longer", TestRun.NOW).put("/a/d", "x", TestRun.NOW);

        unused = known.update(wanted(Set.of("/", "/a"), Set.of("/a", "/a/b", "/a/c"), "/a/b"));

        assertThat(known.listed().get("/a").names()).containsExactly("b", "c", "d");
        assertThat(known.stats().get("/a/c").orElseThrow().dataLength()).isEqualTo(6);
    }

    @Test
    void forgets_what_is_closed() {
        znodes.put("/a/b/c", "x", TestRun.NOW);
        boolean unused = known.update(wanted(Set.of("/a", "/a/b"), Set.of("/a", "/a/b", "/a/b/c"), "/a"));
        assertThat(known.listed()).containsOnlyKeys("/a", "/a/b");

        assertThat(known.update(wanted(Set.of("/a"), Set.of("/a", "/a/b"), "/a")))
                .isTrue();
        assertThat(known.listed()).containsOnlyKeys("/a");
        assertThat(known.stats()).containsOnlyKeys("/a", "/a/b");
    }

    @Test
    void a_large_family_rests_after_it_was_listed() {
        // So many that the rest is longer than a test takes.
        FakeZnodes huge = new FakeZnodes() {
            @Override
            public synchronized List<Outcome<List<String>>> childrenOfEach(List<String> paths) {
                return List.of(Outcome.of(Collections.nCopies(6_000_000, "child")));
            }
        };
        huge.put("/many", "", TestRun.NOW).put("/many/1", "", TestRun.NOW);
        KnownZnodes resting = new KnownZnodes(huge);
        Viewport wanted = wanted(Set.of("/many"), Set.of("/many"), "/many");
        assertThat(resting.update(wanted)).isTrue();
        assertThat(resting.due()).isEmpty();
        long pzxid = resting.listed().get("/many").pzxid();

        huge.put("/many/2", "", TestRun.NOW);
        resting.changed("/many");
        boolean unused = resting.update(wanted);

        assertThat(resting.listed().get("/many").pzxid()).isEqualTo(pzxid);
        assertThat(resting.due())
                .hasValueSatisfying(due -> assertThat(due.millis()).isPositive());
    }

    @Test
    void children_that_may_not_be_listed_say_why() {
        znodes.put("/a/b", "x", TestRun.NOW);
        znodes.refuses = true;
        assertThat(known.update(wanted(Set.of("/a"), Set.of("/a"), "/a"))).isTrue();
        assertThat(known.listed().get("/a").trouble()).contains("no permission for listing /a");
        assertThat(known.listed().get("/a").names()).isEmpty();
    }

    @Test
    void a_znode_that_is_gone_has_no_children_and_no_value() {
        znodes.put("/a", "x", TestRun.NOW).put("/a/b", "x", TestRun.NOW);
        Viewport wanted = wanted(Set.of("/a"), Set.of("/a", "/a/b"), "/a");
        boolean unused = known.update(wanted);
        znodes.remove("/a/b", TestRun.NOW);
        znodes.remove("/a", TestRun.NOW);
        known.allChanged();

        assertThat(known.update(wanted)).isTrue();
        assertThat(known.listed()).isEmpty();
        assertThat(known.stats().get("/a")).isEmpty();
        assertThat(known.detail().orElseThrow().stat()).isEmpty();

        znodes.put("/a", "again", TestRun.NOW);
        known.allChanged();
        assertThat(known.update(wanted)).isTrue();
        assertThat(value()).isEqualTo("again");
    }

    @Test
    void explains_what_kafka_keeps() {
        znodes.put("/controller", "{\"brokerid\":2,\"timestamp\":\"1700000000000\"}", TestRun.NOW);
        boolean unused = known.update(wanted(Set.of(), Set.of(), "/controller"));
        assertThat(known.detail().orElseThrow().meaning())
                .hasValueSatisfying(meaning -> assertThat(meaning).startsWith("broker 2 is the controller"));
    }

    @Test
    void keeps_the_beginning_of_a_large_value() {
        byte[] large = "é".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
        StoredValue value = StoredValue.of(large);
        assertThat(value.size()).isEqualTo(2 << 20);
        assertThat(value.stored()).hasSize(StoredValue.START);
        assertThat(value.whole()).isFalse();
        assertThat(value.text())
                .hasValueSatisfying(text -> assertThat(text).startsWith("éé").doesNotContain("\ufffd"));
        // One byte before, so that the beginning ends within a character.
        assertThat(StoredValue.of(("x" + "é".repeat(1 << 20)).getBytes(StandardCharsets.UTF_8))
                        .text())
                .isPresent();
    }
}
