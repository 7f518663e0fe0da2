package zooka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.sandbox.Mode;
import zooka.sandbox.Options;
import zooka.sandbox.Sandbox;
import zooka.testing.OnServers;
import zooka.testing.Program;
import zooka.testing.Program.Run;
import zooka.testing.RealTree;
import zooka.testing.RunsInParallel;
import zooka.testing.Sandboxes;
import zooka.testing.Trees;

/** Large changes that are cut off, by the death of the program or of the ensemble's leader. */
@OnServers
@RunsInParallel(seconds = 40)
final class InterruptedTest {

    /** How often a command may have come to its end before it is killed. */
    private static final int TRIES = 5;

    private static final int PARENTS = 40;
    private static final int EACH = 300;

    @TempDir
    static Path folder;

    private static Sandbox sandbox;
    private static RealTree tree;
    private static Path file;

    @BeforeAll
    static void start() throws IOException {
        sandbox = Sandboxes.fresh(Mode.ZOOKEEPER, Options.bare(3, 0));
        tree = new RealTree(sandbox.zookeeper().orElseThrow(), "/cut", folder);
        StringBuilder lines = new StringBuilder("{\"zookaExport\":1,\"root\":\"/cut\",\"acls\":true}\n");
        lines.append("{\"path\":\"/\",\"data\":\"root\"}\n");
        for (int i = 0; i < PARENTS; i++) {
            String parent = "/" + (100 + i);
            lines.append("{\"path\":\"").append(parent).append("\",\"data\":null}\n");
            for (int j = 0; j < EACH; j++) {
                lines.append("{\"path\":\"").append(parent).append('/').append(1000 + j);
                lines.append("\",\"data\":\"").append("value ".repeat(30)).append("\"}\n");
            }
        }
        file = Files.writeString(folder.resolve("cut.jsonl"), lines);
    }

    @AfterAll
    static void stop() {
        tree.close();
        sandbox.close();
    }

    private static Program zooka() {
        return Program.with("-z", sandbox.zookeeper().orElseThrow(), "-y")
                .environment("XDG_STATE_HOME", folder.resolve("state").toString());
    }

    private static void whole() {
        Run diff = zooka().run("diff", "/cut", "@" + file);
        assertThat(diff.out()).isEmpty();
        assertThat(diff.code()).as(diff.err()).isZero();
    }

    /** Kills a deletion before its end; one that was quicker is undone and begun again. */
    private static void killDeleteAll() {
        for (int i = 0; i < TRIES; i++) {
            boolean killed = zooka().killedBeforeItsEnd(() -> !there(3), "deleteall", "/cut");
            if (killed && there(PARENTS - 1)) {
                return;
            }
            assertThat(zooka().run("undo", "--acl", "world:anyone:cdrwa").code())
                    .isZero();
        }
        throw new AssertionError("never killed before its end");
    }

    private static boolean there(int parent) {
        return tree.znodes().stat("/cut/" + (100 + parent)).isPresent();
    }

    /** Kills the leader when that holds, which must be before the change has ended. */
    private static Run withoutLeader(BooleanSupplier when, String... words) {
        CompletableFuture<Run> running = CompletableFuture.supplyAsync(() -> zooka().run(words));
        while (!when.getAsBoolean()) {
            assertThat(running).as("it is still at work").isNotDone();
            Program.breathe();
        }
        String leader = Sandboxes.leader(sandbox);
        sandbox.kill(leader);
        Run run = running.join();
        sandbox.start(leader);
        return run;
    }

    @Test
    void the_loss_of_the_leader_loses_nothing() {
        Trees.clear(tree.znodes(), "/cut");
        Run cut = withoutLeader(() -> there(1), "import", file.toString());
        assertThat(cut.code()).as(cut.err()).isIn(0, 6, 7);
        Run again = zooka().run("import", file.toString());
        assertThat(again.code()).as(again.err()).isZero();
        whole();
        cut = withoutLeader(() -> !there(1), "deleteall", "/cut");
        assertThat(cut.code()).as(cut.err()).isIn(0, 6, 7);
        Run undo = zooka().run("undo", "--acl", "world:anyone:cdrwa");
        assertThat(undo.code()).as(undo.err()).isZero();
        whole();
    }

    @Test
    void a_killed_import_is_run_again_to_the_end() {
        boolean killed = false;
        for (int i = 0; !killed || there(PARENTS - 1); i++) {
            assertThat(i).as("times that it was quicker").isLessThan(TRIES);
            Trees.clear(tree.znodes(), "/cut");
            killed = zooka().killedBeforeItsEnd(() -> there(3), "import", file.toString());
        }
        Run again = zooka().run("import", file.toString());
        assertThat(again.code()).as(again.err()).isZero();
        whole();
    }

    @Test
    void a_killed_deleteall_is_undone_as_far_as_it_went() {
        assertThat(zooka().run("import", file.toString()).code()).isZero();
        killDeleteAll();
        assertThat(zooka().run("diff", "/cut", "@" + file).code()).isEqualTo(1);
        Run undo = zooka().run("undo", "--acl", "world:anyone:cdrwa");
        assertThat(undo.code()).as(undo.err()).isZero();
        whole();
        killDeleteAll();
        assertThat(zooka().run("deleteall", "/cut").code()).isZero();
        tree.znodes().sync("/"); // the server of this session may be behind
        assertThat(tree.znodes().stat("/cut")).isEmpty();
        // The two halves, the second first.
        assertThat(zooka().run("undo", "--acl", "world:anyone:cdrwa").code()).isZero();
        assertThat(zooka().run("undo", "--acl", "world:anyone:cdrwa").code()).isZero();
        whole();
    }
}
