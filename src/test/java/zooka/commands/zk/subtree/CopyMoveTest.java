package zooka.commands.zk.subtree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zooka.clients.Failure;
import zooka.clients.zookeeper.Acl;
import zooka.clients.zookeeper.Kind;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.action.Scope;
import zooka.testing.OnServers;
import zooka.testing.RealTree;
import zooka.testing.Sandboxes;
import zooka.testing.TestRun;
import zooka.testing.Trees;

/** Subtrees at other places, and znodes made: cp, mv, touch, create. */
@OnServers
final class CopyMoveTest {

    private static final String ROOT = "/copy-test";
    private static final String A = ROOT + "/a";
    private static final String B = ROOT + "/b";

    @TempDir
    Path folder;

    private RealTree tree;
    private TestRun run;

    @BeforeEach
    void open() {
        tree = new RealTree(Sandboxes.zookeeper().zookeeper().orElseThrow(), ROOT, folder);
        run = tree.run();
        Trees.make(tree.znodes(), "1", ROOT, A, A + "/x", A + "/x/y", A + "/z");
        tree.znodes().create(A + "/null", Optional.empty(), Kind.PERSISTENT, Acl.parse("world:anyone:r"));
    }

    @AfterEach
    void close() {
        tree.close();
    }

    private static void fails(Failure.Kind kind, String message, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(kind))
                .hasMessageContaining(message);
    }

    private void same(String one, String other) {
        assertThat(run.told("diff", one, other)).isEmpty();
        assertThat(run.missing()).isEmpty();
    }

    private void set(String path, String value) {
        tree.znodes().set(path, Optional.of(value.getBytes(StandardCharsets.UTF_8)), OptionalInt.empty());
    }

    private static int version(Znodes znodes, String path) {
        return znodes.stat(path).orElseThrow().version();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cp -r ROOT/q ROOT/q2", "mv ROOT/q ROOT/q2"})
    void a_clash_of_a_number_that_is_taken_is_called_so(String line) {
        Trees.make(tree.znodes(), "x", ROOT + "/q");
        String first = tree.znodes().create(ROOT + "/q/job-", Optional.empty(), Kind.PERSISTENT.asSequential());
        assertThat(first).endsWith("job-0000000000");
        run.change(line.replace("ROOT", ROOT).split(" "));
        // Two children were created there, so that 2 comes next.
        Trees.make(tree.znodes(), "x", ROOT + "/q2/job-0000000002");
        assertThatThrownBy(() -> run.change("create", "-s", ROOT + "/q2/job-", "x"))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFLICT))
                .hasMessage("the next number for " + ROOT + "/q2/job- is taken: the counter of " + ROOT
                        + "/q2 is behind the numbers of its children");
    }

    @Test
    void copies_a_subtree() {
        fails(Failure.Kind.CONFLICT, A + " has children", () -> run.change("cp", A, B));
        tree.znodes().create(A + "/e", Optional.empty(), Kind.EPHEMERAL);
        assertThat(run.plan("cp", "-r", A, B).preview().summary())
                .isEqualTo("copy " + A + " to " + B
                        + ": create 5 znodes, change 0, leave 0 unchanged; 1 ephemeral znode skipped");
        assertThat(run.change("cp", "-r", A, B))
                .isEqualTo("copied " + A + " to " + B + ": 5 created, 0 changed, 1 ephemeral znode skipped");
        assertThat(run.takeMissing())
                .containsExactly("1 ephemeral znode was skipped: only its own session can create it");
        same(A, B);
        assertThat(tree.znodes().children(A).names()).hasSize(4);
        run.change("cp", A + "/z", ROOT + "/z");
        assertThat(tree.znodes().stat(ROOT + "/z")).isPresent();
        run.change("cp", "-r", "--no-acl", A, ROOT + "/open");
        assertThat(tree.znodes().acl(ROOT + "/open/null").acl()).isEqualTo(Acl.OPEN);
    }

    @Test
    void copies_into_a_znode_where_a_slash_says_so() {
        run.change("cp", "-r", A, B);
        fails(Failure.Kind.CONFLICT, B + " already exists", () -> run.plan("cp", "-r", A, B));
        run.change("cp", "-r", A, B + "/");
        same(A, B + "/a");
        fails(Failure.Kind.NOT_FOUND, "no znode " + ROOT + "/none", () -> run.change("cp", "-r", A, ROOT + "/none/"));
        fails(Failure.Kind.NOT_FOUND, "no znode " + ROOT + "/none", () -> run.plan("cp", ROOT + "/none", B));
    }

    @Test
    void brings_up_to_date_only_what_differs() {
        run.change("cp", "-r", A, B);
        set(A + "/x/y", "2");
        Trees.make(tree.znodes(), "n", A + "/new", B + "/own");
        var plan = run.plan("cp", "-r", "-u", A, B);
        assertThat(plan.preview().summary()).endsWith("create 1 znode, change 1, leave 4 unchanged");
        assertThat(plan.confirmation()).contains("b");
        assertThat(plan.scope()).isEqualTo(Scope.subtree(B));
        run.change("cp", "-r", "-u", A, B);
        assertThat(version(tree.znodes(), B + "/x/y")).isEqualTo(1);
        assertThat(version(tree.znodes(), B + "/x")).isZero();
        assertThat(run.told("diff", A, B)).isEqualTo("difference=+ path=/own what=- before=- after='n'");
    }

    @ParameterizedTest
    @CsvSource({"A, A", "A, A/x/in", "A, A/", "A/x, A/x/y/../z", "/, ROOT/all", "A, zk://SERVERS/copy-test/a/x/in"})
    void keeps_out_of_itself(String from, String to) {
        String servers = Sandboxes.zookeeper().zookeeper().orElseThrow();
        String source = from.replace("A", A);
        String target = to.replace("ROOT", ROOT).replace("SERVERS", servers).replaceFirst("^A", A);
        fails(Failure.Kind.USAGE, " is within " + source, () -> run.plan("cp", "-r", source, target));
        fails(Failure.Kind.USAGE, " is within " + source, () -> run.plan("mv", source, target));
    }

    @Test
    void copies_to_and_from_another_ensemble() {
        // The same servers by another address are another ensemble to it.
        String other = "zk://" + tree.znodes().servers().get(0);
        run.change("cp", "-r", A, other + B);
        same(A, B);
        run.change("cp", "-r", other + A, ROOT + "/c");
        same(A, other + ROOT + "/c");
        run.change("cp", "-r", other + A, other + ROOT + "/c/");
        same(A, ROOT + "/c/a");
        fails(
                Failure.Kind.USAGE,
                "mv cannot move znodes to another ensemble",
                () -> run.plan("mv", A, other + ROOT + "/d"));
        fails(Failure.Kind.USAGE, "expected zk://HOST:PORT", () -> run.plan("cp", A, "zk://"));
    }

    @Test
    void moves_in_one_transaction() throws InterruptedException {
        BlockingQueue<Znodes.Event> events = new LinkedBlockingQueue<>();
        String before = new String(run.document("export", A), StandardCharsets.UTF_8).replace(A, B);
        try (Znodes.Watch watch = tree.znodes().watch(ROOT, events::add)) {
            assertThat(watch).isNotNull();
            assertThat(run.change("mv", A, B)).isEqualTo("moved 5 znodes to " + B);
            Znodes.Event first = events.poll(20, TimeUnit.SECONDS);
            // One transaction has one zxid: nobody sees the tree at both places, or at none.
            for (int i = 1; i < 10; i++) {
                assertThat(events.poll(20, TimeUnit.SECONDS).zxid()).isEqualTo(first.zxid());
            }
        }
        assertThat(tree.znodes().stat(A)).isEmpty();
        assertThat(new String(run.document("export", B), StandardCharsets.UTF_8))
                .isEqualTo(before);
        Trees.make(tree.znodes(), "1", A);
        fails(Failure.Kind.CONFLICT, A + " already exists", () -> run.plan("mv", B, A));
        run.change("mv", B, A + "/");
        assertThat(tree.znodes().stat(A + "/b/x/y")).isPresent();
    }

    @Test
    void moves_nothing_where_anything_is_in_the_way() {
        var plan = run.plan("mv", A, B);
        set(A + "/z", "changed");
        fails(Failure.Kind.CONFLICT, A + "/z has version 1, not 0", plan::make);
        assertThat(tree.znodes().stat(B)).isEmpty();
        assertThat(run.told("undo", "list")).isEmpty();
        plan = run.plan("mv", A, B);
        Trees.make(tree.znodes(), "new", A + "/x/new");
        fails(Failure.Kind.CONFLICT, A + "/x has children", plan::make);
        plan = run.plan("mv", A, B);
        Trees.make(tree.znodes(), "new", B);
        fails(Failure.Kind.CONFLICT, B + " already exists", plan::make);
        fails(Failure.Kind.NOT_FOUND, "no znode " + ROOT + "/none", () -> run.plan("mv", A, ROOT + "/none/b")
                .make());
        tree.znodes().create(A + "/e", Optional.empty(), Kind.EPHEMERAL);
        fails(Failure.Kind.CONFLICT, A + "/e is ephemeral", () -> run.plan("mv", A, ROOT + "/c"));
        assertThat(tree.znodes().children(A).names()).containsExactly("e", "null", "x", "z");
    }

    @Test
    void moves_a_large_one_in_steps_and_none_with_ephemerals() {
        Trees.make(tree.znodes(), 1500, i -> Trees.create(A + "/z/" + i, "x"));
        tree.znodes().create(A + "/zz", Optional.empty(), Kind.EPHEMERAL);
        var plan = run.plan("mv", A, B);
        assertThat(plan.confirmation()).contains("a");
        assertThat(plan.preview().summary())
                .startsWith("move 1,506 znodes (1.5 KiB), 1 of them ephemeral")
                .contains("two steps");
        fails(Failure.Kind.CONFLICT, A + "/zz is ephemeral", plan::make);
        assertThat(tree.znodes().stat(B)).isEmpty();
        tree.znodes().delete(A + "/zz", OptionalInt.empty());
        run.change("cp", "-r", A, ROOT + "/kept");
        assertThat(run.change("mv", A, B)).isEqualTo("moved 1,505 znodes to " + B);
        assertThat(tree.znodes().stat(A)).isEmpty();
        same(ROOT + "/kept", B);
        run.change("undo");
        same(ROOT + "/kept", A);
        assertThat(tree.znodes().stat(B)).isEmpty();
    }

    @Test
    void touches_what_is_there_and_makes_what_is_not() {
        assertThat(run.change("touch", A)).isEqualTo("touched " + A);
        assertThat(version(tree.znodes(), A)).isEqualTo(1);
        assertThat(tree.znodes().read(A).data().orElseThrow()).asString().isEqualTo("1");
        fails(Failure.Kind.NOT_FOUND, "no znode " + B + "/c", () -> run.change("touch", B + "/c/d"));
        assertThat(run.change("touch", "-p", B + "/c/d")).isEqualTo("created " + B + "/c/d");
        assertThat(tree.znodes().read(B + "/c/d").data()).isEmpty();
    }

    @Test
    void makes_every_kind() {
        assertThat(run.change("create", "-s", A + "/s-", "v")).matches("created " + A + "/s-\\d{10}");
        assertThat(run.change("create", "-s", "-e", A + "/s-")).matches("created " + A + "/s-\\d{10}");
        assertThat(run.change("create", "-s", "-t", "9999999", A + "/s-")).matches("created " + A + "/s-\\d{10}");
        assertThat(run.change("create", "-s", A + "/")).matches("created " + A + "/\\d{10}");
        run.change("create", "-c", A + "/c");
        run.change("create", "-t", "1099511627775", A + "/t", "v");
        run.change("create", A + "/r", "v", "world:anyone:ra");
        assertThat(tree.znodes().acl(A + "/r").acl()).isEqualTo(Acl.parse("world:anyone:ra"));
        run.change("create", "-e", A + "/e");
        assertThat(tree.znodes().stat(A + "/e").orElseThrow().kind()).isEqualTo(Kind.EPHEMERAL);
        fails(Failure.Kind.CONFLICT, A + "/e is ephemeral", () -> run.change("create", A + "/e/c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-c -e", "-c -s", "-c -t 5", "-e -t 5", "-t 0", "-t -1", "-t 1099511627776", "-t x"})
    void refuses_kinds_that_there_are_not(String options) {
        fails(Failure.Kind.USAGE, "create", () -> run.plan(("create " + options + " " + B).split(" ", -1)));
        assertThat(tree.znodes().stat(B)).isEmpty();
    }
}
