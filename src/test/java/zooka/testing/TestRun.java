package zooka.testing;

import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import zooka.commands.Action;
import zooka.commands.Clusters;
import zooka.commands.Context;
import zooka.commands.Invocation;
import zooka.commands.result.Result;
import zooka.commands.undo.Journal;

/** Runs commands as they are typed, on the clusters of a test, at {@link #NOW}. */
public final class TestRun {

    public static final Instant NOW = Instant.parse("2026-03-01T14:02:03Z");

    private final Clusters clusters;
    private final List<String> missing = new ArrayList<>();

    public TestRun(Clusters clusters) {
        this.clusters = clusters;
    }

    /** What the commands said is missing from their results. */
    public List<String> missing() {
        return missing;
    }

    public Context context() {
        Context.Remarks remarks = new Context.Remarks() {
            @Override
            public void incomplete(String what) {
                missing.add(what);
            }

            @Override
            public void no() {
                missing.add("no");
            }

            @Override
            public void fault(String what) {
                missing.add("fault: " + what);
            }

            @Override
            public void note(String text) {}

            @Override
            public void warn(String text) {
                missing.add(text);
            }
        };
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        return new Context(
                clusters, "/", clock, InputStream.nullInputStream(), remarks, Journal.NONE, Context.Secrets.NONE);
    }

    public Result query(String... words) {
        return ((Action.Query) action(words)).run(context());
    }

    public Result.Table table(String... words) {
        return (Result.Table) query(words);
    }

    public Result.Flow follow(String... words) {
        return ((Action.Follow) action(words)).follow(context());
    }

    public static Action action(String... words) {
        return Invocation.of(List.of(words)).action();
    }
}
