package zooka.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import zooka.clients.profile.ZooKeeperAddress;
import zooka.clients.zookeeper.ClientZnodes;
import zooka.clients.zookeeper.Kind;
import zooka.clients.zookeeper.Znodes;
import zooka.sandbox.Mode;
import zooka.sandbox.Options;
import zooka.sandbox.Sandbox;
import zooka.stock.ZkCliCases.Alike;
import zooka.stock.ZkCliCases.Otherwise;
import zooka.stock.ZkCliCases.Refused;
import zooka.testing.OnServers;
import zooka.testing.Program;
import zooka.testing.RunsInParallel;
import zooka.testing.Sandboxes;
import zooka.testing.ZkCli;
import zooka.testing.ZkCli.Output;

/**
 * Everything that zkCli takes, run through zkCli 3.9.5 itself and through {@code zooka -o zkcli} on the same servers, each in
 * subtrees of its own. The table is in {@link ZkCliCases}.
 */
@OnServers
@RunsInParallel(seconds = 40)
final class ZkCliTest {

    /** Both say this alike; between two cases it shows where the one ends. */
    private static final String MARK = "ZooKeeper CLI version";

    private static Sandbox sandbox;
    private static Znodes znodes;
    private static ZkCli zkCli;

    @BeforeAll
    static void start() {
        sandbox = Sandboxes.fresh(Mode.ZOOKEEPER, Options.bare(3, 0));
        ClientZnodes client =
                ClientZnodes.lasting(ZooKeeperAddress.parse(sandbox.zookeeper().orElseThrow()), Duration.ofSeconds(10));
        client.session(notice -> {}).authenticate("digest", "super:sandbox"); // sees what a case has locked, too
        znodes = client;
        zkCli = new ZkCli(server());
        for (String root : List.of("/zka", "/zkb", "/nza", "/nzb", "/oza", "/ozb")) {
            znodes.create(root, Optional.empty(), Kind.PERSISTENT);
        }
    }

    @AfterAll
    static void end() {
        znodes.close();
        sandbox.close();
    }

    /** One of them, so that what the one has written the other reads. */
    private static String server() {
        return sandbox.zookeeper().orElseThrow().split(",", 2)[0];
    }

    /** The lines of each case with its own root, and a mark behind each. */
    private static List<String> script(String root, List<List<String>> cases) {
        List<String> lines = new ArrayList<>(List.of("version"));
        for (int i = 0; i < cases.size(); i++) {
            znodes.create(root + "/" + i, Optional.empty(), Kind.PERSISTENT);
            for (String line : cases.get(i)) {
                lines.add(line.replace("@", root + "/" + i).replace(ZkCliCases.AT, "@"));
            }
            lines.add("version");
        }
        return lines;
    }

    /** What each case printed, with {@code @} for its root and without what no two runs share. */
    private static List<String> sections(String text, String root) {
        List<String> sections = new ArrayList<>();
        String[] parts = text.split(MARK + "[^\n]*\n", -1);
        for (int i = 1; i < parts.length; i++) {
            sections.add(same(parts[i], root));
        }
        return sections;
    }

    private static String same(String text, String root) {
        // An event comes when it comes, in two prints; that one does is a case of its own.
        return text.replaceAll("\n(WATCHER::|WatchedEvent [^\n]*)\n", "")
                .replaceAll(root + "/\\d+", "@")
                .replaceAll("Zxid = 0x[0-9a-f]+", "Zxid = 0x?")
                .replaceAll("time = \\w{3} \\w{3} \\d\\d \\d\\d:\\d\\d:\\d\\d \\w+ \\d{4}", "time = ?")
                .replaceAll("ephemeralOwner = 0x[0-9a-f]{6,}", "ephemeralOwner = 0x?")
                .replaceAll("(?m)^version=[0-9a-f]+", "version=?")
                .replaceAll("(?m)^[0-9a-f]{9,} 127", "? 127");
    }

    /** A subtree as text: all that a command can have an influence on. */
    private static String tree(String path, String root) {
        if (znodes.stat(path).isEmpty()) {
            return "";
        }
        Znodes.Znode znode = znodes.read(path);
        Znodes.Stat stat = znode.stat();
        String line = path.replaceFirst(root + "/\\d+", "@") + " "
                + znode.data().map(Arrays::toString).orElse("null") + " "
                + znodes.acl(path).acl() + " " + stat.kind() + " " + stat.version() + " " + stat.cversion() + " "
                + stat.aversion() + "\n";
        return line
                + znodes.children(path).names().stream()
                        .map(name -> tree(path + "/" + name, root))
                        .reduce("", String::concat);
    }

    private static List<String> zooka(String... options) {
        return Stream.concat(
                        Stream.of(Program.HOME.resolve("scripts/zooka").toString(), "-z", server(), "-o", "zkcli"),
                        Stream.of(options))
                .toList();
    }

    private static List<String> lines(String err, String root) {
        return same(err, root)
                .lines()
                .filter(line -> !line.startsWith("SLF4J") && !line.startsWith("Welcome") && !line.startsWith("JLine"))
                .toList();
    }

    @Test
    void does_and_prints_the_same() {
        List<List<String>> cases = ZkCliCases.ALIKE.stream().map(Alike::lines).toList();
        Output theirs = zkCli.session(script("/zka", cases));
        Output ours = ZkCli.session(zooka("--yes", "--keep-going"), script("/zkb", cases));
        List<String> theirSections = sections(theirs.out(), "/zka");
        List<String> ourSections = sections(ours.out(), "/zkb");
        SoftAssertions.assertSoftly(softly -> {
            softly.assertThat(ours.out().lines().findFirst())
                    .isEqualTo(theirs.out()
                            .lines()
                            .filter(line -> line.startsWith(MARK))
                            .findFirst());
            softly.assertThat(ourSections).hasSameSizeAs(theirSections);
            for (int i = 0; i < Math.min(ourSections.size(), cases.size()); i++) {
                String what = String.join("; ", cases.get(i));
                softly.assertThat(ourSections.get(i)).as(what).isEqualTo(theirSections.get(i));
                softly.assertThat(tree("/zkb/" + i, "/zkb")).as(what).isEqualTo(tree("/zka/" + i, "/zka"));
                String quota = "/zookeeper/quota";
                softly.assertThat(tree(quota + "/zkb/" + i, quota + "/zkb"))
                        .as("quota of " + what)
                        .isEqualTo(tree(quota + "/zka/" + i, quota + "/zka"));
            }
            softly.assertThat(lines(ours.err(), "/zkb")).isEqualTo(lines(theirs.err(), "/zka"));
        });
    }

    @Test
    void refuses_what_zkcli_refuses() {
        List<List<String>> cases =
                ZkCliCases.REFUSED.stream().map(Refused::lines).toList();
        Output theirs = zkCli.session(script("/nza", cases));
        String theirErrors = same(theirs.err(), "/nza");
        script("/nzb", cases);
        SoftAssertions.assertSoftly(softly -> {
            for (int i = 0; i < cases.size(); i++) {
                Refused refused = ZkCliCases.REFUSED.get(i);
                Program.Run run = run("/nzb/" + i, refused.lines());
                String what = String.join("; ", refused.lines());
                softly.assertThat(theirErrors).as("zkCli: " + what).contains(refused.says());
                softly.assertThat(run.code()).as(what + ": " + run.err()).isEqualTo(refused.code());
                softly.assertThat(run.err()).as(what).contains("error: ");
                softly.assertThat(tree("/nzb/" + i, "/nzb")).as(what).isEqualTo(tree("/nza/" + i, "/nza"));
            }
        });
    }

    @Test
    void differs_on_purpose() {
        List<List<String>> cases =
                ZkCliCases.OTHERWISE.stream().map(Otherwise::lines).toList();
        Output theirs = zkCli.session(script("/oza", cases));
        // Here events are part of what is said.
        String their = (theirs.out() + theirs.err()).replaceAll("/oza/\\d+", "@");
        script("/ozb", cases);
        SoftAssertions.assertSoftly(softly -> {
            for (int i = 0; i < cases.size(); i++) {
                Otherwise otherwise = ZkCliCases.OTHERWISE.get(i);
                Program.Run run = run("/ozb/" + i, otherwise.lines());
                String what = otherwise.reason() + ": " + String.join("; ", otherwise.lines());
                softly.assertThat(their).as("zkCli, " + what).contains(otherwise.zkCli());
                softly.assertThat(run.code()).as(what + ": " + run.err()).isEqualTo(otherwise.code());
                softly.assertThat(same(run.out() + run.err(), "/ozb"))
                        .as(what)
                        .contains(otherwise.zooka().replace(ZkCliCases.AT, "@"));
            }
        });
    }

    /** As {@code -e}, which stops at the first line that fails; without a subtree confirmed. */
    private static Program.Run run(String root, List<String> lines) {
        return Program.with("-z", server(), "-o", "zkcli")
                .run("-e", String.join("\n", lines).replace("@", root).replace(ZkCliCases.AT, "@"));
    }

    @Test
    void ends_with_0_exactly_where_zkcli_does_and_has_succeeded() {
        Program program = Program.with("-z", server());
        assertThat(zkCli.once("ls", "/")).isZero();
        assertThat(program.run("ls", "/").code()).isZero();
        assertThat(zkCli.once("get", "/nosuch")).isEqualTo(1);
        assertThat(program.run("get", "/nosuch").code()).isEqualTo(3);
        assertThat(zkCli.once("delquota", "/nosuch")).isZero();
        assertThat(program.run("delquota", "/nosuch").code()).isEqualTo(3);
    }
}
