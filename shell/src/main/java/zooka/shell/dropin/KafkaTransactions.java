package zooka.shell.dropin;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import zooka.clients.Failure;

/** {@code kafka-transactions}: shows transactions and their producers, finds those that hang, and aborts them. */
final class KafkaTransactions implements Tool {

    private static final String NONE = "None";
    private static final String UNKNOWN = "-1";
    private static final long MINUTE = 60_000;

    /** From so many milliseconds on seconds are exact enough. */
    private static final long SECONDS = 1_000_000_000;

    private static final List<String> ACTIONS =
            List.of("list", "describe", "describe-producers", "find-hanging", "abort");

    @Override
    public StockOptions options() {
        return new StockOptions()
                .words()
                .values("transactional-id", "topic", "partition", "broker-id", "max-transaction-timeout")
                .values(
                        "start-offset",
                        "producer-id",
                        "producer-epoch",
                        "coordinator-epoch",
                        "duration-filter",
                        "transactional-id-pattern")
                .refused("zooka transaction abort ends one partition's transaction", "transactionalId");
    }

    private static String action(StockLine line) {
        List<String> words = line.words();
        if (words.size() != 1 || !ACTIONS.contains(words.get(0))) {
            throw Failure.usage("kafka-transactions " + String.join(" ", words) + " is not supported")
                    .hint("commands: " + String.join(", ", ACTIONS));
        }
        return words.get(0);
    }

    @Override
    public void check(StockLine line) {
        String action = action(line);
        for (String option : List.of("partition", "broker-id", "max-transaction-timeout", "duration-filter")) {
            line.number(option);
        }
        switch (action) {
            case "describe" -> line.one("transaction", "transactional-id");
            case "describe-producers", "abort" -> {
                line.one("topic", "topic");
                line.one("partition", "partition");
            }
            case "find-hanging" -> {
                if (line.givenOf("topic", "broker-id").isEmpty()) {
                    throw Failure.usage("find-hanging requires --topic or --broker-id");
                }
                line.onlyWith("partition", "topic");
            }
            case "list" -> pattern(line);
            default -> throw new IllegalStateException(action);
        }
        if (action.equals("abort") && !line.has("start-offset")) {
            line.one("transaction", "producer-id");
            line.onlyWith("producer-id", "producer-epoch");
            line.onlyWith("producer-id", "coordinator-epoch");
        }
    }

    /** The expression that matches the ids that are listed; it is empty for all. */
    private static Optional<Pattern> pattern(StockLine line) {
        Optional<String> text = line.value("transactional-id-pattern");
        try {
            return text.map(Pattern::compile);
        } catch (PatternSyntaxException e) {
            throw Failure.usage("invalid regular expression '" + text.orElse("") + "'")
                    .cause(e);
        }
    }

    @Override
    public void run(StockLine line, Shell shell, StockOutput out) {
        switch (action(line)) {
            case "list" -> list(line, shell, out);
            case "describe" -> describe(line, shell, out);
            case "describe-producers" -> producers(line, shell, out);
            case "find-hanging" -> hanging(line, shell, out);
            default -> abort(line, shell);
        }
    }

    private static void list(StockLine line, Shell shell, StockOutput out) {
        List<String> words = new ArrayList<>(List.of("transaction", "list"));
        long longer = line.number("duration-filter").orElse(-1L);
        if (longer > 0) {
            // A duration has nine digits at most.
            words.add("--older-than=" + (longer < SECONDS ? longer + "ms" : longer / 1000 + "s"));
        }
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"TransactionalId", "Coordinator", "ProducerId", "TransactionState"});
        Optional<Pattern> wanted = pattern(line);
        for (Item each : shell.items(words)) {
            String id = each.text("transactionalId");
            if (wanted.isEmpty() || wanted.get().matcher(id).matches()) {
                rows.add(new String[] {id, each.text("coordinator"), each.text("producerId"), each.text("state")});
            }
        }
        out.table(rows);
    }

    private static void describe(StockLine line, Shell shell, StockOutput out) {
        List<String> words = new ArrayList<>(List.of("transaction", "describe", "--"));
        words.add(line.value("transactional-id").orElseThrow());
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {
            "CoordinatorId",
            "TransactionalId",
            "ProducerId",
            "ProducerEpoch",
            "TransactionState",
            "TransactionTimeoutMs",
            "CurrentTransactionStartTimeMs",
            "TransactionDurationMs",
            "TopicPartitions"
        });
        for (Item each : shell.items(words)) {
            boolean open = each.has("started");
            rows.add(new String[] {
                each.text("coordinator"),
                each.text("transactionalId"),
                each.text("producerId"),
                each.text("producerEpoch"),
                each.text("state"),
                Long.toString((long) Double.parseDouble(each.text("timeoutMs", "0"))),
                each.text("started", NONE),
                open ? Long.toString(Clock.systemUTC().millis() - each.number("started")) : NONE,
                each.text("partitions")
            });
        }
        out.table(rows);
    }

    private static String partition(StockLine line) {
        return line.value("topic").orElseThrow() + ":" + line.value("partition").orElse("*");
    }

    private static void producers(StockLine line, Shell shell, StockOutput out) {
        List<String> words = new ArrayList<>(List.of("transaction", "producers"));
        line.value("broker-id").ifPresent(broker -> words.add("--broker=" + broker));
        words.addAll(List.of("--", partition(line)));
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {
            "ProducerId",
            "ProducerEpoch",
            "LatestCoordinatorEpoch",
            "LastSequence",
            "LastTimestamp",
            "CurrentTransactionStartOffset"
        });
        for (Item each : shell.items(words)) {
            rows.add(new String[] {
                each.text("producerId"),
                each.text("producerEpoch"),
                each.text("coordinatorEpoch", UNKNOWN),
                each.text("lastSequence", UNKNOWN),
                each.text("lastTimestamp", UNKNOWN),
                each.text("startOffset", NONE)
            });
        }
        out.table(rows);
    }

    private static void hanging(StockLine line, Shell shell, StockOutput out) {
        List<String> words = new ArrayList<>(List.of("transaction", "hanging"));
        line.value("broker-id").ifPresent(broker -> words.add("--broker=" + broker));
        line.value("max-transaction-timeout")
                .ifPresent(minutes -> words.add("--max-transaction-timeout=" + minutes + "m"));
        if (line.has("topic")) {
            words.addAll(List.of("--", partition(line)));
        }
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {
            "Topic",
            "Partition",
            "ProducerId",
            "ProducerEpoch",
            "CoordinatorEpoch",
            "StartOffset",
            "LastTimestamp",
            "Duration(min)"
        });
        for (Item each : shell.items(words)) {
            long since = Clock.systemUTC().millis() - each.number("lastTimestamp");
            rows.add(new String[] {
                each.text("topic"),
                each.text("partition"),
                each.text("producerId"),
                each.text("producerEpoch"),
                each.text("coordinatorEpoch", UNKNOWN),
                each.text("startOffset", UNKNOWN),
                each.text("lastTimestamp", UNKNOWN),
                Long.toString(since / MINUTE)
            });
        }
        out.table(rows);
    }

    private static void abort(StockLine line, Shell shell) {
        List<String> words = new ArrayList<>(List.of("transaction", "abort"));
        for (String option : List.of("start-offset", "producer-id", "producer-epoch", "coordinator-epoch")) {
            line.value(option).ifPresent(value -> words.add("--" + option + "=" + value));
        }
        words.addAll(List.of("--", partition(line)));
        shell.items(words);
    }
}
