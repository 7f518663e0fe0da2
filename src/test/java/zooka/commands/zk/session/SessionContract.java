package zooka.commands.zk.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.clients.Failure;
import zooka.clients.zookeeper.Kind;
import zooka.clients.zookeeper.Znodes;
import zooka.clients.zookeeper.ZooKeeperSession;
import zooka.commands.action.Action;
import zooka.commands.action.Clusters;
import zooka.commands.result.Payload;
import zooka.commands.result.Result;
import zooka.testing.ResultText;
import zooka.testing.TestRun;

/** Credentials, watches and members: what concerns the session, on an ensemble of any kind. */
abstract class SessionContract {

    static final String ROOT = "/session-test";

    @TempDir
    Path folder;

    private final BlockingQueue<ZooKeeperSession.Notice> notices = new LinkedBlockingQueue<>();
    final Clusters clusters;
    final TestRun run;

    /** @param servers an ensemble whose session tells of what its watches see */
    SessionContract(Function<Consumer<ZooKeeperSession.Notice>, Clusters> servers) {
        clusters = servers.apply(notices::add);
        run = new TestRun(clusters);
    }

    @BeforeEach
    void make() {
        clusters.znodes().create(ROOT, Optional.empty(), Kind.PERSISTENT);
    }

    Result change(String... words) {
        return ((Action.Change) TestRun.action(words)).plan(run.context()).make();
    }

    private static Result of(Result result) {
        return result instanceof Result.AsZkCli as ? as.result() : result;
    }

    private void fails(Failure.Kind kind, String message, Runnable command) {
        assertThatThrownBy(command::run).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(kind);
            assertThat(failure.getMessage()).contains(message);
        });
    }

    @Test
    void wrong_credentials_do_not_end_the_session() {
        ZooKeeperSession session = clusters.session();
        clusters.znodes().create(ROOT + "/e", Optional.empty(), Kind.EPHEMERAL);
        fails(Failure.Kind.REFUSED, "nonsense", () -> run.query("addauth", "nonsense", "x"));
        assertThat(session.ephemerals(ROOT)).containsExactly(ROOT + "/e");
        run.query("addauth", "digest", "joe:secret");
        assertThat(session.whoami()).contains(new ZooKeeperSession.Identity("digest", "joe"));
    }

    @Test
    void watches_tell_what_they_see_with_the_new_value_until_they_are_removed() throws Exception {
        Znodes znodes = clusters.znodes();
        run.query("addWatch", ROOT + "/w");
        znodes.create(ROOT + "/w", Optional.of("1".getBytes(StandardCharsets.UTF_8)), Kind.PERSISTENT);
        ZooKeeperSession.Notice created = notices.poll(10, TimeUnit.SECONDS);
        assertThat(created.event().type()).isEqualTo(Znodes.Event.Type.CREATED);
        assertThat(created.data())
                .hasValueSatisfying(data -> assertThat(data).asString().isEqualTo("1"));
        run.query("removewatches", ROOT + "/w");
        fails(Failure.Kind.NOT_FOUND, "no such watch", () -> run.query("removewatches", ROOT + "/w"));
        run.query("get", "-w", ROOT + "/w");
        znodes.set(ROOT + "/w", Optional.empty(), java.util.OptionalInt.empty());
        ZooKeeperSession.Notice changed = notices.poll(10, TimeUnit.SECONDS);
        assertThat(changed.event().type()).isEqualTo(Znodes.Event.Type.CHANGED);
        fails(Failure.Kind.NOT_FOUND, "no such watch", () -> run.query("removewatches", "-d", ROOT + "/w"));
    }

    @Test
    void members_are_shown_and_a_change_of_them_is_told_before_it_is_made() throws Exception {
        Payload config = (Payload) of(run.query("config"));
        assertThat(ResultText.fields(config.fields()))
                .contains("quorum=2")
                .contains("id=1")
                .contains("id=3");
        String plan = ((Action.Change) TestRun.action("reconfig", "-remove", "3"))
                .plan(run.context())
                .preview()
                .summary();
        assertThat(plan).startsWith("change the members from 1, 2, 3 (2 form a quorum) to 1, 2 (2 form a quorum)");
        fails(Failure.Kind.REFUSED, "no permission", () -> change("reconfig", "-remove", "3"));
        fails(Failure.Kind.NOT_FOUND, "no server 9 in the ensemble", () -> change("reconfig", "-remove", "9"));
        fails(Failure.Kind.USAGE, "no voting member would be left", () -> change("reconfig", "-remove", "1,2,3"));
        fails(Failure.Kind.USAGE, "its id 'x'", () -> change("reconfig", "-add", "server.x=h:1:2;3"));
        fails(Failure.Kind.USAGE, "invalid server", () -> change("reconfig", "-add", "x"));
        fails(Failure.Kind.USAGE, "use -file, -members", () -> change("reconfig"));

        run.query("addauth", "digest", "super:sandbox");
        fails(
                Failure.Kind.CONFLICT,
                "members of the ensemble have changed",
                () -> change("reconfig", "-v", "1", "-remove", "3"));
        byte[] members = clusters.session().config().data().orElseThrow();
        Path file = Files.write(folder.resolve("zoo.cfg.dynamic"), members);
        String list = new String(members, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("server."))
                .collect(Collectors.joining(","));
        for (Result changed :
                List.of(change("reconfig", "-file", file.toString()), change("reconfig", "-s", "-members", list))) {
            assertThat(ResultText.fields(((Payload) of(changed)).fields()))
                    .contains("quorum=2", "id=1", "id=2", "id=3");
        }
    }
}
