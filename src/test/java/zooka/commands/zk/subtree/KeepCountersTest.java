package zooka.commands.zk.subtree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zooka.clients.Failure;
import zooka.clients.zookeeper.Acl;
import zooka.clients.zookeeper.Kind;
import zooka.testing.OnServers;
import zooka.testing.RealTree;
import zooka.testing.Sandboxes;
import zooka.testing.TestRun;
import zooka.testing.Trees;

/** The numbers that create -s gives below what was put back, imported, copied and moved, on real servers. */
@OnServers
final class KeepCountersTest {

    private static final String ROOT = "/counters-test";
    private static final String Q = ROOT + "/q";
    private static final String P = ROOT + "/p";

    @TempDir
    Path folder;

    private RealTree tree;
    private TestRun run;

    @BeforeEach
    void open() {
        tree = new RealTree(Sandboxes.zookeeper().zookeeper().orElseThrow(), ROOT, folder);
        run = tree.run();
        Trees.make(tree.znodes(), "", ROOT, Q);
        for (int i = 0; i < 5; i++) {
            numbered(Q);
        }
        Trees.delete(
                tree.znodes(), Stream.of(0, 1, 2).map(KeepCountersTest::job).toList());
    }

    @AfterEach
    void close() {
        tree.close();
    }

    private static String job(int number) {
        return String.format("%s/job-%010d", Q, number);
    }

    /** What comes next, made. */
    private String numbered(String parent) {
        return tree.znodes().create(parent + "/job-", Optional.empty(), Kind.PERSISTENT.asSequential());
    }

    /** The line that puts /q where it says. */
    private String[] words(String line) throws IOException {
        Path file = folder.resolve("q.jsonl");
        if (line.startsWith("import")) {
            Files.write(file, run.document("export", Q));
        } else if (line.startsWith("undo")) {
            run.change("deleteall", Q);
        }
        return line.replace("FILE", file.toString())
                .replace("Q", Q)
                .replace("P", P)
                .split(" ");
    }

    private static String target(String line) {
        return line.startsWith("undo") ? Q : P;
    }

    @ParameterizedTest
    @ValueSource(strings = {"undo", "import FILE P", "cp -r Q P", "mv Q P"})
    void begin_anew_and_the_plan_and_a_warning_say_so(String line) throws IOException {
        String[] words = words(line);
        String target = target(line);
        assertThat(run.plan(words).preview().summary())
                .endsWith(
                        "; the counter of create -s in " + target
                                + " (next 2, highest 4) will be below the highest number there; use --keep-counters to raise it");
        run.change(words);
        assertThat(run.takeMissing())
                .containsExactly("the counter of create -s in " + target
                        + " (next 2, highest 4) is below the highest number there; use --keep-counters to raise it");
        assertThat(numbered(target)).isEqualTo(target + "/job-0000000002");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "undo --keep-counters",
                "import --keep-counters FILE P",
                "cp -r --keep-counters Q P",
                "mv --keep-counters Q P"
            })
    void are_kept_above_the_highest_number(String line) throws IOException {
        String[] words = words(line);
        String target = target(line);
        assertThat(run.plan(words).preview().summary())
                .endsWith("; raise the counter of create -s in " + target
                        + " (next 2, highest 4) with 3 temporary children");
        run.change(words);
        assertThat(run.missing()).isEmpty();
        assertThat(tree.znodes().children(target).names()).containsExactly("job-0000000003", "job-0000000004");
        if (!line.startsWith("undo")) {
            // The temporary children are not in the record.
            assertThat(run.plan("undo").preview().summary())
                    .contains(line.startsWith("mv") ? "restore 3 znodes" : "restore 0 znodes")
                    .contains("delete 3 znodes");
        }
        assertThat(numbered(target)).isEqualTo(target + "/job-0000000005");
    }

    @Test
    void are_kept_below_a_large_subtree_that_is_moved_in_steps() {
        Trees.make(tree.znodes(), 1000, i -> Trees.create(Q + "/job-0000000003/" + i, ""));
        run.change("mv", "--keep-counters", Q, P);
        assertThat(run.missing()).isEmpty();
        assertThat(numbered(P)).isEqualTo(P + "/job-0000000005");
    }

    @Test
    void are_raised_in_several_transactions_and_where_the_parent_was_there() {
        Trees.make(tree.znodes(), "", P, P + "/own", Q + "/job-0000001234");
        assertThat(run.plan("cp", "-r", "-u", "--keep-counters", Q, P).preview().summary())
                .endsWith("; raise the counter of create -s in " + P
                        + " (next 4, highest 1234) with 1,231 temporary children");
        run.change("cp", "-r", "-u", "--keep-counters", Q, P);
        assertThat(numbered(P)).isEqualTo(P + "/job-0000001235");
        // Nothing is left to do the next time.
        run.change("cp", "-r", "-u", "--keep-counters", Q, P);
        assertThat(numbered(P)).isEqualTo(P + "/job-0000001236");
        // The counter of the znode that a numbered one comes to.
        run.change("cp", "--keep-counters", job(4), ROOT + "/job-0000000009");
        assertThat(numbered(ROOT)).isEqualTo(ROOT + "/job-0000000010");
        assertThat(run.missing()).isEmpty();
    }

    @Test
    void are_kept_above_the_number_of_an_ephemeral_that_is_left_out() {
        tree.znodes().create(Q + "/lock-", Optional.empty(), Kind.EPHEMERAL.asSequential());
        run.change("cp", "-r", "--keep-counters", Q, P);
        assertThat(numbered(P)).isEqualTo(P + "/job-0000000006");
    }

    @Test
    void are_not_said_to_be_behind_where_they_are_not() {
        Trees.make(
                tree.znodes(),
                "",
                P,
                P + "/job-12",
                P + "/1764476000123",
                P + "/job-9999999999",
                P + "/x",
                P + "/x/job-0000000000");
        run.change("cp", "-r", P, ROOT + "/copy");
        assertThat(run.missing()).isEmpty();
    }

    @Test
    void refuse_what_takes_too_many_before_anything_is_changed() {
        Trees.make(tree.znodes(), "", Q + "/job-0002000000");
        for (String line : List.of("cp -r --keep-counters Q P", "mv --keep-counters Q P")) {
            assertThatThrownBy(() -> run.change(words(line)))
                    .isInstanceOfSatisfying(
                            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFLICT))
                    .hasMessage(
                            "raising the counter of create -s in " + P
                                    + " (next 3, highest 2000000) needs 1,999,998 temporary children, more than the limit of 1,000,000");
            assertThat(tree.znodes().stat(P)).isEmpty();
        }
    }

    @Test
    void name_a_counter_that_may_not_be_raised() {
        tree.znodes().setAcl(Q, Acl.parse("world:anyone:rad"), OptionalInt.empty());
        run.change("cp", "-r", "--keep-counters", Q, P);
        assertThat(run.missing())
                .singleElement()
                .asString()
                .startsWith("the counter of create -s in " + P + " (next 2, highest 4) was not raised: ");
        assertThat(tree.znodes().children(P).names()).containsExactly("job-0000000003", "job-0000000004");
    }
}
