package zooka.commands.zk.subtree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zooka.clients.Failure;
import zooka.clients.zookeeper.Acl;
import zooka.clients.zookeeper.Kind;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.result.Flow;
import zooka.testing.OnServers;
import zooka.testing.RealTree;
import zooka.testing.Sandboxes;
import zooka.testing.TestRun;

/** What is sought in a subtree, and how much there is in it: find, grep, du. */
@OnServers
final class FindTest {

    private static final String ROOT = "/find-test";

    @TempDir
    static Path folder;

    private static RealTree tree;

    private final TestRun run = tree.run();

    @BeforeAll
    static void make() {
        tree = new RealTree(Sandboxes.zookeeper().zookeeper().orElseThrow(), ROOT, folder);
        make("", "");
        make("/a", "Error: one\nfine\nerror: two\n");
        make("/a/lock-1", "");
        make("/a/lock-2", "x".repeat(2000));
        make("/a/lock-2/deep", "a.b");
        make("/b", "axb");
        tree.znodes().create(ROOT + "/b/null", Optional.empty(), Kind.PERSISTENT);
        tree.znodes()
                .create(ROOT + "/b/bytes", Optional.of(new byte[] {(byte) 0xff, 'e', 'r', 'r', 0}), Kind.PERSISTENT);
        tree.znodes().create(ROOT + "/e", Optional.of(new byte[] {'e'}), Kind.EPHEMERAL);
        tree.znodes()
                .create(ROOT + "/r", Optional.empty(), Kind.PERSISTENT, Acl.parse("ip:127.0.0.1:cdrwa,world:anyone:r"));
    }

    @AfterAll
    static void close() {
        tree.close();
    }

    private static void make(String path, String data) {
        tree.znodes().create(ROOT + path, Optional.of(data.getBytes(StandardCharsets.UTF_8)), Kind.PERSISTENT);
    }

    private String found(String options) {
        String[] words = ("find " + ROOT + " " + options).strip().split(" +", -1);
        return run.told(words)
                .lines()
                .map(line -> line.replaceFirst("path=" + ROOT, "").replaceFirst(" .*", ""))
                .map(path -> path.isEmpty() ? "." : path.substring(1))
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | . a a/lock-1 a/lock-2 a/lock-2/deep b b/bytes b/null e r",
                "--name lock* | a/lock-1 a/lock-2",
                "-n ? | a b e r",
                "-name [!ab] | e r",
                "--regex ^/find-test/a/.*[0-9]$ | a/lock-1 a/lock-2",
                "-regex ck-2 | a/lock-2 a/lock-2/deep",
                "--size +26 | a a/lock-2",
                "--size 2000 | a/lock-2",
                "--size +1k | a/lock-2",
                "--size -1 | . a/lock-1 b/null r",
                "--children 0 --name lock* | a/lock-1",
                "--children +1 | . a b",
                "--children -1 --depth 1 | e r",
                "--depth 0 | .",
                "--depth 1 | . a b e r",
                "--depth 1 --size 0 | . r",
                "--ephemeral | e",
                "--kind ephemeral | e",
                "--kind PERSISTENT --depth 1 | . a b r",
                "--kind container | ''",
                "--owner 0x1 | ''",
                "--null | b/null r",
                "--empty | . a/lock-1",
                "--null --empty | ''",
                "--acl ip: | r",
                "--acl world:anyone:cdrwa --depth 1 --null | ''",
                "--acl world:anyone:r | r",
                "--acl world | . a a/lock-1 a/lock-2 a/lock-2/deep b b/bytes b/null e r",
                "--newer-than 1h --older-than 1h | ''",
                "--newer-than 1h --depth 0 | .",
                "--older-than 1h | ''"
            })
    void finds_what_answers_all_that_is_asked(String options, String expected) {
        assertThat(found(options)).isEqualTo(expected);
        assertThat(run.missing()).isEmpty();
    }

    @Test
    void knows_times_and_owners() {
        Znodes.Stat stat = tree.znodes().stat(ROOT + "/e").orElseThrow();
        assertThat(found("--owner 0x" + Long.toHexString(stat.ephemeralOwner())))
                .isEqualTo("e");
        assertThat(found("--owner " + Long.toHexString(stat.ephemeralOwner()))).isEqualTo("e");
        run.with(Clock.offset(Clock.systemUTC(), Duration.ofDays(31)));
        assertThat(found("--older-than 30d --depth 0")).isEqualTo(".");
        assertThat(found("--newer-than 30d")).isEmpty();
    }

    @Test
    void tells_more_of_each_where_that_is_wanted() {
        assertThat(run.told("find", "-l", ROOT + "/a/lock-2", "--depth", "0"))
                .startsWith("path=" + ROOT + "/a/lock-2 (2000B) (1) (")
                .contains("dataLength=2000")
                .contains("numChildren=1");
        assertThat(((Flow) run.query("find", ROOT)).columns()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--size x",
                "--size +",
                "--size 1x",
                "--size 1K",
                "--size --1",
                "--size +-1",
                "--size ++1",
                "--size 99999999999G",
                "--children 1k",
                "--children -",
                "--depth -1",
                "--depth x",
                "--owner one",
                "--owner 0x",
                "--regex (",
                "--name [z-a]",
                "--older-than soon",
                "--kind lasting"
            })
    void refuses_what_is_no_number_or_pattern(String options) {
        assertThatThrownBy(() -> found(options))
                .as(options)
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.USAGE));
    }

    private String grepped(String... words) {
        String[] all = new String[words.length + 2];
        all[0] = "grep";
        System.arraycopy(words, 0, all, 1, words.length);
        all[all.length - 1] = ROOT;
        return run.told(all).replace("path=" + ROOT, "");
    }

    @Test
    void greps_values_line_by_line() {
        assertThat(grepped("err"))
                .isEqualTo("/a line=3 text=error: two\n/b/bytes line=- text=5 bytes that are not text");
        assertThat(grepped("-i", "error")).isEqualTo("/a line=1 text=Error: one\n/a line=3 text=error: two");
        assertThat(grepped("-il", "ERROR")).isEqualTo("/a");
        assertThat(grepped("-l", "err")).isEqualTo("/a\n/b/bytes");
        assertThat(grepped("a.b")).isEqualTo("/a/lock-2/deep line=1 text=a.b\n/b line=1 text=axb");
        assertThat(grepped("-F", "a.b")).isEqualTo("/a/lock-2/deep line=1 text=a.b");
        assertThat(grepped("^fine$")).isEqualTo("/a line=2 text=fine");
        assertThat(run.missing()).isEmpty();
    }

    @Test
    void says_no_where_nothing_is_found() {
        assertThat(grepped("nowhere")).isEmpty();
        assertThat(run.takeMissing()).containsExactly("no");
        assertThatThrownBy(() -> grepped("("))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.USAGE));
        assertThat(grepped("-F", "(")).isEmpty();
    }

    private String sums(String... options) {
        String[] all = new String[options.length + 2];
        all[0] = "du";
        System.arraycopy(options, 0, all, 1, options.length);
        all[all.length - 1] = ROOT;
        return run.told(all).replace("path=" + ROOT, "");
    }

    @Test
    void sums_up_each_subtree() {
        // a: 27, lock-2: 2000, deep: 3, b: 3, bytes: 5, e: 1
        String whole = "bytes=2039B znodes=10 ephemerals=1 ";
        assertThat(sums("-s")).isEqualTo(whole);
        assertThat(sums("-d", "0")).isEqualTo(whole);
        assertThat(sums()).isEqualTo("""
                bytes=2030B znodes=4 ephemerals=0 /a
                bytes=8B znodes=3 ephemerals=0 /b
                bytes=1B znodes=1 ephemerals=1 /e
                bytes=0B znodes=1 ephemerals=0 /r
                """ + whole);
        assertThat(sums("-d", "9").lines())
                .hasSize(10)
                .startsWith("bytes=0B znodes=1 ephemerals=0 /a/lock-1")
                .contains(
                        "bytes=2003B znodes=2 ephemerals=0 /a/lock-2", "bytes=3B znodes=1 ephemerals=0 /a/lock-2/deep");
        assertThatThrownBy(() -> sums("-d", "-1"))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.USAGE));
    }
}
