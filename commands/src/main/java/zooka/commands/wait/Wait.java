package zooka.commands.wait;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.net.Deadline;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;
import zooka.commands.text.Durations;
import zooka.commands.wait.Condition.Follower;
import zooka.commands.wait.Condition.Observation;

/** {@code wait}: until something holds of a znode, a cluster, a group or an ensemble. */
@Command(
        name = "wait",
        footer = {
            "",
            "PATH exists|gone|=VALUE|'children>=N'        a znode",
            "healthy                                      the cluster, with its ensemble or quorum",
            "broker ID online|offline",
            "topic NAME exists|gone|'partitions>=N'",
            "partition NAME-N online|offline|leader=ID|'isr>=N'",
            "group NAME stable|empty|gone|'lag<N'         the lag on all its partitions together",
            "ensemble N/M                                 N of M voters are in sync",
            "moves done                                   no reassignment is in progress",
            "",
            "Quote < and > at the prompt and in scripts: 'children>=3'. Comparisons: >= <= = < >.",
            "",
            "Examples:",
            "  wait /demo/flag exists --timeout 30s",
            "  wait /demo/app/state =ready",
            "  wait /brokers/ids 'children>=3' --timeout 2m",
            "  wait broker 2 online --timeout 5m",
            "  wait healthy --stable 30s --timeout 10m",
            "  wait group billing 'lag<100' --timeout 1h"
        })
public final class Wait implements Action.Query {

    private static final List<Column> FIELDS = List.of(
            Column.of("subject", "subject"),
            Column.jsonOnly("path"),
            Column.of("condition", "condition"),
            Column.of("state", "state"));

    /** How long after it could not be read it is tried again, where no event says that it can. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "Exit with 6 if the condition is not met in time; 0 tests it once. Default: no timeout.")
    @Completes(Candidates.FREE_TEXT)
    Duration timeout;

    @Option(
            names = "--stable",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "The condition must hold for so long without interruption.")
    @Completes(Candidates.FREE_TEXT)
    Duration stable;

    @Parameters(
            index = "0..*",
            arity = "1..*",
            paramLabel = "CONDITION",
            description = "A znode or another subject, and what is awaited of it.")
    @Completes(value = Candidates.ZNODE, asTyped = true)
    List<String> words = List.of();

    @Override
    public boolean lasts() {
        return true;
    }

    @Override
    public List<Column> fields() {
        return FIELDS;
    }

    @Override
    public void check() {
        Durations.requirePositive("--stable", stable);
        Condition unused = Condition.of(words);
    }

    @Override
    public Result run(Context context) {
        Condition condition = Condition.of(words);
        String subject = condition.subject(context);
        Observation met = await(context, condition, subject);
        return new Result.Change(
                subject + " " + met.what(),
                Optional.empty(),
                Field.all(
                        FIELDS,
                        Cell.text(subject),
                        condition.isOfZnode() ? Cell.text(subject) : Cell.missing(),
                        Cell.text(words.get(words.size() - 1)),
                        Cell.text(met.what())));
    }

    private Observation await(Context context, Condition condition, String subject) {
        BlockingQueue<Boolean> news = new LinkedBlockingQueue<>(1);
        Optional<Deadline> end = Optional.ofNullable(timeout).map(Deadline::in);
        Optional<Deadline> steady = Optional.empty();
        try (Follower follower = condition.follow(context, () -> news.offer(true))) {
            while (true) {
                Observation found = follower.look();
                if (!found.holds()) {
                    steady = Optional.empty();
                } else if (stable == null || steady.filter(Deadline::passed).isPresent()) {
                    return found;
                } else if (steady.isEmpty()) {
                    steady = Optional.of(Deadline.in(stable));
                }
                if (end.filter(Deadline::passed).isPresent()) {
                    throw Failure.unreachable("timed out: " + subject + " " + found.what()
                            + (found.holds() ? ", but not for " + stable.toSeconds() + " s yet" : ""));
                }
                context.remarks().progress(subject + " " + found.what());
                Optional<Duration> pause = found.readable() ? follower.interval() : Optional.of(PATIENCE);
                long most = pause.map(Duration::toMillis).orElse(Long.MAX_VALUE);
                long left = end.map(Deadline::millis).orElse(Long.MAX_VALUE);
                long calm = steady.map(Deadline::millis).orElse(Long.MAX_VALUE);
                Boolean unused = news.poll(Math.min(most, Math.min(left, calm)), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.interrupted().cause(e);
        }
    }
}
