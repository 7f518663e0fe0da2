package zooka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.testing.LargeRecording;
import zooka.testing.OnServers;
import zooka.testing.Program;
import zooka.testing.Program.Run;
import zooka.testing.RealTree;
import zooka.testing.RunsInParallel;
import zooka.testing.Trees;
import zooka.testing.ZooKeeperProcess;

/** Large families and large values, in a small heap, on the real program. */
@OnServers
@RunsInParallel(seconds = 73)
final class BoundsTest {

    // A server keeps its last 500 changes for others to catch up by, which would fill its heap here: ours keeps few.
    private static ZooKeeperProcess server;
    private static final String WIDE = "/bounds-test-wide";
    private static final String LARGE = "/bounds-test-large";
    private static final int CHILDREN = 100_000;

    @TempDir
    static Path folder;

    private static Program zooka(String options) {
        return Program.with("-z", server.address(), "-y")
                .environment("XDG_STATE_HOME", folder.resolve("state").toString())
                .environment("ZOOKA_JAVA_OPTS", options);
    }

    private static Run done(Run run) {
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }

    @BeforeAll
    static void start() {
        server = ZooKeeperProcess.start("zookeeper-3.9.5", folder, "admin.enableServer=false\ncommitLogCount=20\n");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_hundred_thousand_children_fit_a_small_heap() throws IOException {
        StringBuilder lines =
                new StringBuilder("{\"zookaExport\":1,\"root\":\"" + WIDE + "\",\"acls\":true,\"end\":true}\n");
        lines.append("{\"path\":\"/\",\"data\":null}\n");
        for (int i = 0; i < CHILDREN; i++) {
            lines.append("{\"path\":\"/child-")
                    .append(100_000 + i)
                    .append("\",\"data\":\"")
                    .append(i)
                    .append("\"}\n");
        }
        lines.append("{\"end\":").append(CHILDREN + 1).append("}\n");
        Path file = Files.writeString(folder.resolve("wide.jsonl"), lines);
        Program small = zooka("-Xmx64m");
        done(small.run("import", file.toString()));
        assertThat(done(small.run("ls", WIDE)).out().lines()).hasSize(CHILDREN);
        assertThat(done(small.run("find", WIDE, "--name", "*-1[0-9]9999")).out().lines())
                .hasSize(10);
        assertThat(done(small.run("du", "-s", WIDE)).out()).isEqualTo("488890\t100001\t0\t" + WIDE + "\n");
        String out = folder.resolve("out.jsonl").toString();
        done(small.run("-e", "export " + WIDE + " > " + out));
        assertThat(Path.of(out)).hasSameTextualContentAs(file);
        Run cut = zooka("-Djute.maxbuffer=65536").run("ls", WIDE);
        assertThat(cut.err())
                .startsWith(
                        "error: the names of the 100,000 children of " + WIDE
                                + " are more than this client accepts in one response, which is 64 KiB\nhint: raise the limit: ZOOKA_JAVA_OPTS=");
        assertThat(cut.code()).isEqualTo(1);
        done(small.run("deleteall", WIDE));
        assertThat(small.run("ls", WIDE).code()).isEqualTo(3);
    }

    @Test
    void a_recording_of_a_hundred_thousand_partitions_fits_a_small_heap() throws IOException {
        String file =
                LargeRecording.write(folder.resolve("large.jsonl"), 10_000, 10).toString();
        Program small = Program.with().environment("ZOOKA_JAVA_OPTS", "-Xmx64m");
        assertThat(done(small.run("failover", "replay", "--once", file)).out())
                .contains("partitions 100000", "under-replicated 100000");
        assertThat(done(small.run("--json", "failover", "replay", "--once", file))
                        .out())
                .hasSizeGreaterThan(10_000_000)
                .endsWith("}]}\n");
        Run report = small.run("failover", "report", file);
        assertThat(report.code()).as(report.err()).isEqualTo(1);
        assertThat(report.out()).contains("33,333 of 33,333 partitions", "0 of 100,000 under-replicated");
    }

    @Test
    void a_value_of_a_million_bytes_goes_everywhere() throws IOException {
        byte[] million = new byte[1_000_000];
        new Random(1).nextBytes(million);
        Path file = Files.write(folder.resolve("million"), million);
        Program zooka = zooka("");
        done(zooka.run("create", LARGE));
        done(zooka.run("set", LARGE, "@" + file));
        String back = folder.resolve("back").toString();
        done(zooka.run("-e", "get " + LARGE + " > " + back));
        assertThat(Path.of(back)).hasSameBinaryContentAs(file);
        String export = folder.resolve("large.jsonl").toString();
        done(zooka.run("-e", "export " + LARGE + " > " + export));
        done(zooka.run("import", export, LARGE + "/copy"));
        done(zooka.run("-e", "get " + LARGE + "/copy > " + back));
        assertThat(Path.of(back)).hasSameBinaryContentAs(file);
        done(zooka.run("diff", LARGE + "/copy", "@" + export));
        Run cut = zooka("-Djute.maxbuffer=500000").run("get", LARGE);
        assertThat(cut.err())
                .startsWith("error: the value of " + LARGE + " has 1,000,000 bytes, more than this client accepts");
        assertThat(cut.code()).isEqualTo(1);
        Run tooLarge = zooka.stdin("x".repeat(1_300_000).getBytes(StandardCharsets.UTF_8))
                .run("set", LARGE, "-");
        assertThat(tooLarge.err())
                .startsWith("error: the server closed the connection on a value of 1269 KiB for " + LARGE)
                .contains("jute.maxbuffer");
        assertThat(tooLarge.code()).isEqualTo(1);
    }

    @Test
    void large_values_side_by_side_fit_a_small_heap() {
        String root = LARGE + "-many";
        try (RealTree tree = new RealTree(server.address(), root, folder)) {
            Trees.make(tree.znodes(), "", root);
            Trees.make(tree.znodes(), 20, i -> Trees.create(root + "/" + i, "x".repeat(900_000)));
            Program small = zooka("-Xmx64m");
            assertThat(done(small.run("du", "-s", root)).out()).startsWith("18000000\t21");
            assertThat(done(small.run("find", root, "--acl", "world")).out().lines())
                    .hasSize(21);
            assertThat(done(small.run("grep", "-l", "x", root)).out().lines()).hasSize(20);
            done(small.run("diff", root, root));
            done(small.run("deleteall", root));
            done(small.run("undo"));
            assertThat(tree.znodes().children(root).names()).hasSize(20);
        }
    }
}
