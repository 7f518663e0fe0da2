package zooka.commands.zk.znode;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.net.Deadline;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;
import zooka.commands.text.Durations;

/** {@code wait}: until something holds of a znode. */
@Command(
        name = "wait",
        footer = {
            "",
            "Quote < and > at the prompt and in scripts: 'children>=3'.",
            "",
            "Examples:",
            "  wait /demo/flag exists --timeout 30s",
            "  wait /demo/app/state =ready",
            "  wait /brokers/ids 'children>=3' --timeout 2m"
        })
public final class Wait implements Action.Query {

    private static final List<Column> FIELDS = List.of(Column.of("path", "path"), Column.of("condition", "condition"));

    private static final Pattern CHILDREN = Pattern.compile("children(>=|<=|=)(\\d{1,9})");

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "Exit with 6 if the condition is not met in time; 0 tests it once. Default: no timeout.")
    @Completes(Candidates.FREE_TEXT)
    Duration timeout;

    @Parameters(index = "0", paramLabel = "PATH", description = "The znode, which need not exist yet.")
    @Completes(value = Candidates.ZNODE, asTyped = true)
    String path;

    @Parameters(
            index = "1",
            paramLabel = "CONDITION",
            description = "exists, gone, =VALUE, or children with >=, <= or = and a number.")
    @Completes(Candidates.FREE_TEXT)
    String condition;

    @Override
    public boolean lasts() {
        return true;
    }

    /** How long after it could not be read it is tried again, where no event says that it can. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** The state of the znode, and whether the condition holds. */
    private record Observation(boolean holds, String what, boolean readable) {
        Observation(boolean holds, String what) {
            this(holds, what, true);
        }
    }

    @Override
    public List<Column> fields() {
        return FIELDS;
    }

    @Override
    public Result run(Context context) {
        String absolute = context.path(path);
        Znodes znodes = context.clusters().znodes();
        BlockingQueue<Znodes.Event> events = new LinkedBlockingQueue<>();
        Optional<Deadline> end = Optional.ofNullable(timeout).map(Deadline::in);
        try (Znodes.Watch watch = znodes.watch(absolute, events::add)) {
            Observation found = look(znodes, absolute);
            while (!found.holds()) {
                if (!next(events, absolute, end, found.readable())) {
                    throw Failure.unreachable("timed out: " + absolute + " " + found.what());
                }
                found = look(znodes, absolute);
            }
            return new Result.Change(
                    absolute + " " + found.what(),
                    Optional.empty(),
                    Field.all(FIELDS, Cell.text(absolute), Cell.text(condition)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.interrupted();
        }
    }

    /** Waits for an event that may have changed the answer; false when the time is over. */
    private boolean next(BlockingQueue<Znodes.Event> events, String absolute, Optional<Deadline> end, boolean readable)
            throws InterruptedException {
        while (true) {
            long left = end.isPresent() ? end.get().millis() : Long.MAX_VALUE;
            long most = readable ? Long.MAX_VALUE : PATIENCE.toMillis();
            Znodes.Event event = events.poll(Math.min(most, left), TimeUnit.MILLISECONDS);
            if (event == null) {
                return left > most;
            }
            boolean connection = event.type() == Znodes.Event.Type.DISCONNECTED;
            int slash = event.path().lastIndexOf('/');
            boolean child = event.path().substring(0, Math.max(1, slash)).equals(absolute);
            if (!connection && (child || event.path().equals(absolute))) {
                return true;
            }
        }
    }

    @Override
    public void check() {
        boolean known = condition.equals("exists")
                || condition.equals("gone")
                || condition.startsWith("=")
                || CHILDREN.matcher(condition).matches();
        if (!known) {
            throw Failure.usage("wait: unknown condition '" + condition + "'")
                    .hint("conditions: exists, gone, =VALUE, 'children>=N', 'children<=N', children=N");
        }
    }

    private Observation look(Znodes znodes, String absolute) {
        try {
            return found(znodes, absolute);
        } catch (Failure e) {
            if (e.kind() == Failure.Kind.UNREACHABLE) {
                return new Observation(
                        false, "cannot be read: " + e.getMessage(), false); // until there is another server
            }
            throw e;
        }
    }

    private Observation found(Znodes znodes, String absolute) {
        if (condition.startsWith("=")) {
            return value(znodes.readAll(List.of(absolute)).get(0));
        }
        Optional<Znodes.Stat> stat = znodes.stat(absolute);
        if (condition.equals("exists") || condition.equals("gone")) {
            return new Observation(
                    stat.isPresent() == condition.equals("exists"), stat.isPresent() ? "exists" : "does not exist");
        }
        if (stat.isEmpty()) {
            return new Observation(false, "does not exist");
        }
        Matcher matcher = CHILDREN.matcher(condition);
        if (!matcher.matches()) {
            throw new IllegalStateException(condition);
        }
        int wanted = Integer.parseInt(matcher.group(2));
        int children = stat.get().numChildren();
        boolean holds =
                switch (matcher.group(1)) {
                    case ">=" -> children >= wanted;
                    case "<=" -> children <= wanted;
                    default -> children == wanted;
                };
        return new Observation(holds, "has " + children + (children == 1 ? " child" : " children"));
    }

    private Observation value(Optional<Znodes.Znode> znode) {
        if (znode.isEmpty()) {
            return new Observation(false, "does not exist");
        }
        byte[] wanted = condition.substring(1).getBytes(StandardCharsets.UTF_8);
        boolean holds =
                znode.get().data().filter(data -> Arrays.equals(data, wanted)).isPresent();
        return new Observation(holds, holds ? "has the value" : "has a different value");
    }
}
