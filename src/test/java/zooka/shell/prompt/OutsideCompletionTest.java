package zooka.shell.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.clients.Failure;
import zooka.clients.profile.Profile;
import zooka.commands.action.Clusters;
import zooka.shell.prompt.OutsideCompletion.Patience;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeClusters;
import zooka.testing.fake.FakeZnodes;
import zooka.testing.fake.MemoryKafka;

/** What bash, zsh and fish are told, on fakes. */
final class OutsideCompletionTest {

    private static final Patience PATIENT = new Patience(Duration.ofSeconds(20), Duration.ofSeconds(20));

    /** Names that are not known yet are not waited for. */
    private static final Patience AT_ONCE = new Patience(Duration.ZERO, Duration.ofSeconds(20));

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private final FakeZnodes znodes = new FakeZnodes();
    private final MemoryKafka kafka = new MemoryKafka();
    private Clusters clusters = kafka.clusters().with(znodes);
    private final List<Profile> connected = new ArrayList<>();

    @BeforeEach
    void prepare() throws IOException {
        Path config = folder.resolve("config.yaml");
        Files.writeString(config, """
                contexts:
                  prod: {zookeeper: 'zk:2181', bootstrap: 'kafka:9092'}
                  prompted: {zookeeper: 'zk:2181', security: {zookeeper: {auth: [{secret: {prompt: true}}]}}}
                  printed:
                    zookeeper: 'zk:2181'
                    security: {zookeeper: {auth: [{secret: {command: [touch, 'MARK']}}]}}
                """.replace("MARK", folder.resolve("mark").toString()));
        environment.put("ZOOKA_CONFIG", config.toString());
        environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        for (String path : List.of("/", "/brokers/ids", "/brokers/topics", "/config")) {
            znodes.put(path, "", TestRun.NOW);
        }
    }

    private OutsideCompletion completion(Patience patience, String... arguments) {
        return OutsideCompletion.of(
                List.of(arguments),
                environment,
                Optional::empty,
                profile -> {
                    connected.add(profile);
                    return clusters;
                },
                patience);
    }

    /** The lines after the first, which is the last word. */
    private static List<String> lines(String answer) {
        return answer.lines().skip(1).toList();
    }

    private List<String> completed(Patience patience, String... words) {
        String[] arguments =
                Stream.concat(Stream.of("zsh"), Arrays.stream(words)).toArray(String[]::new);
        return lines(completion(patience, arguments).answer()).stream()
                .map(line -> line.substring(0, line.indexOf('\t')))
                .toList();
    }

    private List<String> completed(String... words) {
        return completed(PATIENT, words);
    }

    @Test
    void commands_and_options_are_completed_without_any_cluster() {
        assertThat(completed("to")).containsExactly("topic", "topics", "touch");
        assertThat(completed("topic", "d")).containsExactly("delete", "describe");
        assertThat(completed("--boo")).containsExactly("--bootstrap", "--bootstrap-controller", "--bootstrap-server");
        assertThat(completed("-z", "zk:2181", "partition", "list", "--off")).containsExactly("--offline");
        assertThat(completed("-o", "j")).containsExactly("json", "jsonpath=");
        assertThat(completed("completion", "")).containsExactly("bash", "fish", "zsh");
        assertThat(completed("-z", "")).isEmpty();
        assertThat(completed("nosuch", "")).isEmpty();
        assertThat(completed("__complete", "")).isEmpty();
        assertThat(connected).isEmpty();
    }

    @Test
    void every_kind_of_name_is_completed() {
        kafka.append("orders", 0, 3);
        new TestRun(clusters).change("group", "reset", "billing", "--to-earliest", "--topic", "orders");
        kafka.begin("payments-1", "orders", 0);

        assertThat(completed("get", "/bro")).containsExactly("/brokers");
        assertThat(completed("get", "/brokers/")).containsExactly("/brokers/ids", "/brokers/topics");
        assertThat(completed("topic", "describe", "or")).containsExactly("orders");
        assertThat(completed("partition", "elect", "orders")).containsExactly("orders", "orders-0", "orders-1");
        assertThat(completed("broker", "describe", "")).containsExactly("1", "2", "3");
        assertThat(completed("group", "lag", "b")).containsExactly("billing");
        assertThat(completed("transaction", "describe", "")).containsExactly("payments-1");
        assertThat(completed("config", "describe", "topic/or")).containsExactly("topic/orders");
        assertThat(completed("config", "alter", "topic/orders", "reten"))
                .containsExactly("retention.bytes=", "retention.ms=");
        assertThat(completed("config", "alter", "topic/orders", "cleanup.policy="))
                .contains("cleanup.policy=compact", "cleanup.policy=delete");
        assertThat(completed("watch", "-i", "5s", "get", "/bro")).containsExactly("/brokers");
    }

    @Test
    void contexts_and_files_are_completed() throws IOException {
        assertThat(completed("-c", "p")).containsExactly("printed", "prod", "prompted");
        assertThat(completed("context", "use", "pr")).containsExactly("printed", "prod", "prompted");
        Path other = Files.writeString(folder.resolve("other.yaml"), "contexts: {stage: {zookeeper: 'zk:2181'}}\n");
        assertThat(completed("--config", other.toString(), "-c", "")).containsExactly("stage");
        assertThat(completed("-f", folder + "/o")).containsExactly(other.toString());
        assertThat(connected).isEmpty();
    }

    @Test
    void the_clusters_are_those_of_the_line() {
        assertThat(completed("-c", "prod", "topic", "describe", "or")).containsExactly("orders");
        assertThat(completed("-b", "other:9092", "topic", "describe", "or")).containsExactly("orders");
        assertThat(connected.stream().map(Profile::bootstrap))
                .containsExactly(Optional.of("kafka:9092"), Optional.of("other:9092"));
    }

    @Test
    void a_secret_is_not_asked_for_and_commands_are_completed_without_it() {
        for (String context : List.of("prompted", "printed")) {
            assertThat(completed("-c", context, "get", "/bro")).isEmpty();
            assertThat(completed("-c", context, "topic", "d")).containsExactly("delete", "describe");
            assertThat(completed("-c", context, "topic", "describe", "--off")).isEmpty();
            assertThat(completed("-c", context, "partition", "list", "--off")).containsExactly("--offline");
            assertThat(completed("-c", context, "context", "use", "pro")).containsExactly("prod", "prompted");
        }
        assertThat(connected).isEmpty();
        assertThat(folder.resolve("mark")).doesNotExist();
    }

    @Test
    void a_line_that_is_wrong_is_completed_as_far_as_it_is_right() {
        assertThat(completed("-c", "nosuch", "get", "/bro")).isEmpty();
        assertThat(completed("-c", "nosuch", "topic", "de")).containsExactly("delete", "describe");
        assertThat(completed("--timeout", "soon", "topic", "de")).containsExactly("delete", "describe");
        assertThat(completed("--nosuch", "topic", "de")).containsExactly("delete", "describe");
        assertThat(completed("--sandbox", "get", "/bro")).isEmpty();
        assertThat(connected).isEmpty();
    }

    @Test
    void each_line_has_a_word_its_end_and_a_description() {
        assertThat(lines(completion(PATIENT, "fish", "ls").answer()))
                .containsExactly("ls\tends\tlist the children of a znode", "ls2\tends\tlist the children of a znode");
        assertThat(lines(completion(PATIENT, "zsh", "get", "/c").answer())).containsExactly("/config\tgoes\t");
        assertThat(lines(completion(PATIENT, "zsh", "--keep").answer()))
                .containsExactly("--keep-going\tends\tContinue a script after a command fails.");
    }

    @Test
    void bash_gives_its_line_as_it_is_typed() {
        znodes.put("/a b", "", TestRun.NOW);
        for (String typed : List.of("/a", "'/a", "\"/a", "/a\\ ", "'/a b", "\"/a b")) {
            String answer =
                    completion(PATIENT, "bash", "zooka -c prod get " + typed).answer();
            assertThat(answer).startsWith(typed.replaceAll("[\"'\\\\]", "") + "\n");
            assertThat(lines(answer)).as(typed).containsExactly("/a b\tgoes\t");
        }
        assertThat(completion(PATIENT, "bash", "zooka").answer()).contains("\nls\tends\t");
        assertThat(completion(PATIENT, "bash").answer()).contains("\nls\tends\t");
        assertThat(completion(PATIENT).answer()).contains("\nls\tends\t");
    }

    @Test
    void a_name_with_control_characters_is_not_offered() {
        znodes.put("/x-\u001b[2J", "", TestRun.NOW)
                .put("/x-\t1", "", TestRun.NOW)
                .put("/x-\u202e1", "", TestRun.NOW)
                .put("/x-名前", "", TestRun.NOW);
        assertThat(completed("get", "/x")).containsExactly("/x-名前");
    }

    /** Counts what it is asked, and answers when it may. */
    private static final class Slow extends FakeZnodes {
        private final CountDownLatch answers = new CountDownLatch(1);
        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public synchronized Children children(String path) {
            asked.incrementAndGet();
            try {
                answers.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return super.children(path);
        }
    }

    @Test
    void names_that_come_too_late_are_there_at_the_next_tab_and_kept_for_a_while() throws IOException {
        Slow slow = new Slow();
        slow.put("/", "", TestRun.NOW).put("/kept", "", TestRun.NOW);
        clusters = new FakeClusters().with(slow);
        OutsideCompletion first = completion(AT_ONCE, "zsh", "get", "/k");
        assertThat(first.answer()).isEqualTo("/k\n"); // while the server is still silent
        slow.answers.countDown();
        first.finish();

        assertThat(completed(AT_ONCE, "get", "/k")).containsExactly("/kept");
        assertThat(slow.asked).hasValue(1);

        slow.fail(Optional.of(Failure.unreachable("nobody answers")));
        older(Duration.ofMinutes(1));
        assertThat(completed(PATIENT, "get", "/k")).containsExactly("/kept");
        older(Duration.ofHours(2));
        assertThat(completed(PATIENT, "get", "/k")).isEmpty();
    }

    /** Makes the kept names older. */
    private void older(Duration age) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("cache/zooka/names"))) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
            }
        }
    }

    @Test
    void names_of_one_cluster_are_not_those_of_another() {
        assertThat(completed("-c", "prod", "get", "/bro")).containsExactly("/brokers");
        clusters = kafka.clusters().with(new Slow()); // nobody answers: what is known is from the file
        assertThat(completed("-c", "prod", "get", "/bro")).containsExactly("/brokers");
        clusters = new FakeClusters().with(new Slow()); // without brokers it is another one
        assertThat(completed(AT_ONCE, "-z", "zk:2182", "get", "/bro")).isEmpty();
    }
}
