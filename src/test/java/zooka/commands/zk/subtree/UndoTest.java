package zooka.commands.zk.subtree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import zooka.clients.Failure;
import zooka.clients.zookeeper.Acl;
import zooka.clients.zookeeper.Kind;
import zooka.clients.zookeeper.Operation;
import zooka.commands.action.Action;
import zooka.commands.action.Catalog;
import zooka.commands.action.Scope;
import zooka.commands.recording.Recording;
import zooka.commands.text.Grammar;
import zooka.commands.undo.Journal;
import zooka.commands.zk.tree.ChildrenFirst;
import zooka.commands.zk.tree.Copies;
import zooka.commands.zk.tree.Tally;
import zooka.testing.OnServers;
import zooka.testing.RealTree;
import zooka.testing.Sandboxes;
import zooka.testing.TestRun;
import zooka.testing.Trees;

/** What deleteall takes, and how undo puts back what a command took, on real servers. */
@OnServers
final class UndoTest {

    private static final String ROOT = "/undo-test";
    private static final String A = ROOT + "/a";

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
        tree.znodes().setAcl(A + "/x", Acl.parse("ip:127.0.0.1:cdrwa,world:anyone:r"), OptionalInt.empty());
    }

    @AfterEach
    void close() {
        Trees.clear(tree.znodes(), "/zookeeper/quota" + ROOT);
        tree.close();
    }

    /** All that the test's commands may change. */
    private String state() {
        return new String(run.document("export", ROOT), StandardCharsets.UTF_8)
                + new String(run.document("export", "/zookeeper/quota"), StandardCharsets.UTF_8)
                        .replaceAll("(zookeeper_stats\",\"data\":)\"[^\"]*\"", "$1");
    }

    private void set(String path, String value) {
        tree.znodes().set(path, Optional.of(value.getBytes(StandardCharsets.UTF_8)), OptionalInt.empty());
    }

    private static void fails(Failure.Kind kind, String message, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(kind))
                .hasMessageContaining(message);
    }

    @Test
    void says_what_would_be_deleted() {
        tree.znodes().create(A + "/e", Optional.of(new byte[3]), Kind.EPHEMERAL);
        var plan = run.plan("deleteall", A);
        assertThat(plan.preview().summary())
                .isEqualTo("delete 6 znodes (7 B), 1 of them ephemeral (" + A + "/e): " + A
                        + " and its descendants; undo cannot restore ephemeral znodes");
        assertThat(plan.confirmation()).contains("a");
        assertThat(plan.scope()).isEqualTo(Scope.subtree(A));
        fails(Failure.Kind.NOT_FOUND, "no znode /undo-test/none", () -> run.change("deleteall", ROOT + "/none"));
        fails(Failure.Kind.REFUSED, "/ belongs to ZooKeeper", () -> run.plan("deleteall", "/"));
    }

    /**
     * Lines that change znodes, by what puts them back: all that the catalogue has. A is a subtree, ROOT is above it, FILE an
     * export.
     */
    private static final List<String> LINES = List.of(
            "create A/new x",
            "create -p A/new/er/est x world:anyone:ra",
            "create -s A/job- x",
            "set A/z 2",
            "set A/json {}",
            "delete A/x/y",
            "delete A/null",
            "deleteall A",
            "deleteall A/x",
            "touch A/new",
            "touch -p A/new/er",
            "touch A/z",
            "cp A/z A/copy",
            "cp -r A ROOT/copy",
            "cp -r -u A ROOT/there",
            "mv A ROOT/moved",
            "mv A/x A/z/",
            "import FILE",
            "import FILE ROOT/there",
            "import FILE ROOT/n/e/w",
            "setAcl A/z world:anyone:ra",
            "setAcl -R A/x world:anyone:cdra",
            "edit A/z",
            "json set A/json a.b 2",
            "json delete A/json a.b",
            "setquota -n 10 A",
            "setquota -n 20 ROOT/there",
            "delquota ROOT/there",
            "delquota -n ROOT/there",
            "txn 'create A/t x; set A/t y; set A/z 2; set A/z 3; delete A/null; create -s A/s- x'",
            "txn 'delete A/x/y; create A/x/y other world:anyone:rwa; delete A/z; create A/z z'");

    /** Changes of znodes that undo does not put back, and why. */
    private static final Map<String, String> NOT_UNDONE = Map.of(
            "undo", "it is the way back",
            "reconfig", "the members of an ensemble are not znodes that a client may write",
            "verify", "it deletes what it creates");

    static List<String> lines() {
        return LINES;
    }

    @Test
    void goes_through_the_catalogue() {
        List<String> changes = Catalog.entries().stream()
                .filter(entry -> entry.create().getClass().getPackageName().startsWith("zooka.commands.zk")
                        || entry.words().equals("verify"))
                .filter(entry -> entry.create() instanceof Action.Change || entry.create() instanceof Action.Edit)
                .map(Catalog.Entry::words)
                .filter(words -> !NOT_UNDONE.containsKey(words))
                .toList();
        assertThat(changes).allSatisfy(words -> assertThat(LINES).anyMatch(line -> line.startsWith(words + " ")));
        assertThat(LINES).allSatisfy(line -> assertThat(changes).anyMatch(words -> line.startsWith(words + " ")));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void puts_everything_back(String line) throws IOException {
        Trees.make(tree.znodes(), "t", ROOT + "/there", ROOT + "/there/z", ROOT + "/there/own");
        Trees.make(tree.znodes(), "{\"a\": {\"b\": 1}}", A + "/json");
        tree.run().with(Journal.NONE).change("setquota", "-n", "5", "-b", "100", ROOT + "/there");
        Path file = Files.writeString(folder.resolve("file.jsonl"), """
                {"zookaExport":1,"root":"/undo-test/a","acls":true,"end":true}
                {"path":"/","data":"imported"}
                {"path":"/new","data":null}
                {"path":"/new/er","data":null}
                {"path":"/x","data":"imported","acl":["world:anyone:rda"]}
                {"end":4}
                """);
        String before = state();
        String words = line.replace("ROOT", ROOT)
                .replace("A/", A + "/")
                .replaceAll("\\bA\\b", A)
                .replace("FILE", file.toString());
        run.make(Recording.Person.NONE, Grammar.lines(words).get(0).words().toArray(String[]::new));
        if (line.equals("touch A/z")) {
            assertThat(run.told("undo", "list")).isEmpty();
            return; // nothing was taken
        }
        assertThat(state()).isNotEqualTo(before);
        assertThat(run.told("undo", "list"))
                .startsWith("number=1 time=")
                .contains("what=" + words.split(" ", 2)[0])
                .endsWith("record=complete");
        assertThat(run.plan("undo").confirmation()).contains("undo");
        assertThat(run.change("undo")).startsWith("undone \"");
        assertThat(run.missing()).isEmpty();
        assertThat(state()).isEqualTo(before);
        assertThat(run.told("undo", "list")).isEmpty();
        fails(Failure.Kind.NOT_FOUND, "nothing to undo", () -> run.plan("undo"));
    }

    @Test
    void leaves_ephemerals_out() {
        tree.znodes().create(A + "/e", Optional.of(new byte[3]), Kind.EPHEMERAL);
        assertThat(run.change("deleteall", A)).isEqualTo("deleted 6 znodes");
        assertThat(run.plan("undo").preview().summary())
                .endsWith("restore 5 znodes and 0 values or ACLs, delete 0 znodes; 1 ephemeral znode skipped");
        run.change("undo");
        assertThat(tree.znodes().children(A).names()).containsExactly("null", "x", "z");
        assertThat(run.missing()).containsExactly("1 ephemeral znode was skipped: only its own session can create it");
    }

    @Test
    void leaves_what_has_been_made_again_and_is_not_the_same() {
        run.change("deleteall", A);
        Trees.make(tree.znodes(), "mine", A, A + "/z");
        run.change("undo");
        assertThat(run.takeMissing())
                .containsExactlyInAnyOrder(
                        A + " was created by another client in the meantime and differs",
                        A + "/z was created by another client in the meantime and differs");
        assertThat(tree.znodes().read(A).data().orElseThrow()).asString().isEqualTo("mine");
        assertThat(tree.znodes().stat(A + "/x/y")).isPresent();
        // It can be tried again once they are out of the way.
        set(A, "1");
        tree.znodes().delete(A + "/z", OptionalInt.empty());
        run.change("undo");
        assertThat(run.missing()).isEmpty();
        assertThat(run.told("undo", "list")).isEmpty();
        assertThat(tree.znodes().read(A + "/z").data().orElseThrow()).asString().isEqualTo("1");
    }

    @Test
    void leaves_what_has_been_changed_since_and_can_be_run_again_for_the_rest() throws IOException {
        Path file = Files.writeString(folder.resolve("file.jsonl"), """
                {"zookaExport":1,"root":"/undo-test/a","acls":true}
                {"path":"/","data":"imported"}
                {"path":"/x","data":"1","acl":["world:anyone:rda"]}
                {"path":"/z","data":"imported"}
                """);
        run.change("import", file.toString());
        run.takeMissing();
        set(A + "/z", "mine");
        run.change("undo");
        assertThat(run.takeMissing()).containsExactly(A + "/z has been changed since and was left unchanged");
        assertThat(tree.znodes().read(A).data().orElseThrow()).asString().isEqualTo("1");
        run.change("undo");
        assertThat(run.takeMissing()).containsExactly(A + "/z has been changed since and was left unchanged");
        assertThat(tree.znodes().read(A + "/z").data().orElseThrow()).asString().isEqualTo("mine");
        assertThat(tree.znodes().acl(A + "/x").acl()).isEqualTo(Acl.parse("ip:127.0.0.1:cdrwa,world:anyone:r"));
        assertThat(run.told("undo", "list")).contains("what=import");
    }

    @Test
    void takes_away_only_what_nobody_else_uses() {
        run.change("cp", "-r", A, ROOT + "/copy");
        set(ROOT + "/copy/z", "used");
        Trees.make(tree.znodes(), "mine", ROOT + "/copy/mine");
        run.change("undo");
        assertThat(run.takeMissing())
                .contains(ROOT + "/copy/z does not have version 0", ROOT + "/copy has children")
                .hasSize(2);
        assertThat(tree.znodes().children(ROOT + "/copy").names()).containsExactly("mine", "z");
    }

    @Test
    void undoes_the_one_that_is_named() {
        run.change("set", A, "2");
        run.change("delete", A + "/null");
        assertThat(run.told("undo", "list").lines())
                .hasSize(2)
                .allMatch(line -> line.contains("what=delete " + A + "/null ") || line.contains("what=set " + A + " "));
        fails(Failure.Kind.NOT_FOUND, "no undo entry 3", () -> run.plan("undo", "3"));
        fails(Failure.Kind.NOT_FOUND, "no undo entry 0", () -> run.plan("undo", "0"));
        run.change("undo", "2");
        assertThat(tree.znodes().read(A).data().orElseThrow()).asString().isEqualTo("1");
        assertThat(tree.znodes().stat(A + "/null")).isEmpty();
        assertThat(run.told("undo", "list")).contains("delete").doesNotContain("set");
    }

    @Test
    void asks_for_the_acls_that_were_not_kept() {
        Trees.make(tree.znodes(), 1100, i -> Trees.create(A + "/z/" + i, "x"));
        String before = state();
        run.change("deleteall", A);
        fails(Failure.Kind.REFUSED, "of the znodes were not recorded", () -> run.plan("undo"));
        fails(Failure.Kind.USAGE, "is not SCHEME:ID:PERMISSIONS", () -> run.plan("undo", "--acl", "open"));
        run.change("undo", "--acl", Acl.OPEN.toString());
        assertThat(state()).isEqualTo(before);
        run.change("deleteall", "--keep-acls", A);
        run.change("undo");
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void offers_nothing_of_another_ensemble() {
        run.change("set", A, "2");
        List<String> servers = tree.znodes().servers();
        try (RealTree other = new RealTree(servers.get(0), ROOT + "/other", folder)) {
            assertThat(other.run().told("undo", "list")).isEmpty();
            fails(Failure.Kind.NOT_FOUND, "nothing to undo in this ensemble", () -> other.run()
                    .plan("undo"));
        }
        assertThat(run.told("undo", "list")).isNotEmpty();
    }

    @Test
    void names_what_cannot_be_deleted_and_deletes_the_rest() {
        tree.znodes().setAcl(A + "/x", Acl.parse("world:anyone:ra"), OptionalInt.empty());
        assertThat(run.change("deleteall", A)).isEqualTo("deleted 2 znodes");
        assertThat(run.takeMissing())
                .containsExactlyInAnyOrder(
                        "no permission for deleting " + A + "/x/y", A + "/x has children", A + " has children");
        assertThat(Trees.paths(tree.znodes(), A)).containsExactly(A, A + "/x", A + "/x/y");
        run.change("undo");
        assertThat(run.missing()).isEmpty();
        assertThat(Trees.paths(tree.znodes(), A)).hasSize(5);
        tree.znodes().setAcl(A + "/x", Acl.OPEN, OptionalInt.empty());
    }

    @Test
    void leaves_a_znode_that_changes_while_it_is_at_work() {
        // What was read ahead is deleted by its version: another one stays.
        ChildrenFirst deletions =
                new ChildrenFirst(Copies.of(tree.znodes(), run.context().remarks(), A));
        assertThat(deletions.hasNext()).isTrue();
        Operation first = deletions.next();
        set(A + "/x/y", "changed");
        Tally tally = new Tally(run.context().remarks(), "deleted");
        tree.znodes().applyAll(List.of(first).iterator(), tally);
        tree.znodes().applyAll(deletions, tally);
        assertThat(run.missing())
                .contains(A + "/x/y does not have version 0", A + "/x has children", A + " has children")
                .hasSize(3);
        assertThat(tree.znodes().read(A + "/x/y").data().orElseThrow())
                .asString()
                .isEqualTo("changed");
    }
}
