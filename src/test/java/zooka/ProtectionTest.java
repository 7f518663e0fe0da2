package zooka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zooka.clients.zookeeper.Znodes;
import zooka.testing.OnServers;
import zooka.testing.Program;
import zooka.testing.Program.Run;
import zooka.testing.RealTree;
import zooka.testing.RunsInParallel;
import zooka.testing.Sandboxes;
import zooka.testing.Tmux;
import zooka.testing.Trees;

/** Znodes that a mistake must not reach, and plans that change nothing, on the real program. */
@OnServers
@RunsInParallel(seconds = 23)
final class ProtectionTest {

    private static final String SERVERS = Sandboxes.zookeeper().zookeeper().orElseThrow();
    private static final String ROOT = "/protection-test";

    @TempDir
    Path folder;

    private RealTree tree;
    private Path file;

    @BeforeEach
    void open() throws IOException {
        tree = new RealTree(SERVERS, ROOT, folder);
        // A Kafka below a prefix, and what only looks like one.
        Trees.make(
                tree.znodes(),
                "{}",
                ROOT,
                ROOT + "/kafka",
                ROOT + "/kafka/brokers",
                ROOT + "/kafka/brokers/ids",
                ROOT + "/kafka/config",
                ROOT + "/kafka/config/topics",
                ROOT + "/none",
                ROOT + "/none/config",
                ROOT + "/none/config/x");
        file = Files.writeString(folder.resolve("file.jsonl"), """
                {"zookaExport":1,"root":"/nowhere","acls":true,"end":true}
                {"path":"/","data":"imported"}
                {"path":"/x","data":"imported"}
                {"end":2}
                """);
    }

    @AfterEach
    void close() {
        tree.close();
    }

    private Program zooka(String... options) {
        String[] all = new String[options.length + 2];
        all[0] = "-z";
        all[1] = SERVERS;
        System.arraycopy(options, 0, all, 2, options.length);
        return Program.with(all)
                .environment("XDG_STATE_HOME", folder.resolve("state").toString());
    }

    private String[] words(String line) {
        return line.replace("FILE", file.toString()).replace("ROOT", ROOT).split(" +", -1);
    }

    @ParameterizedTest
    @CsvSource({
        "set /controller x, /controller belongs to Kafka",
        "set /brokers/topics/orders x, /brokers/topics/orders belongs to Kafka",
        "delete /brokers/ids/1, /brokers/ids/1 belongs to Kafka",
        "deleteall /brokers/topics/orders, /brokers/topics/orders belongs to Kafka",
        "deleteall /zookeeper/quota, /zookeeper/quota belongs to ZooKeeper",
        "mv /brokers/seqid ROOT/seqid, /brokers/seqid belongs to Kafka",
        "mv ROOT/none /brokers/none, /brokers/none belongs to Kafka",
        "create /zookeeper/x, /zookeeper/x belongs to ZooKeeper",
        "touch /controller_epoch, /controller_epoch belongs to Kafka",
        "import FILE /controller, /controller belongs to Kafka",
        "import FILE /, / is the root of all znodes",
        "import FILE ROOT/kafka, ROOT/kafka belongs to Kafka",
        "cp -r -u ROOT/none ROOT/kafka, ROOT/kafka belongs to Kafka",
        "deleteall ROOT/kafka, ROOT/kafka belongs to Kafka",
        "set ROOT/kafka/config/topics x, ROOT/kafka/config/topics belongs to Kafka"
    })
    void refuses_what_would_reach_a_protected_znode(String line, String why) {
        Run run = zooka("-y").run(words(line));
        assertThat(run.err())
                .contains("error: " + why.replace("ROOT", ROOT) + ": would ")
                .endsWith("\nhint: use --force to override\n");
        assertThat(run.out()).isEmpty();
        assertThat(run.code()).isEqualTo(5);
    }

    @Test
    void does_it_by_force_and_asks_for_none_where_no_broker_is_registered() {
        for (String line : List.of(
                "set --force ROOT/kafka/config/topics x",
                "deleteall --force ROOT/kafka",
                "set ROOT/none/config x",
                "mv ROOT/none/config ROOT/none/brokers",
                "deleteall -y ROOT/none")) {
            Run run = zooka().run(words(line));
            assertThat(run.code()).as(line + ": " + run.err()).isZero();
        }
        assertThat(tree.znodes().children(ROOT).names()).isEmpty();
    }

    @Test
    void at_a_terminal_the_path_must_be_typed() {
        try (Tmux terminal = Tmux.open(folder, 120, 30)) {
            String path = ROOT + "/kafka/config/topics";
            String command =
                    Program.HOME.resolve("scripts/zooka") + " -z " + SERVERS + " -y set " + path + " x; echo code=$?";
            terminal.line(command);
            terminal.await(path + " belongs to Kafka");
            terminal.line("topics");
            terminal.await("code=5");
            assertThat(tree.znodes().stat(path).orElseThrow().version()).isZero();
            terminal.afresh(command);
            terminal.await(
                    "again", screen -> screen.contains(path + " belongs to Kafka") && !screen.contains("code=5"));
            terminal.line(path);
            terminal.await("code=0");
            assertThat(tree.znodes().stat(path).orElseThrow().version()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create ROOT/new x",
                "create -p ROOT/new/er x",
                "create -s ROOT/new-",
                "set ROOT/none x",
                "delete ROOT/none/config/x",
                "deleteall ROOT/none",
                "touch ROOT/none",
                "touch -p ROOT/new/er",
                "cp -r ROOT/none ROOT/copy",
                "cp -r -u ROOT/none ROOT/kafka/config",
                "mv ROOT/none ROOT/moved",
                "import FILE ROOT/none",
                "import FILE ROOT/new/er",
                "json set ROOT/none /a 1",
                "undo",
                "undo 1"
            })
    void a_plan_that_is_only_shown_changes_nothing(String line) throws IOException {
        if (line.startsWith("undo")) {
            assertThat(zooka().run("set", ROOT + "/none", "{\"before\": 1}").code())
                    .isZero();
        }
        String before = state();
        Run run = zooka("--dry-run").run(words(line));
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("would ");
        assertThat(state()).isEqualTo(before);
        Run refused = zooka("--read-only").run(words(line));
        assertThat(refused.err()).startsWith("error: read-only: would ");
        assertThat(refused.code()).isEqualTo(5);
        assertThat(state()).isEqualTo(before);
    }

    /** All znodes with their versions, which every change counts up; and what can be undone. */
    private String state() throws IOException {
        List<String> all = Trees.paths(tree.znodes(), ROOT);
        StringBuilder state = new StringBuilder();
        List<Optional<Znodes.Stat>> stats = tree.znodes().statAll(all);
        for (int i = 0; i < all.size(); i++) {
            state.append(all.get(i)).append(' ').append(stats.get(i)).append('\n');
        }
        Path kept = Files.createDirectories(folder.resolve("state"));
        try (Stream<Path> files = Files.walk(kept)) {
            files.filter(Files::isRegularFile).sorted().forEach(each -> state.append(each)
                    .append(' ')
                    .append(each.toFile().length())
                    .append('\n'));
        }
        return state.toString();
    }
}
