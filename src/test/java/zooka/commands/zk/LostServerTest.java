package zooka.commands.zk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zooka.clients.Failure;
import zooka.clients.profile.ClientSettings;
import zooka.clients.profile.Profile;
import zooka.clients.zookeeper.Operation;
import zooka.commands.LiveClusters;
import zooka.commands.result.Result;
import zooka.commands.undo.FileJournal;
import zooka.commands.zk.tree.Tally;
import zooka.testing.EventDuringChanges;
import zooka.testing.OnServers;
import zooka.testing.Program;
import zooka.testing.RunsInParallel;
import zooka.testing.TestRun;
import zooka.testing.Tmux;
import zooka.testing.Trees;
import zooka.testing.ZooKeeperProcess;

/** Commands of many requests whose only server dies, or stands still, while they are at work: they end, and say how far they came. */
@OnServers
@RunsInParallel(seconds = 60)
final class LostServerTest {

    private static final int ZNODES = 3000;

    @TempDir
    Path folder;

    /** How a server is lost. */
    enum Loss {
        KILLED,
        STOPPED;

        void of(ZooKeeperProcess server) {
            switch (this) {
                case KILLED -> server.close();
                case STOPPED -> server.pause();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(60)
    void bulk_commands_end_when_no_server_answers_for_one_timeout(Loss loss) {
        try (ZooKeeperProcess server = ZooKeeperProcess.start(
                        "zookeeper-3.9.5", folder, "admin.enableServer=false\n4lw.commands.whitelist=*\n");
                LiveClusters clusters = new LiveClusters(
                        new Profile(
                                "test",
                                Optional.of(server.address()),
                                Optional.empty(),
                                ClientSettings.OPEN,
                                Duration.ofSeconds(2),
                                false),
                        notice -> {})) {
            TestRun run = new TestRun(clusters);
            Trees.make(clusters.znodes(), "x", "/a", "/b");
            Trees.make(clusters.znodes(), ZNODES, i -> Trees.create("/a/" + i, "x"));
            Iterator<Operation> creations = IntStream.range(0, 50_000)
                    .peek(i -> {
                        if (i == 10_000) {
                            loss.of(server);
                        }
                    })
                    .<Operation>mapToObj(i -> Trees.create("/b/" + i, "x"))
                    .iterator();
            Tally tally = new Tally(run.context().remarks(), "created");
            assertThatThrownBy(() -> tally.count(() -> clusters.znodes().applyAll(creations, tally)))
                    .isInstanceOfSatisfying(
                            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.PARTIAL))
                    .hasMessageMatching(
                            "[\\d,]+ znodes created, then: no server answers; [\\d,]+ changes, starting at /b/\\d+, may have been applied");
            // All that walk a tree end with the first thing that they cannot read.
            for (String line : new String[] {"deleteall /a", "setAcl -R /a world:anyone:cdrwa", "cp -r /a /c"}) {
                assertThatThrownBy(() -> run.change(line.split(" ")))
                        .isInstanceOfSatisfying(Failure.class, failure -> assertThat(failure.kind())
                                .isEqualTo(Failure.Kind.UNREACHABLE));
            }
            for (String line : new String[] {"find /a", "du /a"}) {
                assertThatThrownBy(() -> run.told(line.split(" ")))
                        .isInstanceOfSatisfying(Failure.class, failure -> assertThat(failure.kind())
                                .isEqualTo(Failure.Kind.UNREACHABLE));
            }
        }
    }

    /** What is cut after some changes, how, and what is counted. */
    enum Cut {
        IMPORT("import - /d", "/d", Loss.STOPPED, true),
        MV("mv /a /d", "/a", Loss.KILLED, false),
        DELETEALL("deleteall /a", "/a", Loss.STOPPED, false),
        UNDO("undo --acl world:anyone:cdrwa", "/a", Loss.KILLED, true);

        private final String line;
        private final String counted;
        private final Loss loss;
        private final boolean lasting;

        Cut(String line, String counted, Loss loss, boolean lasting) {
            this.line = line;
            this.counted = counted;
            this.loss = loss;
            this.lasting = lasting;
        }
    }

    @Test
    @Timeout(120)
    void what_was_done_and_what_may_have_been_done_are_told() {
        try (ZooKeeperProcess server = ZooKeeperProcess.start(
                "zookeeper-3.9.5", folder, "admin.enableServer=false\n4lw.commands.whitelist=*\n")) {
            for (Cut cut : Cut.values()) {
                cut(cut, server);
            }
            exportIsCut(server);
        }
    }

    private static LiveClusters clusters(String address, int millis, boolean lasting) {
        return new LiveClusters(
                new Profile(
                        "test",
                        Optional.of(address),
                        Optional.empty(),
                        ClientSettings.OPEN,
                        Duration.ofMillis(millis),
                        lasting),
                notice -> {});
    }

    private void cut(Cut cut, ZooKeeperProcess server) {
        FileJournal journal = new FileJournal(folder.resolve("journal " + cut));
        byte[] export;
        try (LiveClusters calm = clusters(server.address(), 20_000, false)) {
            Trees.clear(calm.znodes(), "/a");
            Trees.clear(calm.znodes(), "/d");
            Trees.make(calm.znodes(), "x", "/a");
            Trees.make(calm.znodes(), ZNODES, i -> Trees.create("/a/" + i, "x"));
            TestRun before = new TestRun(calm).with(journal);
            export = before.document("export", "/a");
            if (cut == Cut.UNDO) {
                before.change("deleteall", "/a");
            }
        }
        List<String> waits = new CopyOnWriteArrayList<>();
        Failure failure;
        try (LiveClusters hasty = clusters(server.address(), 1500, cut.lasting)) {
            hasty.whileWaiting(waits::add);
            // A move copies all before it deletes the first.
            int changes = cut == Cut.MV ? ZNODES + 1 + 700 : 700;
            TestRun run = new TestRun(EventDuringChanges.after(changes, () -> cut.loss.of(server), hasty))
                    .with(journal)
                    .stdin(export);
            failure = catchThrowableOfType(Failure.class, () -> run.change(cut.line.split(" ")));
        } finally {
            if (cut.loss == Loss.STOPPED) {
                server.resume();
            } else {
                server.startAgain();
            }
        }
        assertThat(failure.kind()).as(cut.name()).isIn(Failure.Kind.PARTIAL, Failure.Kind.UNREACHABLE);
        if (cut.loss == Loss.STOPPED) {
            assertThat(waits).as(cut.name()).contains("waiting for an answer for 1 s");
        }
        try (LiveClusters calm = clusters(server.address(), 20_000, false)) {
            told(cut, failure.getMessage(), calm);
        }
    }

    /** What the message says is what there is. */
    private static void told(Cut cut, String message, LiveClusters calm) {
        int done = number("([\\d,]+) znodes (?:written|deleted|restored), then", message);
        int perhaps = number("no server answers; ([\\d,]+) changes, starting at \\S+, may have been applied", message);
        int there = calm.znodes().stat(cut.counted).isEmpty()
                ? 0
                : Trees.paths(calm.znodes(), cut.counted).size();
        if (cut == Cut.MV) {
            assertThat(message).startsWith("copied all 3,001 znodes to /d; then: ");
            assertThat(Trees.paths(calm.znodes(), "/d")).hasSize(ZNODES + 1);
        }
        int changed = cut == Cut.DELETEALL || cut == Cut.MV ? ZNODES + 1 - there : there;
        assertThat(changed).as(cut + ": " + message).isBetween(done, done + perhaps);
    }

    private static int number(String pattern, String message) {
        Matcher matcher = Pattern.compile(pattern).matcher(message);
        return matcher.find() ? Integer.parseInt(matcher.group(1).replace(",", "")) : 0;
    }

    private static void exportIsCut(ZooKeeperProcess server) {
        try (LiveClusters clusters = clusters(server.address(), 1500, true)) {
            Trees.clear(clusters.znodes(), "/e");
            Trees.make(clusters.znodes(), "x", "/e");
            Trees.make(clusters.znodes(), 20_000, i -> Trees.create("/e/" + i, "x"));
            Result.Document export = (Result.Document) new TestRun(clusters).query("export", "/e");
            ByteArrayOutputStream file = new ByteArrayOutputStream() {
                @Override
                public synchronized void write(byte[] bytes, int from, int length) {
                    if (size() == 0) {
                        server.pause();
                    }
                    super.write(bytes, from, length);
                }
            };
            assertThatThrownBy(() -> export.body().writeTo(file))
                    .isInstanceOfSatisfying(
                            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.UNREACHABLE));
            assertThat(file.toString(StandardCharsets.UTF_8)).doesNotContain("\n{\"end\":");
        } finally {
            server.resume();
        }
    }

    @Test
    @Timeout(60)
    void a_terminal_shows_how_long_a_server_is_waited_for() {
        try (ZooKeeperProcess server = ZooKeeperProcess.start(
                        "zookeeper-3.9.5", folder, "admin.enableServer=false\n4lw.commands.whitelist=*\n");
                Tmux terminal = Tmux.open(folder, 100, 30)) {
            terminal.line("cd " + Program.HOME + " && scripts/zooka --timeout 3s -z " + server.address());
            terminal.await("type help, or press TAB");
            terminal.line("stat /");
            terminal.await("numChildren");
            server.pause();
            terminal.line("stat /zookeeper");
            terminal.await("waiting for an answer for 1 s");
            terminal.await("error: timed out while reading /zookeeper");
            terminal.await("the line is gone", screen -> !screen.contains("waiting for an answer"));
        }
    }
}
