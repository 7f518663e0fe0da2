package zooka.testing;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import zooka.clients.Failure;
import zooka.commands.action.Action;
import zooka.commands.action.Clusters;
import zooka.commands.action.Context;
import zooka.commands.action.Invocation;
import zooka.commands.action.Plan;
import zooka.commands.config.Contexts;
import zooka.commands.config.Secrets;
import zooka.commands.recording.Recording;
import zooka.commands.result.Flow;
import zooka.commands.result.Remarks;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.undo.Journal;
import zooka.shell.options.Options;
import zooka.shell.render.Format;
import zooka.shell.render.Output;
import zooka.shell.render.Renderer;
import zooka.shell.render.Screen;

/** Runs commands as they are typed, on the clusters of a test, at {@link #NOW}. */
public final class TestRun {

    public static final Instant NOW = Instant.parse("2026-03-01T14:02:03Z");

    private final Clusters clusters;
    private final List<String> missing = new ArrayList<>();
    private boolean faulty;
    private boolean incomplete;
    private Journal journal = Journal.NONE;
    private Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private Supplier<InputStream> stdin = InputStream::nullInputStream;

    public TestRun(Clusters clusters) {
        this.clusters = clusters;
    }

    /** With a place to keep what changes take. */
    public TestRun with(Journal other) {
        journal = other;
        return this;
    }

    /** At another time, such as that of the servers. */
    public TestRun with(Clock other) {
        clock = other;
        return this;
    }

    public TestRun stdin(String text) {
        return stdin(text.getBytes(StandardCharsets.UTF_8));
    }

    public TestRun stdin(byte[] bytes) {
        byte[] copy = bytes.clone();
        stdin = () -> new ByteArrayInputStream(copy);
        return this;
    }

    /** Once: for a test that does something while it is read. */
    public TestRun stdin(InputStream stream) {
        stdin = () -> stream;
        return this;
    }

    /** What the commands said is missing from their results. */
    public List<String> missing() {
        return missing;
    }

    /** The same, and what is said from now on is apart from it. */
    public List<String> takeMissing() {
        List<String> copy = List.copyOf(missing);
        missing.clear();
        return copy;
    }

    /** What the remarks so far make of the exit code: 1 after a fault, 7 where something is missing, else 0. */
    public int code() {
        if (faulty) {
            return Failure.Kind.FAILED.exitCode();
        }
        return incomplete ? Failure.Kind.PARTIAL.exitCode() : 0;
    }

    public Context context() {
        Remarks remarks = new Remarks() {
            @Override
            public void incomplete(String id, String what) {
                incomplete = true;
                missing.add(what);
            }

            @Override
            public void no() {
                faulty = true;
                missing.add("no");
            }

            @Override
            public void fault(String id, String what) {
                faulty = true;
                missing.add("fault: " + what);
            }

            @Override
            public void note(String id, String text) {}

            @Override
            public void warn(String id, String text) {
                missing.add(text);
            }
        };
        return new Context(
                clusters, "/", clock, stdin.get(), remarks, journal, Secrets.NONE, Contexts.NONE, Options::declared);
    }

    public Result query(String... words) {
        return seen(((Action.Query) action(words)).run(context()));
    }

    /** What people see of it. */
    private static Result seen(Result result) {
        return result instanceof Result.DetailsList several ? several.display() : result;
    }

    public Table table(String... words) {
        return (Table) query(words);
    }

    /** What a query says in JSON, parsed: lists, maps, text, numbers, true, false and null. */
    public Object json(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Output print = Output.to(out, "the test");
        Renderer.of(Format.JSON, print, print, Screen.pipe(NOW)).render(((Action.Query) action(words)).run(context()));
        print.flush();
        try {
            return JSON.std.anyFrom(out.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a query says as an array of objects. */
    @SuppressWarnings("unchecked")
    public List<Map<String, Object>> rows(String... words) {
        return (List<Map<String, Object>>) json(words);
    }

    /** What a query says, as {@link ResultText} tells it. */
    public String told(String... words) {
        Result asked = query(words);
        Result result = asked instanceof Result.InZkCliOrder ordered ? ordered.result() : asked;
        return result instanceof Flow flow ? ResultText.flow(flow) : ResultText.table((Table) result);
    }

    /** The bytes of a document. */
    public byte[] document(String... words) {
        Result result = action(words) instanceof Action.Follow ? followed(words) : query(words);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ((Result.Document) result).body().writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    public Plan plan(String... words) {
        return ((Action.Change) action(words)).plan(context());
    }

    /** Makes a change without a question, with what it takes kept, and gives what was said of it. */
    public String change(String... words) {
        Result made = make(Recording.Person.NONE, words);
        Result result = made instanceof Result.AsZkCli both ? both.result() : made;
        return ((Result.Change) result).what();
    }

    /**
     * Makes a change without a question, with what it takes kept as the shell does it.
     *
     * @param person asked whether to go on without
     */
    public Result make(Recording.Person person, String... words) {
        Invocation invocation = Invocation.of(List.of(words));
        boolean undoable = !(invocation.action() instanceof Action.Change change) || change.undoable();
        try (Recording recording = undoable && !invocation.options().noUndo()
                ? Recording.of(context(), invocation.brief("/"), person)
                : Recording.none(context())) {
            Context given = recording.context();
            if (invocation.action() instanceof Action.Edit edit) {
                Action.Draft draft = edit.read(given);
                return draft.plan().apply(draft.text() + "edited").orElseThrow().make();
            }
            return ((Action.Change) invocation.action()).plan(given).make();
        }
    }

    public Flow follow(String... words) {
        return (Flow) followed(words);
    }

    /** What a follower comes to, in a form of the user's own too. */
    public Result followed(String... words) {
        return ((Action.Follow) action(words)).follow(context());
    }

    public static Action action(String... words) {
        return Invocation.of(List.of(words)).action();
    }
}
