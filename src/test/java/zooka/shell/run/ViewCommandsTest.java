package zooka.shell.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import zooka.clients.Failure;
import zooka.clients.net.Deadline;
import zooka.clients.profile.Protection;
import zooka.clients.zookeeper.Znodes.Stat;
import zooka.commands.action.Action;
import zooka.commands.action.CommonOptions;
import zooka.commands.action.Context;
import zooka.commands.action.Safeguards;
import zooka.commands.undo.Journal;
import zooka.shell.options.Options;
import zooka.shell.options.Sources;
import zooka.shell.options.Target;
import zooka.shell.options.TargetResolver;
import zooka.shell.render.Output;
import zooka.shell.screen.Commands;
import zooka.shell.screen.Commands.After;
import zooka.shell.screen.Keyboard;
import zooka.shell.screen.Pages;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeClusters;
import zooka.testing.fake.FakeQuorum;
import zooka.testing.fake.FakeZnodes;
import zooka.testing.fake.MemoryKafka;

/** What a full-screen view runs is run as at the prompt. */
@Timeout(30)
final class ViewCommandsTest {

    private final MemoryKafka kafka = new MemoryKafka();
    private final CountDownLatch slow = new CountDownLatch(1);

    /** Where {@code /slow} is never answered. */
    private final FakeZnodes znodes = new FakeZnodes() {
        @Override
        public synchronized Optional<Stat> stat(String path) {
            if (path.equals("/slow")) {
                slow.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    throw Failure.interrupted().cause(e);
                }
            }
            return super.stat(path);
        }
    };

    private final FakeClusters clusters = kafka.clusters()
            .with(new FakeQuorum().elect(1, 2, 3))
            .with(znodes.put("/", "", TestRun.NOW).put("/app", "", TestRun.NOW).put("/app/a", "x", TestRun.NOW));
    private final Session session = new Session(
            new Target(clusters.profile(), CommonOptions.NONE, Protection.NONE, List.of()),
            new TargetResolver(Sources.of(
                    Options.parse(new String[] {"--config", "/nosuch/config.yaml"}),
                    Map.of(),
                    Optional.empty(),
                    Optional::empty)),
            profile -> clusters,
            Clock.fixed(TestRun.NOW, ZoneOffset.UTC),
            false,
            Journal.NONE);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Streams streams = new Streams(
            new ByteArrayInputStream(new byte[0]),
            Output.to(out, "stdout"),
            Stderr.to(err),
            true,
            true,
            true,
            false,
            true);
    private final AskedUser ui = new AskedUser();
    private final Commands commands =
            new ViewCommands(session, streams, ui, new WatchNotices(streams, Optional.empty()));

    /** A user who is asked, and answers. */
    private static final class AskedUser implements UserInterface {
        private final List<String> questions = new ArrayList<>();
        private final List<Boolean> reclaimed = new ArrayList<>();
        private boolean answer;
        private boolean shows;

        @Override
        public boolean confirms(String what, Safeguards.Question question) {
            questions.add(what.lines().findFirst().orElse("") + " | " + question.word());
            return answer;
        }

        @Override
        public boolean canAsk() {
            return true;
        }

        @Override
        public boolean show(Action.Live live, Context context, Commands within) {
            return shows;
        }

        @Override
        public boolean show(WatchRun repetition, Clock clock, Commands within) {
            return shows;
        }

        @Override
        public String editor() {
            return "ed";
        }

        @Override
        public int runInTerminal(ProcessBuilder program) throws IOException {
            throw new IOException("no editor here");
        }

        @Override
        public Optional<Streams.FirstLine> firstLine(ProcessBuilder program, Deadline end) throws IOException {
            throw new IOException("no program here");
        }

        @Override
        public Optional<String> secret(String what) {
            return Optional.empty();
        }

        @Override
        public Optional<Keyboard> keyboard() {
            return Optional.empty();
        }

        @Override
        public synchronized void reclaim(boolean cancelled) {
            reclaimed.add(cancelled);
        }

        @Override
        public List<String> completed(Session session, String line) {
            return List.of(line + "!");
        }

        @Override
        public int columns() {
            return 80;
        }

        @Override
        public int rows() {
            return 24;
        }

        @Override
        public boolean hasPager() {
            return false;
        }

        @Override
        public Optional<Pages> pages(String header) {
            return Optional.empty();
        }
    }

    private String printed() {
        streams.out().flush();
        return out.toString(StandardCharsets.UTF_8);
    }

    private String errors() {
        streams.err().flush();
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void output_and_errors_are_those_of_the_prompt_and_lines_enter_the_history() {
        assertThat(commands.run("ls /app; get /nosuch")).isEqualTo(After.READ);
        assertThat(printed()).isEqualTo("a\n");
        assertThat(errors()).startsWith("error: no znode /nosuch\n");
        assertThat(commands.run("get 'x")).isEqualTo(After.READ);
        assertThat(errors()).contains("error: unclosed '");
        assertThat(commands.run("cd /app")).isEqualTo(After.READ);
        assertThat(session.place()).isEqualTo("/app");
        assertThat(commands.history()).containsExactly("ls /app; get /nosuch", "cd /app");
        assertThat(commands.completed("l")).containsExactly("l!");
        assertThat(ui.reclaimed).containsExactly(false, false);
    }

    @Test
    void a_change_is_confirmed_as_when_it_is_typed() {
        commands.run("topic delete clicks");
        assertThat(errors()).startsWith("error: not confirmed; nothing was changed");
        assertThat(ui.questions).hasSize(1);
        assertThat(ui.questions.get(0)).startsWith("would delete topic clicks").endsWith(" | clicks");
        ui.answer = true;
        commands.run("topic delete clicks");
        assertThat(errors()).contains("\ndeleted ");
    }

    @Test
    void a_change_that_a_key_stands_for_is_always_confirmed() {
        commands.run("create /typed x");
        assertThat(ui.questions).isEmpty();
        commands.propose("create /proposed x");
        assertThat(ui.questions).containsExactly("would create /proposed | yes");
        assertThat(errors()).contains("error: not confirmed; nothing was changed");
        ui.answer = true;
        commands.propose("create /proposed x");
        commands.propose("ls /");
        assertThat(printed()).endsWith("app       proposed  typed\n");
        assertThat(ui.questions).hasSize(2);
    }

    @Test
    void an_election_is_a_question_first() {
        kafka.stop(1);
        kafka.start(1);
        commands.propose("partition elect clicks:*");
        assertThat(ui.questions).containsExactly("would elect 2 leaders | yes");
        assertThat(errors()).contains("error: not confirmed; nothing was changed");
    }

    @Test
    void a_proposal_with_nothing_to_do_asks_nothing() {
        commands.propose("partition elect clicks:*");
        assertThat(ui.questions).isEmpty();
        assertThat(errors()).startsWith("nothing to elect");
    }

    @Test
    void what_closes_the_connections_of_the_view_is_refused() {
        for (String line : List.of("connect other:2181", "close", "reconnect")) {
            err.reset();
            assertThat(commands.run(line)).isEqualTo(After.READ);
            assertThat(errors())
                    .contains(" is not supported in a full-screen view\nhint: press q to leave the view first\n");
        }
        assertThat(session.over()).isFalse();
        commands.run("ls /app");
        assertThat(printed()).isEqualTo("a\n");
    }

    @Test
    void quit_ends_the_view_and_the_shell() {
        assertThat(commands.run("quit")).isEqualTo(After.CLOSE);
        assertThat(session.over()).isTrue();
    }

    @Test
    void a_view_within_has_been_read_already() {
        ui.shows = true;
        assertThat(commands.run("leaders")).isEqualTo(After.RETURN);
        assertThat(commands.run("watch ls /app")).isEqualTo(After.RETURN);
        assertThat(commands.run("watch ls /app; ls /app")).isEqualTo(After.READ);
        ui.shows = false;
        assertThat(commands.run("leaders")).isEqualTo(After.READ);
        assertThat(printed()).contains("orders");
    }

    @Test
    void an_interrupt_ends_the_command() throws Exception {
        commands.interrupt(); // nothing to end
        CompletableFuture<After> running = CompletableFuture.supplyAsync(() -> commands.run("stat /slow"));
        assertThat(slow.await(10, TimeUnit.SECONDS)).isTrue();
        commands.interrupt();
        assertThat(running.get(10, TimeUnit.SECONDS)).isEqualTo(After.READ);
        assertThat(ui.reclaimed).containsExactly(true);
    }
}
