package zooka.commands.zk.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.clients.Failure;
import zooka.clients.profile.ClientSettings;
import zooka.clients.profile.Profile;
import zooka.clients.zookeeper.Acl;
import zooka.clients.zookeeper.Kind;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.LiveClusters;
import zooka.commands.action.Action;
import zooka.commands.action.Plan;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.undo.FileJournal;
import zooka.commands.zk.watch.WatchedSnapshot;
import zooka.commands.zk.znode.AclArgument;
import zooka.testing.OnServers;
import zooka.testing.ResultText;
import zooka.testing.Sandboxes;
import zooka.testing.TestRun;

/** What concerns ACLs, quotas, transactions and waiting, on real servers. */
@OnServers
final class SessionCommandsTest {

    private static final String ROOT = "/session-commands-test";

    private final LiveClusters clusters = new LiveClusters(
            new Profile(
                    "test",
                    Sandboxes.zookeeper().zookeeper(),
                    Optional.empty(),
                    ClientSettings.OPEN,
                    Duration.ofSeconds(5),
                    true),
            notice -> {});
    private final TestRun run = new TestRun(clusters);

    @BeforeEach
    void make() {
        clusters.znodes().create(ROOT, Optional.empty(), Kind.PERSISTENT);
    }

    @AfterEach
    void tidy() {
        clusters.session().authenticate("digest", "super:sandbox");
        change("deleteall", ROOT);
        clusters.close();
    }

    private Result change(String... words) {
        return ((Action.Change) TestRun.action(words)).plan(run.context()).make();
    }

    private static Result of(Result result) {
        return result instanceof Result.AsZkCli as ? as.result() : result;
    }

    private String table(String... words) {
        return ResultText.table((Table) of(run.query(words)));
    }

    private void fails(Failure.Kind kind, String message, Runnable command) {
        assertThatThrownBy(command::run).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(kind);
            assertThat(failure.getMessage()).contains(message);
        });
    }

    @Test
    void an_acl_is_set_read_and_never_lost_to_a_typo() {
        change("setAcl", ROOT, "username_password:joe:secret:cdrwa,world:anyone:cdrw");
        assertThat(table("getAcl", ROOT))
                .isEqualTo("scheme=digest id=joe:x? permissions=cdrwa\nscheme=world id=anyone permissions=cdrw");
        fails(Failure.Kind.USAGE, "'z' in", () -> change("setAcl", ROOT, "world:anyone:rz"));
        fails(Failure.Kind.USAGE, "masked digest", () -> change("setAcl", ROOT, "digest:joe:x:cdrwa"));
        fails(Failure.Kind.REFUSED, "no permission", () -> change("setAcl", ROOT, "world:anyone:r"));
        run.query("addauth", "digest", "joe:secret");
        assertThat(table("getAcl", ROOT)).contains("id=joe:" + AclArgument.digest("joe", "secret") + " ");
        change("setAcl", ROOT, "auth::cdrwa");
        assertThat(table("getAcl", ROOT)).startsWith("scheme=digest id=joe:");
    }

    @Test
    void an_acl_that_locks_everybody_out_is_asked_about() {
        for (Map.Entry<String, String> dangerous : Map.of(
                        "world:anyone:", "no client would have admin permission",
                        "world:anyone:r", "no client would have admin permission",
                        "digest:joe:plain:cdrwa",
                                "no client would have admin permission; 'joe:plain' is not USER:HASH, and no client can match it",
                        "world:anyone:cdrwa,digest:joe:plain:r",
                                "'joe:plain' is not USER:HASH, and no client can match it")
                .entrySet()) {
            Plan plan = run.plan("setAcl", ROOT, dangerous.getKey());
            assertThat(plan.confirmation()).as(dangerous.getKey()).hasValue(ROOT.substring(1));
            assertThat(plan.preview().summary())
                    .isEqualTo("set the ACL of " + ROOT + " to " + dangerous.getKey() + "; " + dangerous.getValue());
            assertThat(run.plan("setAcl", "-R", ROOT, dangerous.getKey())
                            .preview()
                            .summary())
                    .endsWith("; " + dangerous.getValue());
        }
        for (String safe : List.of(
                "world:anyone:a",
                "auth::cdrwa",
                "ip:10.0.0.0/8:a,world:anyone:r",
                "username_password:joe:secret:a,world:anyone:r")) {
            assertThat(run.plan("setAcl", ROOT, safe).confirmation()).as(safe).isEmpty();
        }
    }

    @Test
    void an_acl_that_locks_everybody_out_is_asked_about_by_whichever_command_it_is_given_to() {
        Plan create = run.plan("create", ROOT + "/made", "x", "world:anyone:r");
        assertThat(create.confirmation()).hasValue("made");
        assertThat(create.preview().summary())
                .isEqualTo("create " + ROOT + "/made; no client would have admin permission");
        Plan plain = run.plan("create", ROOT + "/made", "x", "digest:joe:plain:r,world:anyone:a");
        assertThat(plain.confirmation()).hasValue("made");
        assertThat(plain.preview().summary()).endsWith("; 'joe:plain' is not USER:HASH, and no client can match it");
        assertThat(run.plan("create", ROOT + "/made", "x", "world:anyone:ra").confirmation())
                .isEmpty();
        assertThat(run.plan("create", ROOT + "/made").confirmation()).isEmpty();

        Plan txn = run.plan("txn", "create " + ROOT + "/a x world:anyone:r; create " + ROOT + "/b y world:anyone:");
        assertThat(txn.confirmation()).hasValue("txn");
        assertThat(txn.preview().summary()).endsWith("/b; no client would have admin permission");
        assertThat(run.plan("txn", "create " + ROOT + "/a x world:anyone:a").confirmation())
                .isEmpty();
    }

    @Test
    void undo_takes_an_acl_as_set_acl_does_and_says_what_is_dangerous_about_it(@TempDir Path folder) {
        run.with(new FileJournal(folder));
        change("create", ROOT + "/kept");
        run.change("delete", ROOT + "/kept");
        assertThat(run.plan("undo", "--acl", "world:anyone:r").preview().summary())
                .endsWith("; --acl: no client would have admin permission");
        assertThat(run.plan("undo", "--acl", "digest:joe:plain:r,world:anyone:a")
                        .preview()
                        .summary())
                .endsWith("; --acl: 'joe:plain' is not USER:HASH, and no client can match it");
        assertThat(run.plan("undo", "--acl", "username_password:joe:secret:a")
                        .preview()
                        .summary())
                .doesNotContain("--acl");
        fails(Failure.Kind.USAGE, "masked digest", () -> run.plan("undo", "--acl", "digest:joe:x:cdrwa"));
    }

    @Test
    void the_entry_that_a_server_refuses_is_named() {
        String acl = "world:anyone:cdrwa,ip:300.1.1.1:r";
        String wrong = "'ip:300.1.1.1:r' needs an IP address as its id";
        fails(Failure.Kind.FAILED, wrong, () -> change("setAcl", ROOT, acl));
        fails(Failure.Kind.FAILED, wrong, () -> change("create", ROOT + "/a", "x", acl));
        fails(
                Failure.Kind.FAILED,
                "'nosuch:x:r' has a scheme that ZooKeeper does not have built in",
                () -> change("setAcl", ROOT, "world:anyone:cdrwa,nosuch:x:r"));
        fails(
                Failure.Kind.FAILED,
                "'auth::cdrwa' is for an authenticated session",
                () -> change("create", ROOT + "/a", "x", "auth::cdrwa"));
    }

    @Test
    void another_version_is_told_with_the_one_there_is() {
        change("set", ROOT, "a");
        change("set", ROOT, "b");
        fails(Failure.Kind.CONFLICT, ROOT + " has version 2, not 0", () -> change("set", "-v", "0", ROOT, "c"));
        fails(Failure.Kind.CONFLICT, ROOT + " has version 2, not 7", () -> change("delete", "-v", "7", ROOT));
        fails(
                Failure.Kind.CONFLICT,
                ROOT + " has ACL version 0, not 3",
                () -> change("setAcl", "-v", "3", ROOT, "world:anyone:cdrwa"));
        fails(Failure.Kind.CONFLICT, ROOT + " has version 2", () -> run.query("check", ROOT, "0"));
    }

    @Test
    void hints_quote_names_so_that_they_can_be_pasted() {
        String blank = ROOT + "/it's a b";
        change("create", blank);
        assertThatThrownBy(() -> change("create", blank))
                .isInstanceOfSatisfying(Failure.class, failure -> assertThat(failure.hint())
                        .contains("set '" + ROOT + "/it'\\''s a b' DATA"));
        assertThatThrownBy(() -> change("delete", "-v", "7", blank))
                .isInstanceOfSatisfying(Failure.class, failure -> assertThat(failure.hint())
                        .contains("stat '" + ROOT + "/it'\\''s a b'"));
        assertThatThrownBy(() -> run.query("get", blank + "/none"))
                .isInstanceOfSatisfying(Failure.class, failure -> assertThat(failure.hint())
                        .contains("ls '" + ROOT + "/it'\\''s a b'"));
    }

    @Test
    void a_subtree_gets_its_acls_and_what_could_not_be_changed_is_named() {
        Znodes znodes = clusters.znodes();
        znodes.create(ROOT + "/a", Optional.empty(), Kind.PERSISTENT);
        znodes.create(ROOT + "/locked", Optional.empty(), Kind.PERSISTENT, Acl.parse("world:anyone:cdrw"));
        Result.Change done = (Result.Change) change("setAcl", "-R", ROOT, "world:anyone:cdra");
        assertThat(done.what()).isEqualTo("set the ACL of 2 znodes");
        assertThat(run.missing()).contains("no permission for setting the ACL of " + ROOT + "/locked");
        assertThat(znodes.acl(ROOT + "/a").acl()).isEqualTo(Acl.parse("world:anyone:cdra"));
    }

    @Test
    void a_transaction_is_made_whole_or_not_at_all() {
        Result made = change("txn", "create " + ROOT + "/t 'a b'; set " + ROOT + " y", "check " + ROOT + " 1");
        assertThat(ResultText.table((Table) made))
                .isEqualTo("operation=create path=" + ROOT + "/t result=done\noperation=set path=" + ROOT
                        + " result=done\noperation=check path=" + ROOT + " result=done");
        Result.WithFailure failed = (Result.WithFailure)
                change("txn", "delete " + ROOT + "/t; check " + ROOT + " 7; create " + ROOT + "/u");
        assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.CONFLICT);
        assertThat(ResultText.table((Table) failed.result()))
                .isEqualTo("operation=delete path=" + ROOT + "/t result=not done\noperation=check path=" + ROOT
                        + " result=" + ROOT + " has version 1, not 7!\noperation=create path=" + ROOT
                        + "/u result=not done");
        assertThat(clusters.znodes().stat(ROOT + "/t")).isPresent();
        fails(Failure.Kind.USAGE, "cannot be part of a transaction", () -> change("txn", "ls /"));
        fails(Failure.Kind.USAGE, "unclosed", () -> change("txn", "create '/a"));
        fails(Failure.Kind.CONFLICT, "has version 1", () -> run.query("check", ROOT, "0"));
    }

    @Test
    void quotas_are_listed_with_their_use_and_exclude_each_other() {
        clusters.znodes().create(ROOT + "/q", Optional.empty(), Kind.PERSISTENT);
        try {
            change("setquota", "-n", "4", "-N", "8", ROOT);
            assertThat(table("listquota"))
                    .contains(
                            "path=" + ROOT
                                    + " znodes=2 znodesLimit=4 znodesHardLimit=8 znodesPercent=50 bytes=0 bytesLimit=- bytesHardLimit=- bytesPercent=-");
            fails(Failure.Kind.CONFLICT, "already has a quota", () -> change("setquota", "-n", "1", ROOT + "/q"));
            fails(Failure.Kind.USAGE, "-n must be at least 1", () -> change("setquota", "-n", "0", ROOT));
        } finally {
            change("delquota", ROOT);
        }
        fails(Failure.Kind.NOT_FOUND, "no quota", () -> run.query("listquota", ROOT));
        assertThat(clusters.znodes().stat("/zookeeper/quota" + ROOT)).isEmpty();
    }

    @Test
    void waits_for_what_comes_and_says_what_is_when_it_does_not() throws Exception {
        CompletableFuture<Result> waiting =
                CompletableFuture.supplyAsync(() -> run.query("wait", ROOT, "children>=2", "--timeout", "30s"));
        clusters.znodes().create(ROOT + "/1", Optional.empty(), Kind.PERSISTENT);
        clusters.znodes().create(ROOT + "/2", Optional.empty(), Kind.PERSISTENT);
        assertThat(((Result.Change) waiting.get(30, TimeUnit.SECONDS)).what()).isEqualTo(ROOT + " has 2 children");
        fails(
                Failure.Kind.UNREACHABLE,
                "timed out: " + ROOT + " exists",
                () -> run.query("wait", ROOT, "gone", "--timeout", "50ms"));
        fails(Failure.Kind.USAGE, "unknown condition", () -> run.query("wait", ROOT, "children~2"));
    }

    @Test
    void a_watched_subtree_is_compared_after_a_time_without_a_server() {
        Znodes znodes = clusters.znodes();
        for (String name : List.of("changed", "gone", "same")) {
            znodes.create(ROOT + "/" + name, Optional.of(new byte[] {'1'}), Kind.PERSISTENT);
        }
        WatchedSnapshot seen = new WatchedSnapshot(znodes, run.context().remarks(), ROOT);
        seen.begin();
        znodes.set(ROOT + "/changed", Optional.of(new byte[] {'2'}), java.util.OptionalInt.empty());
        znodes.delete(ROOT + "/gone", java.util.OptionalInt.empty());
        znodes.create(ROOT + "/new", Optional.empty(), Kind.PERSISTENT);
        assertThat(seen.compare().stream()
                        .map(change ->
                                change.event().type() + " " + change.event().path() + " "
                                        + change.before().map(String::new).orElse("-") + " "
                                        + change.after().map(String::new).orElse("-")))
                .containsExactly(
                        "CHANGED " + ROOT + "/changed 1 2",
                        "DELETED " + ROOT + "/gone 1 -",
                        "CREATED " + ROOT + "/new - -");
        assertThat(seen.compare()).isEmpty();
    }
}
