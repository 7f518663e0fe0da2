package zooka.commands.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.clients.Failure;
import zooka.clients.profile.Protection;
import zooka.commands.undo.FileJournal;
import zooka.sandbox.Mode;
import zooka.testing.LiveKafka;
import zooka.testing.OnServers;
import zooka.testing.TestRun;

/** Protection comes to every change there is, on real servers; a new command that changes something needs a line here. */
final class SafeguardsTest {

    private static final String ROOT = "/safeguards-test";
    private static final String TOPIC = "safeguards-test";
    private static final Protection ALL = new Protection(Optional.of("prod"), false, List.of("/", "*"));
    private static final CommonOptions YES = new CommonOptions(Optional.empty(), false, true, false, false, false);

    /** Needs a slow move, which others would see: PartitionOperationsTest looks at their scope. */
    private static final Set<String> ELSEWHERE =
            Set.of("partition cancel", "partition unthrottle", "broker drain", "broker unregister");

    @TempDir
    Path folder;

    /** What is typed, and the name that a person would have to type. */
    private Map<String, String> changes() throws IOException {
        Path export = Files.writeString(folder.resolve("export.jsonl"), """
                {"zookaExport":1,"root":"/nowhere","acls":true}
                {"path":"/","data":"imported"}
                """);
        Path password = Files.writeString(folder.resolve("password"), "secret\n");
        Map<String, String> changes = new LinkedHashMap<>();
        changes.put("set ROOT x", ROOT);
        changes.put("edit ROOT", ROOT);
        changes.put("json set ROOT /a 2", ROOT);
        changes.put("json delete ROOT /a", ROOT);
        changes.put("create ROOT/new", ROOT + "/new");
        changes.put("delete ROOT/child", ROOT + "/child");
        changes.put("deleteall ROOT", ROOT);
        changes.put("touch ROOT", ROOT);
        changes.put("cp ROOT/child ROOT/copy", ROOT + "/copy");
        changes.put("mv ROOT/child ROOT/moved", ROOT + "/child");
        changes.put("import " + export + " ROOT", ROOT);
        changes.put("setAcl ROOT world:anyone:cdrwa", ROOT);
        changes.put("setAcl -R ROOT world:anyone:cdrwa", ROOT);
        changes.put("setquota -n 5 ROOT", ROOT);
        changes.put("delquota ROOT", ROOT);
        changes.put("txn set~ROOT~x", ROOT);
        changes.put("reconfig -remove 3", "reconfig");
        changes.put("undo", ROOT);
        changes.put("topic create TOPIC-new", TOPIC + "-new");
        changes.put("topic clone TOPIC TOPIC-new", TOPIC + "-new");
        changes.put("topic alter TOPIC --partitions 2", TOPIC);
        changes.put("topic delete TOPIC", TOPIC);
        changes.put("topic purge TOPIC", TOPIC);
        changes.put("partition elect TOPIC", TOPIC);
        changes.put("partition move TOPIC-0 --to 3,1", TOPIC);
        changes.put("config alter topic/TOPIC retention.ms=3600000", TOPIC);
        changes.put("config alter broker/default message.max.bytes=1100000", "broker/default");
        changes.put("group reset TOPIC-group --to-earliest --topic TOPIC", TOPIC);
        changes.put("group delete TOPIC-group", TOPIC);
        changes.put("group delete-offsets TOPIC-group --topic TOPIC", TOPIC);
        changes.put("produce TOPIC x", TOPIC);
        changes.put("acl create --allow a --operation Read --topic TOPIC", TOPIC);
        changes.put("acl create --allow a --operation Read --topic TOP --prefixed", "*");
        changes.put("acl create --allow a --operation Alter --cluster", "User:a");
        changes.put("acl delete --principal safeguards", TOPIC);
        changes.put("user alter safeguards --scram-sha-256 --password-file " + password, "safeguards");
        changes.put("quota alter --user safeguards producer_byte_rate=1024", "user safeguards");
        changes.put("transaction abort TOPIC-0 --producer-id 1 --producer-epoch 0 --coordinator-epoch 0", TOPIC);
        changes.put("verify --topic TOPIC", TOPIC);
        return changes;
    }

    @Test
    @OnServers
    void every_change_of_the_catalogue_asks_for_the_name_of_what_is_protected() throws IOException {
        try (LiveKafka kafka = LiveKafka.shared(Mode.ZOOKEEPER)) {
            TestRun run = kafka.run().with(new FileJournal(folder.resolve("journal")));
            prepare(kafka, run);
            Safeguards safeguards = new Safeguards(kafka.clusters(), ALL);
            Set<String> seen = new TreeSet<>(ELSEWHERE);
            try {
                for (Map.Entry<String, String> change : changes().entrySet()) {
                    List<String> words = words(change.getKey());
                    seen.add(Catalog.find(words).orElseThrow().entry().words());
                    Safeguards.Question question = safeguards
                            .question(plan(run, words), YES)
                            .orElseThrow(() -> new AssertionError("made without a question: " + change.getKey()));
                    assertThat(question.word()).as(change.getKey()).isEqualTo(change.getValue());
                    assertThat(question.warning()).as(change.getKey()).contains("is protected by context prod");
                    assertThat(question.refusal().kind()).isEqualTo(Failure.Kind.REFUSED);
                }
            } finally {
                run.change("acl", "delete", "--principal", "safeguards");
                run.change("delquota", ROOT);
                run.change("deleteall", ROOT);
                run.change("group", "delete", TOPIC + "-group");
            }
            assertThat(seen).containsExactlyInAnyOrderElementsOf(changing());
        }
    }

    private static void prepare(LiveKafka kafka, TestRun run) {
        kafka.topic(TOPIC, "1:2");
        kafka.fill(TOPIC, 1);
        run.change("partition", "move", TOPIC + "-0", "--to", "2,1", "--follow");
        run.change("group", "reset", TOPIC + "-group", "--to-earliest", "--topic", TOPIC);
        run.change("acl", "create", "--allow", "safeguards", "--operation", "Read", "--topic", TOPIC);
        LiveKafka.until("the ACL", () -> !run.table("acl", "list", "--principal", "safeguards")
                .rows()
                .isEmpty());
        run.change("create", ROOT, "{\"a\": 0}");
        run.change("create", ROOT + "/child");
        run.change("setquota", "-n", "100", ROOT);
        run.change("set", ROOT, "{\"a\": 1}");
    }

    private static List<String> words(String line) {
        return Stream.of(line.replace("ROOT", ROOT).replace("TOPIC", TOPIC).split(" ", -1))
                .map(word -> word.replace('~', ' '))
                .toList();
    }

    private static Plan plan(TestRun run, List<String> words) {
        Action action = TestRun.action(words.toArray(new String[0]));
        return action instanceof Action.Edit edit
                ? edit.read(run.context()).plan().apply("other").orElseThrow()
                : run.plan(words.toArray(new String[0]));
    }

    /** All that change a cluster; what changes files of the user alone reaches none. */
    private static Set<String> changing() {
        return Catalog.entries().stream()
                .filter(entry ->
                        !entry.words().startsWith("context ") && !entry.words().equals("links"))
                .filter(entry -> entry.create() instanceof Action.Change || entry.create() instanceof Action.Edit)
                .map(Catalog.Entry::words)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    @OnServers
    void another_ensemble_keeps_its_own_znodes_and_is_not_what_the_context_protects() {
        try (LiveKafka kafka = LiveKafka.shared(Mode.ZOOKEEPER)) {
            String there = kafka.clusters().profile().zookeeper().orElseThrow();
            assertThat(question(kafka, new Scope.Znode("/demo", true, Optional.of(there))))
                    .isEmpty();
            assertThat(question(kafka, new Scope.Znode("/config/topics/x", false, Optional.of(there))))
                    .hasValueSatisfying(
                            question -> assertThat(question.warning()).isEqualTo("/config/topics/x belongs to Kafka"));
        }
    }

    private static Optional<Safeguards.Question> question(LiveKafka kafka, Scope.Part part) {
        Plan plan = Plan.on(new Scope(List.of(part))).change("change it", () -> {
            throw new AssertionError("made");
        });
        return new Safeguards(kafka.clusters(), ALL).question(plan, YES);
    }

    @Test
    void a_prefix_reaches_the_topics_that_a_pattern_may_protect() {
        Protection guard = new Protection(Optional.empty(), false, List.of("/zk", "orders-*", "audit"));
        for (String reaching : List.of("", "o", "orders", "orders-", "orders-eu", "aud", "audit")) {
            assertThat(guard.topics(reaching)).as(reaching).isPresent();
        }
        for (String apart : List.of("x", "order_", "auditor", "/zk")) {
            assertThat(guard.topics(apart)).as(apart).isEmpty();
        }
    }

    @Test
    void an_answer_confirms_as_it_is_and_never_where_it_is_empty() {
        Safeguards.Question blank = new Safeguards.Question("", "app ", Failure.usage(""));
        assertThat(blank.quoted()).isEqualTo("'app '");
        assertThat(blank.confirmedBy("app ")).isTrue();
        assertThat(blank.confirmedBy("'app '")).isTrue();
        assertThat(blank.confirmedBy("app")).isFalse();
        Safeguards.Question empty = new Safeguards.Question("", "", Failure.usage(""));
        assertThat(empty.quoted()).isEqualTo("''");
        assertThat(empty.confirmedBy("")).isFalse();
        assertThat(empty.confirmedBy("''")).isTrue();
    }
}
