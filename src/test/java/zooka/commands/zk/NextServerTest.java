package zooka.commands.zk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zooka.clients.profile.ClientSettings;
import zooka.clients.profile.Profile;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.LiveClusters;
import zooka.commands.result.Result;
import zooka.commands.undo.FileJournal;
import zooka.sandbox.Mode;
import zooka.sandbox.Options;
import zooka.sandbox.Sandbox;
import zooka.testing.EventDuringChanges;
import zooka.testing.OnServers;
import zooka.testing.RunsInParallel;
import zooka.testing.Sandboxes;
import zooka.testing.TestRun;
import zooka.testing.Trees;

/** The server at hand is lost while a command of many requests is at work: the command goes on with the next one, to its end. */
@OnServers
@RunsInParallel(seconds = 70)
final class NextServerTest {

    private static final int ZNODES = 8_000;
    private static final int AT = 3_000;

    private static Sandbox sandbox;
    private static String leader;
    private static List<String> all;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        sandbox = Sandboxes.fresh(Mode.ZOOKEEPER, Options.bare(3, 0));
        leader = Sandboxes.leader(sandbox);
        all = List.of(sandbox.zookeeper().orElseThrow().split(",", -1));
    }

    @AfterAll
    static void end() {
        sandbox.close();
    }

    /** How the server at hand is lost, and under which command; in a session that lasts, and for one command. */
    enum Case {
        CP_KILLED("cp -r /from /to", true, false),
        DELETEALL_KILLED("deleteall /from", true, true),
        MV("mv /from /to", false, false),
        DELETEALL("deleteall /from", false, true),
        SET_ACL("setAcl -R /from world:anyone:cdrw", false, false),
        IMPORT("import - /to", false, true),
        UNDO("undo --acl world:anyone:cdrwa", false, false),
        EXPORT("export /from", false, true);

        private final String line;
        private final boolean killed;
        private final boolean lasting;

        Case(String line, boolean killed, boolean lasting) {
            this.line = line;
            this.killed = killed;
            this.lasting = lasting;
        }
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(60)
    void commands_of_many_requests_go_on_with_the_next_server(Case one) throws IOException {
        FileJournal journal = new FileJournal(folder.resolve("journal"));
        // The loss of the leader stops every server for an election; here it is about the client.
        String followers = all.stream()
                .filter(address -> !name(address).equals(leader))
                .reduce((first, second) -> first + "," + second)
                .orElseThrow();
        try (LiveClusters calm = clusters(all.get(number(leader)), 20, false)) {
            Trees.clear(calm.znodes(), "/from");
            Trees.clear(calm.znodes(), "/to");
            Trees.make(calm.znodes(), "x", "/from");
            Trees.make(calm.znodes(), ZNODES, i -> Trees.create("/from/" + i, "x"));
            byte[] export = new TestRun(calm).document("export", "/from");
            try (LiveClusters clusters = clusters(followers, 4, one.lasting)) {
                if (one == Case.UNDO) {
                    new TestRun(clusters).with(journal).change("deleteall", "/from");
                }
                clusters.znodes().stat("/");
                String first = hand(clusters);
                try {
                    run(one, clusters, first, journal, export);
                    assertThat(hand(clusters)).isNotEqualTo(first);
                    there(one, calm.znodes());
                } finally {
                    back(first);
                }
            }
        }
    }

    /** The server at the other end, by its name. */
    private static String hand(LiveClusters clusters) {
        return name(clusters.session().describe().server().orElseThrow());
    }

    /** Runs the command, and loses a server in the middle. */
    private static void run(Case one, LiveClusters clusters, String server, FileJournal journal, byte[] export)
            throws IOException {
        Runnable loss = () -> {
            if (one.killed) {
                sandbox.kill(server);
            } else {
                sandbox.pause(server);
            }
        };
        if (one != Case.EXPORT) {
            new TestRun(EventDuringChanges.after(AT, loss, clusters))
                    .with(journal)
                    .stdin(export)
                    .change(one.line.split(" "));
            return;
        }
        Result.Document document = (Result.Document) new TestRun(clusters).query(one.line.split(" "));
        ByteArrayOutputStream file = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int from, int length) {
                if (size() == 0) {
                    loss.run();
                }
                super.write(bytes, from, length);
            }
        };
        document.body().writeTo(file);
        assertThat(file.toString(StandardCharsets.UTF_8)).endsWith("{\"end\":8001}\n");
    }

    /** What the command was to do is done, all of it. */
    private static void there(Case one, Znodes znodes) {
        znodes.sync("/"); // another server may have answered before this one knew
        boolean from = one != Case.MV && one != Case.DELETEALL && one != Case.DELETEALL_KILLED;
        assertThat(znodes.stat("/from").isPresent()).isEqualTo(from);
        String whole = from ? "/from" : "/to";
        if (one == Case.CP_KILLED || one == Case.MV || one == Case.IMPORT) {
            whole = "/to";
        }
        if (from || one == Case.MV) {
            assertThat(znodes.children(whole).names()).hasSize(ZNODES);
        }
        if (one == Case.SET_ACL) {
            List.of("/from/0", "/from/7999")
                    .forEach(path -> assertThat(znodes.acl(path).acl()).hasToString("world:anyone:cdrw"));
        }
    }

    /** The lost server serves again. */
    private static void back(String lost) {
        switch (sandbox.server(lost).state()) {
            case KILLED -> sandbox.start(lost);
            case PAUSED -> sandbox.resume(lost);
            case RUNNING, WAITING -> {}
        }
        try (LiveClusters clusters = clusters(all.get(number(lost)), 20, false)) {
            clusters.znodes().stat("/");
        }
    }

    private static LiveClusters clusters(String address, int seconds, boolean lasting) {
        return new LiveClusters(
                new Profile(
                        "test",
                        Optional.of(address),
                        Optional.empty(),
                        ClientSettings.OPEN,
                        Duration.ofSeconds(seconds),
                        lasting),
                notice -> {});
    }

    private static int number(String name) {
        return Integer.parseInt(name.substring("zk-".length())) - 1;
    }

    private static String name(String address) {
        int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).endsWith(":" + port)) {
                return "zk-" + (i + 1);
            }
        }
        throw new AssertionError(address);
    }
}
