package zooka.commands.kafka;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;
import zooka.commands.Action;
import zooka.commands.Context;
import zooka.commands.Durations;
import zooka.commands.Failure;
import zooka.commands.kafka.client.Records;
import zooka.commands.kafka.client.Records.Message;
import zooka.commands.kafka.client.Records.Start;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Result.Column;
import zooka.commands.result.Result.Pace;
import zooka.commands.result.Result.Row;
import zooka.commands.result.Result.Shape;

/** {@code tail}: the last records of a topic, those from some place on, or those to come. */
@Command(
        name = "tail",
        footer = {
            "",
            "A TIME is RFC 3339 (2026-03-01T14:02:03Z), a date, or a duration ago (10m). Without a zone it is UTC.",
            "",
            "Examples:",
            "  tail app-logs",
            "  tail -f app-logs --grep ERROR",
            "  tail app-logs --from 10m --to 5m --partition 0,3",
            "  tail -n 1 app-logs -o json | jq .headers"
        })
public final class Tail implements Action.Follow {

    private static final long DEFAULT_COUNT = 10;

    @Option(names = "-n", paramLabel = "COUNT", description = "So many records (default 10; with --from all).")
    Long count;

    @Option(names = "-f", description = "Go on with those that come.")
    boolean follow;

    @Option(names = "--from", paramLabel = "PLACE", description = "Begin at: beginning, end, an offset, or a TIME.")
    String from;

    @Option(names = "--to", paramLabel = "TIME", description = "No records of a later time.")
    String to;

    @Option(names = "--partition", paramLabel = "PARTITION", split = ",", description = "Only these partitions.")
    Set<Integer> partitions = Set.of();

    @Option(
            names = "--grep",
            paramLabel = "REGEX",
            description = "Of the records read, those where the key, the value or a header matches.")
    String grep;

    @Option(names = "--headers", description = "Show the headers to people too; JSON always has them.")
    boolean headers;

    @Parameters(paramLabel = "TOPIC", description = "The topic to read.")
    String topic;

    @Override
    public Result.Flow follow(Context context) {
        if (count != null && count < 0) {
            throw Failure.usage("-n " + count + " is less than nothing");
        }
        Predicate<Message> wanted = grep == null ? message -> true : matcher(grep);
        Records.Query query = new Records.Query(
                topic,
                partitions,
                start(context),
                follow,
                to == null ? Optional.empty() : Optional.of(time(context, to)));
        return new Result.Flow(
                List.of(
                        Column.hidden("topic"),
                        Column.of("time", "TIME"),
                        Column.of("partition", "PARTITION"),
                        Column.of("offset", "OFFSET"),
                        Column.of("key", "KEY"),
                        Column.of("value", "VALUE"),
                        headers ? Column.of("headers", "HEADERS") : Column.hidden("headers")),
                rows -> read(context, query, wanted, rows),
                Shape.TABLE,
                follow ? Pace.LIVE : Pace.STREAM);
    }

    private void read(Context context, Records.Query query, Predicate<Message> wanted, Consumer<Row> rows) {
        // With a place to begin, the count bounds what is shown; without one it is the place.
        AtomicLong left = new AtomicLong(from != null && count != null ? count : Long.MAX_VALUE);
        if (left.get() == 0) {
            return;
        }
        try (Records records = context.clusters().records()) {
            records.read(
                    query,
                    message -> {
                        if (!wanted.test(message)) {
                            return true;
                        }
                        rows.accept(row(message));
                        return left.decrementAndGet() > 0;
                    },
                    context.remarks()::incomplete);
        }
    }

    private Start start(Context context) {
        if (from == null) {
            return new Start.Last(count == null ? DEFAULT_COUNT : count);
        }
        switch (from) {
            case "beginning", "earliest" -> {
                return new Start.Beginning();
            }
            case "end", "latest" -> {
                return new Start.End();
            }
            default -> {
                return from.matches("\\d{1,18}")
                        ? new Start.Offset(Long.parseLong(from))
                        : new Start.Time(time(context, from));
            }
        }
    }

    private static Instant time(Context context, String text) {
        try {
            return context.clock().instant().minus(new Durations().convert(text));
        } catch (TypeConversionException e) {
            return moment(text);
        }
    }

    private static Instant moment(String text) {
        try {
            if (text.matches("\\d{4}-\\d\\d-\\d\\d")) {
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            String joined = text.replace(' ', 'T');
            return joined.matches(".*(Z|[+-]\\d\\d:?\\d\\d)")
                    ? OffsetDateTime.parse(joined).toInstant()
                    : LocalDateTime.parse(joined).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw Failure.usage("'" + text + "' is no time")
                    .hint("2026-03-01T14:02:03Z, 2026-03-01, or 10m ago as 10m");
        }
    }

    private static Predicate<Message> matcher(String regex) {
        Pattern pattern;
        try {
            pattern = Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw Failure.usage("--grep: " + e.getDescription() + " in '" + regex + "'")
                    .cause(e);
        }
        return message -> matches(pattern, message.key())
                || matches(pattern, message.value())
                || message.headers().stream()
                        .anyMatch(header -> pattern.matcher(header.name()).find() || matches(pattern, header.value()));
    }

    private static boolean matches(Pattern pattern, Optional<byte[]> bytes) {
        return bytes.isPresent()
                && pattern.matcher(new String(bytes.get(), StandardCharsets.UTF_8))
                        .find();
    }

    private static Row row(Message message) {
        return Row.of(
                Cell.text(message.topic()),
                Cell.at(message.time()),
                Cell.id(message.partition()),
                Cell.count(message.offset()),
                bytes(message.key()),
                bytes(message.value()),
                headers(message.headers()));
    }

    /** An object by name; a name that occurs more than once has all its values. */
    private static Cell headers(List<Records.Header> headers) {
        Map<String, List<Cell>> byName = new LinkedHashMap<>();
        headers.forEach(header ->
                byName.computeIfAbsent(header.name(), name -> new ArrayList<>()).add(bytes(header.value())));
        List<Field> fields = new ArrayList<>();
        byName.forEach((name, values) ->
                fields.add(Field.of(name, name, values.size() == 1 ? values.get(0) : new Cell.Many(values))));
        return new Cell.Group(fields);
    }

    private static Cell bytes(Optional<byte[]> bytes) {
        return Cell.optional(bytes.map(Cell.Bytes::new));
    }
}
