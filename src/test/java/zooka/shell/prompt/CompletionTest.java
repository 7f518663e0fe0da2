package zooka.shell.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jline.reader.Candidate;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.clients.net.Deadline;
import zooka.clients.profile.Protection;
import zooka.commands.action.CommonOptions;
import zooka.commands.undo.Journal;
import zooka.shell.options.Options;
import zooka.shell.options.Sources;
import zooka.shell.options.Target;
import zooka.shell.options.TargetResolver;
import zooka.shell.run.NameCache;
import zooka.shell.run.Session;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeClusters;
import zooka.testing.fake.FakeZnodes;

final class CompletionTest {

    @TempDir
    static Path folder;

    private final FakeZnodes znodes = new FakeZnodes()
            .put("/", "", TestRun.NOW)
            .put("/brokers/ids/1", "", TestRun.NOW)
            .put("/brokers/topics/a b", "", TestRun.NOW)
            .put("/config", "", TestRun.NOW);
    private final FakeClusters clusters = new FakeClusters().with(znodes);
    private final Session session = new Session(
            new Target(clusters.profile(), CommonOptions.NONE, Protection.NONE, List.of()),
            new TargetResolver(Sources.of(
                    Options.parse(new String[] {
                        "--config", folder.resolve("config.yaml").toString()
                    }),
                    Map.of("PLACE", "here"),
                    Optional.empty(),
                    Optional::empty)),
            profile -> clusters,
            Clock.systemUTC(),
            false,
            Journal.NONE);
    private final NameCache names = new NameCache(session::clusters);

    private List<String> completed(String line) {
        return completed(line, new Completion(session, names));
    }

    /** With as much time as a busy machine takes. */
    private List<String> completedInTime(String line) {
        return completed(line, new Completion(session, names, Deadline.in(Duration.ofSeconds(10))));
    }

    private static List<String> completed(String line, Completion completion) {
        List<Candidate> candidates = new ArrayList<>();
        completion.complete(
                null, new LineParser().parse(line, line.length(), Parser.ParseContext.COMPLETE), candidates);
        return candidates.stream().map(Candidate::value).toList();
    }

    private List<String> known(String line, String path) throws Exception {
        names.children(path).by(Deadline.in(Duration.ofSeconds(10))); // what the first TAB asks for
        return completed(line);
    }

    @Test
    void offers_commands_their_second_words_and_aliases() {
        assertThat(completed("l")).contains("ls", "leaders", "topic", "topics", "quit");
        assertThat(completed("json ")).containsExactly("get", "keys", "set", "delete");
        assertThat(completed("pwd; gr")).contains("group", "groups");
        assertThat(completed("help ")).contains("ls", "topic");
    }

    @Test
    void offers_what_is_within_blocks_substitutions_and_other_commands() throws Exception {
        assertThat(completed("x = $(json ")).containsExactly("get", "keys", "set", "delete");
        assertThat(completed("if pwd { json ")).containsExactly("get", "keys", "set", "delete");
        assertThat(completed("time json ")).containsExactly("get", "keys", "set", "delete");
        assertThat(known("for x in a { ls /brokers/", "/brokers")).contains("/brokers/ids");
    }

    @Test
    void offers_the_aliases_of_the_user_and_the_arguments_of_what_they_stand_for() {
        session.aliases().define("jj", "json");
        session.aliases().define("many", "ls; pwd");
        assertThat(completed("j")).contains("jj", "many", "json");
        assertThat(completed("jj ")).containsExactly("get", "keys", "set", "delete");
        assertThat(completed("many ")).isEmpty();
        assertThat(completed("unalias ")).contains("jj", "many");
    }

    @Test
    void offers_variables_behind_a_dollar_sign() {
        assertThat(variables("topic describe $to")).containsExactly("$to", "$topic");
        assertThat(variables("get /a/$top")).containsExactly("$topic");
        assertThat(variables("echo \"a $top")).containsExactly("$topic");
        assertThat(variables("echo $")).containsExactly("$to", "$topic");
        assertThat(variables("echo ${top")).containsExactly("${topic}");
        assertThat(variables("echo ${")).containsExactly("${to}", "${topic}", "${env:");
        assertThat(variables("echo ${env:PLA")).containsExactly("${env:PLACE}");
        assertThat(variables("for x in $(echo $topi")).containsExactly("$topic");
        assertThat(variables("get '/a$to")).isEmpty();
        assertThat(variables("get /a\\$to")).isEmpty();
        assertThat(variables("get $to/")).isEmpty();
        assertThat(variables("ls / # $to")).isEmpty();
    }

    @Test
    void what_a_variable_becomes_is_not_escaped_and_the_text_before_it_stays() {
        assertThat(completed("ls /; echo ${env:PLA")).containsExactly("${env:PLACE}");
        assertThat(escaped("get /a/$top", "$topic", false)).isEqualTo("$topic");
        assertThat(LineCompletion.of(session, "pwd; get /a/${env:PL")).containsExactly("pwd; get /a/${env:PLACE}");
    }

    private static List<String> variables(String line) {
        return VariableName.of(line).stream()
                .flatMap(begun -> begun.candidates(List.of("topic", "to"), Map.of("PLACE", "here")).stream())
                .toList();
    }

    @Test
    void completes_a_line_without_the_line_editor() throws Exception {
        assertThat(LineCompletion.of(session, "leader")).containsExactly("leaders ");
        assertThat(LineCompletion.of(session, "pwd; json g")).containsExactly("pwd; json get ");
        assertThat(LineCompletion.of(session, "nosuch ")).isEmpty();
        session.names().children("/brokers/topics").by(Deadline.in(Duration.ofSeconds(10)));
        assertThat(LineCompletion.of(session, "get /brokers/topics/a")).containsExactly("get /brokers/topics/a\\ b");
        assertThat(LineCompletion.of(session, "get '/brokers/topics/a")).containsExactly("get /brokers/topics/a\\ b");
    }

    @Test
    void offers_the_contexts_of_the_config_file() throws IOException {
        Files.writeString(folder.resolve("config.yaml"), "contexts:\n  prod: {zookeeper: a}\n  dev: {zookeeper: b}\n");
        assertThat(completed("context use ")).containsExactly("prod", "dev");
        assertThat(completed("context show ")).containsExactly("prod", "dev");
    }

    @Test
    void offers_options_and_what_they_take() {
        assertThat(completed("partition list --")).contains("--offline", "--under-replicated", "--output");
        assertThat(completed("ls -o "))
                .containsExactly("table", "plain", "list", "json", "yaml", "csv", "name", "jsonpath=", "raw", "zkcli");
        assertThat(completed("broker balance --by ")).containsExactly("broker", "rack");
        assertThat(completed("group lag --sort ")).containsExactly("lag", "topic");
        assertThat(completed("tail orders --partition ")).isEmpty(); // numbers
    }

    @Test
    void offers_columns_where_they_are_chosen() {
        assertThat(completed("topics --columns "))
                .startsWith("topic", "partitions")
                .hasSize(6);
        assertThat(completed("topics --columns topic,")).contains("topic,offline");
        assertThat(completed("topics --columns +off")).contains("+offline");
        assertThat(completed("topics --sort -")).contains("-partitions").doesNotContain("--sort");
        assertThat(completed("topics --sort topic,-p")).contains("topic,-partitions");
        assertThat(completed("topics --json=topic,par")).contains("--json=topic,partitions");
        assertThat(completed("topics --where=off")).contains("--where=offline");
        assertThat(completed("ls -R --columns ")).containsExactly("path");
        assertThat(completed("ls --columns ")).containsExactly("name", "path");
        assertThat(completed("watch -i 5s group lag billing --where ")).contains("lag", "topic");
        assertThat(completed("topics --where 'internal or par")).contains("internal or partitions");
        assertThat(completed("topics --where 'not (par")).contains("not (partitions");
        assertThat(completed("topics --where 'partitions > ")).isEmpty();
        assertThat(completed("topics --where 'partitions ")).isEmpty();
        assertThat(completed("stat / --")).contains("--columns").doesNotContain("--where");
        assertThat(completed("set / --")).doesNotContain("--columns");
        assertThat(completed("tail orders --")).contains("--limit", "--count");
    }

    @Test
    void a_word_in_quotes_that_goes_on_keeps_them_open() {
        assertThat(escaped("topics --where 'part", "partitions", false)).isEqualTo("'partitions");
        assertThat(escaped("topics --where 'part", "partitions", true)).isEqualTo("partitions");
        assertThat(escaped("topics --where \"a or part", "a or partitions", false))
                .isEqualTo("\"a or partitions");
        assertThat(escaped("ls 'x", "x'y", false)).isEqualTo("x\\'y");
        assertThat(escaped("ls ", "a b", false)).isEqualTo("a\\ b");
    }

    private static String escaped(String line, String candidate, boolean complete) {
        CompletingParsedLine parsed =
                (CompletingParsedLine) new LineParser().parse(line, line.length(), Parser.ParseContext.COMPLETE);
        return parsed.escape(candidate, complete).toString();
    }

    @Test
    void offers_znodes_below_what_was_begun() throws Exception {
        assertThat(known("ls /brokers/", "/brokers")).containsExactly("/brokers/ids", "/brokers/topics");
        assertThat(known("ls -s /b", "/")).contains("/brokers", "/config");
        session.moveTo("/brokers");
        assertThat(known("get topics/", "/brokers/topics")).containsExactly("topics/a b");
        assertThat(known("get ../", "/")).contains("../config");
    }

    @Test
    void offers_files_below_what_was_begun() throws Exception {
        Files.createDirectories(folder.resolve("recordings"));
        Files.writeString(folder.resolve("recordings/kill.jsonl"), "");
        Files.writeString(folder.resolve("recordings/.hidden"), "");

        assertThat(completedInTime("failover record --out " + folder + "/")).contains(folder + "/recordings/");
        assertThat(completedInTime("failover record --out " + folder + "/recordings/"))
                .containsExactly(folder + "/recordings/kill.jsonl");
        assertThat(completedInTime("failover record --out " + folder + "/recordings/.h"))
                .contains(folder + "/recordings/.hidden");
        assertThat(completedInTime("failover record --out /nosuch/")).isEmpty();
    }

    @Test
    void offers_words_for_servers_and_what_may_be_watched() throws Exception {
        assertThat(completed("ensemble m")).contains("mntr", "cons", "voting_view");
        assertThat(completed("watch e")).contains("ensemble", "ls");
        assertThat(known("watch /b", "/")).contains("/brokers");
        assertThat(known("watch -i 5s ls -s /brokers/", "/brokers")).contains("/brokers/ids");
        assertThat(completed("watch partition list --off")).contains("--offline");
        assertThat(completed("watch --")).contains("--interval");
    }

    @Test
    void offers_nothing_behind_a_pipe() {
        assertThat(completed("ls / | gr")).isEmpty();
    }

    @Test
    void never_waits_for_a_server() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        FakeZnodes slow = new FakeZnodes() {
            @Override
            public synchronized Children children(String path) {
                asked.countDown();
                try {
                    answer.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return super.children(path);
            }
        };
        slow.put("/", "", TestRun.NOW).put("/a", "", TestRun.NOW);
        FakeClusters slowly = new FakeClusters().with(slow);
        NameCache slowNames = new NameCache(() -> slowly);
        CompletableFuture<List<Candidate>> first = CompletableFuture.supplyAsync(() -> {
            List<Candidate> candidates = new ArrayList<>();
            new Completion(session, slowNames)
                    .complete(null, new LineParser().parse("ls /", 4, Parser.ParseContext.COMPLETE), candidates);
            return candidates;
        });
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(first.get(10, TimeUnit.SECONDS)).isEmpty(); // while the server is still silent
        answer.countDown();
        assertThat(slowNames.children("/").by(Deadline.in(Duration.ofSeconds(10))))
                .containsExactly("a");
    }
}
