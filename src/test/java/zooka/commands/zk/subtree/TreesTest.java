package zooka.commands.zk.subtree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.clients.Failure;
import zooka.clients.zookeeper.Acl;
import zooka.clients.zookeeper.Kind;
import zooka.clients.zookeeper.Operation;
import zooka.testing.OnServers;
import zooka.testing.RealTree;
import zooka.testing.ResultText;
import zooka.testing.Sandboxes;
import zooka.testing.TestRun;
import zooka.testing.Trees;
import zooka.testing.fake.FakeClusters;
import zooka.testing.fake.FakeZnodes;

/** Subtrees exported, wiped, imported, and compared, on real servers. */
@OnServers
final class TreesTest {

    private static final String ROOT = "/trees-test";
    private static final String FROM = ROOT + "/from";

    private static final String LEFT_OUT = "1 ephemeral znode was skipped: only its own session can create it";

    @TempDir
    Path folder;

    private RealTree tree;
    private TestRun run;

    @BeforeEach
    void open() {
        tree = new RealTree(Sandboxes.zookeeper().zookeeper().orElseThrow(), ROOT, folder);
        run = tree.run();
        Trees.make(tree.znodes(), "", ROOT, FROM);
    }

    @AfterEach
    void close() {
        tree.close();
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private String make(String path, byte[] data, Kind kind, String acl) {
        return tree.znodes().create(path, Optional.ofNullable(data), kind, Acl.parse(acl));
    }

    private String make(String path, byte[] data) {
        return make(path, data, Kind.PERSISTENT, "world:anyone:cdrwa");
    }

    private Path export(String name, String... words) throws IOException {
        List<String> all = new ArrayList<>(List.of("export"));
        all.addAll(List.of(words));
        return Files.write(folder.resolve(name), run.document(all.toArray(new String[0])));
    }

    private String imported(String... words) {
        return run.change(words);
    }

    private void fails(Failure.Kind kind, String message, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(kind))
                .hasMessageContaining(message);
    }

    /** One of every kind that there is. */
    private void makeEveryKind() {
        make(FROM + "/null", null);
        make(FROM + "/empty", new byte[0]);
        make(FROM + "/bytes", random(5000));
        make(FROM + "/text", "名前\u0000\u001b[2J\r\n\"\\\u007f".getBytes(StandardCharsets.UTF_8));
        make(FROM + "/a b", new byte[] {'x'});
        for (int i = 0; i < 3; i++) {
            make(FROM + "/large-" + i, random(900 << 10));
            make(FROM + "/s-", null, Kind.PERSISTENT.asSequential(), "world:anyone:r");
        }
        make(FROM + "/closed", new byte[] {'c'});
        make(FROM + "/closed/in", new byte[] {'i'});
        make(FROM + "/closed/in/most", null, Kind.PERSISTENT, "world:anyone:r");
        make(FROM + "/closed/out", null, Kind.PERSISTENT, "world:anyone:cdrwa");
        for (String inner : List.of("/closed/in", "/closed")) {
            tree.znodes().setAcl(FROM + inner, Acl.parse("ip:127.0.0.1:rda,world:anyone:r"), OptionalInt.empty());
        }
        make(FROM + "/timed", null, Kind.ttl(3_600_000), "world:anyone:cdrwa");
        make(FROM + "/contained", null, Kind.CONTAINER, "world:anyone:cdrwa");
        make(FROM + "/going", new byte[] {'e'}, Kind.EPHEMERAL, "world:anyone:cdrwa");
    }

    @Test
    void brings_back_what_was_exported() throws IOException {
        makeEveryKind();
        Path file = export("from.jsonl", FROM);
        assertThat(run.missing()).isEmpty();
        assertThat(export("again.jsonl", FROM)).hasSameBinaryContentAs(file);
        assertThat(Files.readAllLines(file))
                .hasSize(21)
                .endsWith("{\"end\":19}")
                .startsWith(
                        "{\"zookaExport\":1,\"root\":\"" + FROM + "\",\"acls\":true,\"end\":true}",
                        "{\"path\":\"/\",\"data\":\"\"}")
                .contains(
                        "{\"path\":\"/null\",\"data\":null}",
                        "{\"path\":\"/going\",\"data\":\"e\",\"kind\":\"ephemeral\"}")
                .contains("{\"path\":\"/closed\",\"data\":\"c\",\"acl\":[\"ip:127.0.0.1:dra\",\"world:anyone:r\"]}");
        run.change("deleteall", FROM);
        assertThat(tree.znodes().stat(FROM)).isEmpty();
        assertThat(imported("import", file.toString()))
                .isEqualTo("imported to " + FROM + ": 18 created, 0 changed, 0 unchanged, 1 ephemeral znode skipped");
        assertThat(run.takeMissing()).containsExactly(LEFT_OUT);
        assertThat(run.told("diff", FROM, "@" + file)).isEmpty();
        assertThat(run.missing()).isEmpty();
        // Again, and nothing happens; the one that has gone is all that differs.
        assertThat(imported("import", file.toString()))
                .isEqualTo("imported to " + FROM + ": 0 created, 0 changed, 18 unchanged, 1 ephemeral znode skipped");
        assertThat(run.takeMissing()).containsExactly(LEFT_OUT);
        assertThat(run.told("diff", "--ephemerals", FROM, "@" + file))
                .isEqualTo("difference=+ path=/going what=- before=- after='e'");
        assertThat(run.takeMissing()).containsExactly("no");
    }

    @Test
    void makes_kinds_that_its_lines_say() throws IOException {
        Path file = Files.writeString(folder.resolve("kinds.jsonl"), """
                {"zookaExport":1,"root":"/nowhere","acls":true}
                {"path":"/","data":null}
                {"path":"/c","data":null,"kind":"container"}
                {"path":"/e","data":null,"kind":"ephemeral"}
                {"path":"/t","data":null,"kind":"ttl","ttlMs":1099511627775}
                """);
        assertThat(imported("import", file.toString(), ROOT + "/kinds"))
                .isEqualTo(
                        "imported to " + ROOT + "/kinds: 3 created, 0 changed, 0 unchanged, 1 ephemeral znode skipped");
        assertThat(tree.znodes().children(ROOT + "/kinds").names()).containsExactly("c", "t");
        // No client can tell these kinds afterwards, so that what is sent must do.
        List<Kind> sent = new ArrayList<>();
        FakeZnodes fake = new FakeZnodes() {
            @Override
            public void applyAll(Iterator<Operation> operations, Runnable sending, Consumer<Operation.Outcome> done) {
                operations.forEachRemaining(operation -> {
                    sent.add(((Operation.Create) operation).kind());
                    done.accept(Operation.Outcome.made(operation));
                });
            }
        };
        new TestRun(new FakeClusters().with(fake)).change("import", file.toString(), "/kinds");
        assertThat(sent).containsExactly(Kind.PERSISTENT, Kind.CONTAINER, Kind.ttl(1099511627775L));
    }

    @Test
    void changes_only_what_differs() throws IOException {
        for (String name : List.of("/same", "/value", "/acl", "/both")) {
            make(FROM + name, new byte[] {'1'});
        }
        make(FROM + "/gone", new byte[] {'g'});
        Path file = export("from.jsonl", FROM);
        tree.znodes().set(FROM + "/value", Optional.of(new byte[] {'2'}), OptionalInt.empty());
        tree.znodes().set(FROM + "/both", Optional.empty(), OptionalInt.empty());
        for (String name : List.of("/acl", "/both")) {
            tree.znodes().setAcl(FROM + name, Acl.parse("world:anyone:rwa"), OptionalInt.empty());
        }
        tree.znodes().delete(FROM + "/gone", OptionalInt.empty());
        make(FROM + "/more", new byte[] {'m'});
        assertThat(run.told("diff", FROM, "@" + file)).isEqualTo("""
                difference=~? path=/acl what=acl before='world:anyone:rwa' after='world:anyone:cdrwa'
                difference=~? path=/both what=acl before='world:anyone:rwa' after='world:anyone:cdrwa'
                difference=~? path=/both what=data before=- after='1'
                difference=+ path=/gone what=- before=- after='g'
                difference=-! path=/more what=- before='m' after=-
                difference=~? path=/value what=data before='2' after='1'""");
        var preview = run.plan("import", file.toString()).preview();
        assertThat(preview.summary()).endsWith("to " + FROM + ": create 1 znode, change 3, leave 2 unchanged");
        assertThat(ResultText.fields(preview.fields())).isEqualTo("created=1 changed=3 same=2 skipped=0 counters=0");
        assertThat(run.plan("import", file.toString()).confirmation()).contains("from");
        imported("import", file.toString());
        assertThat(versions("/same", "/value", "/acl", "/both", "/gone", "/more"))
                .containsExactly("0 0", "2 0", "0 2", "2 2", "0 0", "0 0");
        run.takeMissing();
        assertThat(run.told("diff", FROM, "@" + file)).isEqualTo("difference=-! path=/more what=- before='m' after=-");
    }

    private List<String> versions(String... names) {
        return List.of(names).stream()
                .map(name -> tree.znodes().stat(FROM + name).orElseThrow())
                .map(stat -> stat.version() + " " + stat.aversion())
                .toList();
    }

    @Test
    void says_that_a_masked_digest_cannot_be_written() throws IOException {
        String hash = "user:bsJ8gm8ebcHBGUWGLCGuPHEWrzU=";
        make(FROM + "/secret", new byte[] {'s'}, Kind.PERSISTENT, "world:anyone:r,digest:" + hash + ":cdrwa");
        Path file = export("from.jsonl", FROM);
        assertThat(run.takeMissing())
                .singleElement()
                .asString()
                .startsWith(FROM + "/secret: the ACL has a masked digest");
        assertThat(Files.readString(file)).contains("digest:user:x:cdrwa").doesNotContain(hash);
        fails(
                Failure.Kind.REFUSED,
                "/secret has an ACL with a masked digest",
                () -> run.plan("import", file.toString(), ROOT + "/to"));
        assertThat(tree.znodes().stat(ROOT + "/to")).isEmpty();
        imported("import", "--no-acl", file.toString(), ROOT + "/to");
        assertThat(tree.znodes().acl(ROOT + "/to/secret").acl()).isEqualTo(Acl.OPEN);
        assertThat(run.told("diff", "--no-acl", FROM, ROOT + "/to")).isEmpty();
        assertThat(run.missing()).isEmpty();
    }

    @Test
    void goes_on_after_many_that_may_not_be_read() throws IOException {
        make(FROM + "/a", null);
        Trees.make(tree.znodes(), 600, i -> Trees.create(FROM + "/a/" + i, "x"));
        Path file = export("from.jsonl", FROM);
        Trees.make(
                tree.znodes(),
                600,
                i -> new Operation.Create(
                        FROM + "/a/" + (1000 + i), Optional.empty(), Kind.PERSISTENT, Acl.parse("world:anyone:w")));
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.subList(2, lines.size()).clear();
        lines.add("{\"path\":\"/a\",\"data\":null}");
        for (int i = 1000; i < 1600; i++) {
            lines.add("{\"path\":\"/a/" + i + "\",\"data\":null}");
        }
        lines.add("{\"path\":\"/b\",\"data\":\"last\"}");
        lines.add("{\"end\":" + (lines.size() - 1) + "}");
        Files.write(file, lines);
        imported("import", file.toString());
        assertThat(tree.znodes().stat(FROM + "/b")).isPresent();
        assertThat(run.missing()).contains("more failures are not listed").hasSize(101);
    }

    @Test
    void changes_nothing_by_a_file_that_is_broken_at_its_end() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.jsonl"), """
                {"zookaExport":1,"root":"/x","acls":true}
                {"path":"/","data":"new"}
                {"path":"/a","data":"new"}
                {"path":"/b","data":"new"
                """);
        fails(Failure.Kind.FAILED, "broken.jsonl line ", () -> imported("import", broken.toString(), FROM));
        assertThat(tree.znodes().children(FROM).names()).isEmpty();
        assertThat(tree.znodes().stat(FROM).orElseThrow().version()).isZero();
    }

    @Test
    void takes_packed_files_and_stdin() throws IOException {
        make(FROM + "/x", new byte[] {'x'});
        byte[] export = run.document("export", FROM);
        Path packed = folder.resolve("from.jsonl.gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(export);
        }
        imported("import", packed.toString(), ROOT + "/packed");
        run.stdin(new String(export, StandardCharsets.UTF_8));
        assertThat(imported("import", "-", ROOT + "/deep/er/stdin")).contains("2 created");
        assertThat(run.told("diff", ROOT + "/packed", ROOT + "/deep/er/stdin")).isEmpty();
        assertThat(run.told("diff", FROM, ROOT + "/packed")).isEmpty();
    }

    @Test
    void leaves_out_acls_where_they_are_not_wanted() throws IOException {
        make(FROM + "/r", null, Kind.PERSISTENT, "world:anyone:r");
        Path file = export("plain.jsonl", "--no-acl", FROM);
        assertThat(Files.readString(file)).contains("\"acls\":false").doesNotContain("anyone");
        imported("import", file.toString());
        assertThat(tree.znodes().acl(FROM + "/r").acl()).isEqualTo(Acl.parse("world:anyone:r"));
        assertThat(run.told("diff", FROM, "@" + file)).isEmpty();
        imported("import", file.toString(), ROOT + "/to");
        assertThat(tree.znodes().acl(ROOT + "/to/r").acl()).isEqualTo(Acl.OPEN);
        assertThat(run.told("diff", FROM, ROOT + "/to")).startsWith("difference=~? path=/r what=acl");
    }

    @Test
    void leaves_zookeepers_own_out_of_an_export_of_everything() {
        assertThat(new String(run.document("export", "/"), StandardCharsets.UTF_8))
                .contains("{\"path\":\"" + FROM + "\"")
                .doesNotContain("\"/zookeeper");
    }
}
