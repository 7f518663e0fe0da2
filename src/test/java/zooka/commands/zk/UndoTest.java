package zooka.commands.zk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zooka.commands.Failure;
import zooka.commands.Scope;
import zooka.commands.zk.client.Acl;
import zooka.commands.zk.client.Kind;
import zooka.commands.zk.client.Operation;
import zooka.commands.zk.tree.ChildrenFirst;
import zooka.commands.zk.tree.Copies;
import zooka.commands.zk.tree.Tally;
import zooka.testing.RealTree;
import zooka.testing.Sandboxes;
import zooka.testing.TestRun;
import zooka.testing.Trees;

/** What deleteall takes, and how undo puts back what a command took, on real servers. */
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
        tree.close();
    }

    private String state() {
        return new String(run.document("export", ROOT), StandardCharsets.UTF_8);
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
                        + " and all below it; undo can bring back all but those");
        assertThat(plan.confirmation()).contains("a");
        assertThat(plan.scope()).isEqualTo(Scope.subtree(A));
        fails(Failure.Kind.NOT_FOUND, "no znode /undo-test/none", () -> run.change("deleteall", ROOT + "/none"));
        fails(Failure.Kind.REFUSED, "/ is ZooKeeper's own", () -> run.plan("deleteall", "/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deleteall A",
                "set A/z 2",
                "delete A/x/y",
                "delete A/null",
                "cp -r A ROOT/copy",
                "cp -r -u A ROOT/there",
                "mv A ROOT/moved",
                "mv A/x A/z/",
                "import FILE",
                "import FILE ROOT/there"
            })
    void puts_everything_back(String line) throws IOException {
        Trees.make(tree.znodes(), "t", ROOT + "/there", ROOT + "/there/z", ROOT + "/there/own");
        Path file = Files.writeString(folder.resolve("file.jsonl"), """
                {"zookaExport":1,"root":"/undo-test/a","acls":true}
                {"path":"/","data":"imported"}
                {"path":"/new","data":null}
                {"path":"/new/er","data":null}
                {"path":"/x","data":"imported","acl":["world:anyone:rda"]}
                """);
        String before = state();
        String words = line.replace("ROOT", ROOT).replace("A", A).replace("FILE", file.toString());
        run.change(words.split(" ", -1));
        assertThat(state()).isNotEqualTo(before);
        assertThat(run.told("undo", "list")).startsWith("number=1 time=").contains("what=" + words.split(" ", 2)[0]);
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
        run.change("undo");
        assertThat(tree.znodes().children(A).names()).containsExactly("null", "x", "z");
        assertThat(run.missing()).isEmpty();
    }

    @Test
    void leaves_what_has_been_made_again_and_is_not_the_same() {
        run.change("deleteall", A);
        Trees.make(tree.znodes(), "mine", A, A + "/z");
        run.change("undo");
        assertThat(run.takeMissing())
                .containsExactlyInAnyOrder(
                        A + " exists by now and is not the same", A + "/z exists by now and is not the same");
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
        assertThat(run.takeMissing()).containsExactly(A + "/z has been changed since, and stays as it is");
        assertThat(tree.znodes().read(A).data().orElseThrow()).asString().isEqualTo("1");
        run.change("undo");
        assertThat(run.takeMissing()).containsExactly(A + "/z has been changed since, and stays as it is");
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
                .contains(ROOT + "/copy/z has another version than 0", ROOT + "/copy has children")
                .hasSize(2);
        assertThat(tree.znodes().children(ROOT + "/copy").names()).containsExactly("mine", "z");
    }

    @Test
    void undoes_the_one_that_is_named() {
        run.change("set", A, "2");
        run.change("delete", A + "/null");
        assertThat(run.told("undo", "list").lines())
                .hasSize(2)
                .allMatch(line -> line.endsWith("what=delete " + A + "/null") || line.endsWith("what=set " + A));
        fails(Failure.Kind.NOT_FOUND, "no number 3 to undo", () -> run.plan("undo", "3"));
        fails(Failure.Kind.NOT_FOUND, "no number 0 to undo", () -> run.plan("undo", "0"));
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
        fails(Failure.Kind.REFUSED, "of the znodes were not kept", () -> run.plan("undo"));
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
            fails(Failure.Kind.NOT_FOUND, "nothing to undo on this ensemble", () -> other.run()
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
        var reads = Copies.of(tree.znodes(), run.context().remarks(), A);
        var entry = run.context().keeping("deleteall " + A);
        ChildrenFirst deletions = new ChildrenFirst(reads, entry);
        assertThat(deletions.hasNext()).isTrue();
        Operation first = deletions.next();
        set(A + "/x/y", "changed");
        Tally tally = new Tally(run.context().remarks(), "deleted");
        tree.znodes().applyAll(List.of(first).iterator(), tally);
        tree.znodes().applyAll(deletions, tally);
        entry.close();
        assertThat(run.missing())
                .contains(A + "/x/y has another version than 0", A + "/x has children", A + " has children")
                .hasSize(3);
        assertThat(tree.znodes().read(A + "/x/y").data().orElseThrow())
                .asString()
                .isEqualTo("changed");
    }
}
