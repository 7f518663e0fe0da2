package zooka.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.clients.profile.Protection;
import zooka.commands.action.Clusters;
import zooka.commands.action.CommonOptions;
import zooka.commands.undo.Journal;
import zooka.shell.dropin.DropIn;
import zooka.shell.dropin.StockOutput;
import zooka.shell.options.Options;
import zooka.shell.options.Sources;
import zooka.shell.options.Target;
import zooka.shell.options.TargetResolver;
import zooka.shell.prompt.LineCompletion;
import zooka.shell.render.Output;
import zooka.shell.run.Answers;
import zooka.shell.run.OneShotInterface;
import zooka.shell.run.Session;
import zooka.shell.run.Stderr;
import zooka.shell.run.Streams;

/** Runs lines of stock tools on the clusters of a test, at {@link TestRun#NOW}, as the program does. */
public final class StockRun {

    private final Clusters clusters;
    private byte[] stdin = {};

    public StockRun(Clusters clusters) {
        this.clusters = clusters;
    }

    /** With this text on stdin. */
    public StockRun stdin(String text) {
        stdin = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    /**
     * How a line ended.
     *
     * @param code zooka's own exit code
     */
    public record Ended(int code, String out, String err) {}

    /** Runs a line: the tool's name and its arguments. */
    public Ended run(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams = new Streams(
                new ByteArrayInputStream(stdin),
                Output.to(out, "stdout"),
                Stderr.to(err),
                false,
                false,
                false,
                false,
                true);
        int code;
        try {
            DropIn line = DropIn.of(List.of(words));
            Answers answers =
                    new Answers(session(), streams, new OneShotInterface(streams, Map.of(), false, LineCompletion::of));
            line.run(answers, new StockOutput(streams.out(), false));
            code = answers.code();
        } catch (Failure e) {
            streams.err().println("error: " + e.getMessage());
            e.hint().ifPresent(hint -> streams.err().println("hint: " + hint));
            code = e.kind().exitCode();
        }
        streams.out().flush();
        streams.err().flush();
        return new Ended(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** What a line prints that succeeds. */
    public String out(String... words) {
        Ended ended = run(words);
        if (ended.code() != 0) {
            throw new AssertionError(String.join(" ", words) + ": " + ended);
        }
        return ended.out();
    }

    /** Not closed, because the clusters are the test's: a session whose changes are made without a question, as those of stock tools are. */
    private Session session() {
        CommonOptions yes = new CommonOptions(Optional.empty(), false, true, false, false, false);
        return new Session(
                new Target(clusters.profile(), yes, Protection.NONE, List.of()),
                new TargetResolver(Sources.of(
                        Options.parse(new String[] {"--config", "/nosuch/config.yaml"}),
                        Map.of(),
                        Optional.empty(),
                        Optional::empty)),
                profile -> clusters,
                Clock.fixed(TestRun.NOW, ZoneOffset.UTC),
                false,
                Journal.NONE);
    }
}
