package zooka.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zooka.clients.Failure;
import zooka.clients.net.Deadline;
import zooka.sandbox.Mode;
import zooka.shell.dropin.DropIn;
import zooka.stock.KafkaCases.Alike;
import zooka.stock.KafkaCases.Otherwise;
import zooka.stock.KafkaCases.Refused;
import zooka.testing.KafkaRun;
import zooka.testing.OnServers;
import zooka.testing.StockLines;
import zooka.testing.StockLines.ToolLine;
import zooka.testing.StockRun;
import zooka.testing.StockTools;

/**
 * Lines of Kafka's own tools, run through these and through zooka on the same brokers. The tables are {@link KafkaReads},
 * {@link KafkaChanges} and {@link KafkaCases}. The tools are those of Kafka 4, which speak to the brokers of both modes. Both modes are
 * played at once, and of each the stock tools run only the lines that are compared: they take ten times as long.
 */
@OnServers
@Timeout(300)
final class KafkaCasesTest {

    /** What all prefixes begin with. */
    private static final String LEFT = "case";

    private static final String COMMON = LEFT + "common";

    /** How long brokers may take to tell each other what was changed. */
    private static final Duration SETTLING = Duration.ofSeconds(5);

    private static final long INTERVAL_MILLIS = 100;

    /** What the help of the stock tools names; some have it in subcommands. */
    private static final Map<String, List<String>> HELP = Map.of(
            "kafka-metadata-quorum", List.of("--help", "describe --help"),
            "kafka-features", List.of("--help", "describe --help"),
            "kafka-transactions",
                    List.of(
                            "--help",
                            "list --help",
                            "describe --help",
                            "describe-producers --help",
                            "find-hanging --help",
                            "abort --help"));

    private static final Pattern OPTION = Pattern.compile("(?m)^ {0,4}(?:-\\w, *)?--([a-zA-Z][a-zA-Z.-]+)");

    private static final Pattern CONFIGS = Pattern.compile("(?<=\tConfigs: )[^\n]+");

    @TempDir
    static Path folder;

    private static final Map<Mode, Play> PLAYS = new EnumMap<>(Mode.class);

    /** How a case ended on both sides. */
    private record Ended(StockTools.Run stock, StockRun.Ended zooka, StockLines theirs, StockLines ours) {

        String theirOut() {
            return theirs.same(stock.out());
        }

        String ourOut() {
            return ours.same(zooka.out());
        }
    }

    /** All cases of a mode. */
    private static final class Play implements AutoCloseable {
        private final Mode mode;
        private final KafkaRun kafka;
        private final StockTools stock;
        private final StockRun zooka;
        private final IdentityHashMap<Object, Ended> ended = new IdentityHashMap<>();
        private CompletableFuture<Void> end = CompletableFuture.completedFuture(null);
        private KafkaEffects effects;

        Play(Mode mode) {
            this.mode = mode;
            this.kafka = KafkaRun.on(mode);
            this.stock = new StockTools(StockTools.Version.V4, KafkaRun.bootstrap(mode));
            this.zooka = new StockRun(kafka.clusters());
        }

        /** Begins to run all of them. */
        Play begin() {
            end = CompletableFuture.runAsync(this::playAll);
            return this;
        }

        /** Waits until all are run. */
        Play join() {
            end.join();
            return this;
        }

        private void playAll() {
            List<Alike> reads = in(KafkaReads.ALIKE, Alike::modes);
            StockLines common = lines(COMMON);
            KafkaReads.PREPARATION.forEach(line -> {
                StockTools.Run run = stock(line, common);
                assertThat(run.code()).as(mode + ": " + line + "\n" + run).isZero();
            });
            play(reads, Alike::lines, each -> common, each -> common);

            List<Alike> changes = in(KafkaChanges.ALIKE, Alike::modes);
            List<Refused> refused = in(KafkaCases.REFUSED, Refused::modes);
            List<Otherwise> otherwise = in(KafkaCases.OTHERWISE, Otherwise::modes);
            play(changes, Alike::lines, i -> lines(prefix('s', 'c', i)), i -> lines(prefix('z', 'c', i)));
            play(refused, Refused::lines, i -> lines(prefix('s', 'r', i)), i -> lines(prefix('z', 'r', i)));
            play(otherwise, Otherwise::lines, i -> lines(prefix('s', 'o', i)), i -> lines(prefix('z', 'o', i)));
            Deadline settled = Deadline.in(SETTLING);
            effects = KafkaEffects.read(kafka, LEFT);
            while (!isAlike(changes) && !settled.passed()) {
                settled.within(INTERVAL_MILLIS).await();
                effects = KafkaEffects.read(kafka, LEFT);
            }
        }

        private boolean isAlike(List<Alike> changes) {
            return changes.stream().allMatch(change -> theirEffect(change).equals(ourEffect(change)));
        }

        List<String> theirEffect(Object one) {
            return effects.of(ended.get(one).theirs().prefix());
        }

        List<String> ourEffect(Object one) {
            return effects.of(ended.get(one).ours().prefix());
        }

        private <T> List<T> in(List<T> cases, Function<T, Set<Mode>> modes) {
            return cases.stream().filter(one -> modes.apply(one).contains(mode)).toList();
        }

        private StockLines lines(String prefix) {
            try {
                Path own = folder.resolve(mode.word() + "-" + prefix);
                Files.createDirectories(own);
                return new StockLines(prefix, own);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Runs the preparing lines of all cases, one after the other of each, and the compared lines when these are known everywhere. */
        private <T> void play(
                List<T> cases,
                Function<T, List<String>> lines,
                IntFunction<StockLines> theirs,
                IntFunction<StockLines> ours) {
            int most = cases.stream()
                    .mapToInt(one -> lines.apply(one).size())
                    .max()
                    .orElse(0);
            for (int step = 0; step < most - 1; step++) {
                for (int i = 0; i < cases.size(); i++) {
                    List<String> own = lines.apply(cases.get(i));
                    if (step < own.size() - 1) {
                        prepare(own.get(step), theirs.apply(i));
                        prepare(own.get(step), ours.apply(i));
                    }
                }
            }
            for (int i = 0; i < cases.size(); i++) {
                List<String> own = lines.apply(cases.get(i));
                String last = own.get(own.size() - 1);
                StockTools.Run run = stock(last, theirs.apply(i));
                ended.put(cases.get(i), new Ended(run, zooka(last, ours.apply(i)), theirs.apply(i), ours.apply(i)));
            }
        }

        private void prepare(String line, StockLines side) {
            StockRun.Ended run = zooka(line, side);
            assertThat(run.code())
                    .as(mode + ", preparing: " + line + "\n" + run)
                    .isZero();
        }

        private StockTools.Run stock(String line, StockLines side) {
            Optional<ToolLine> read = side.read(line);
            return read.map(own ->
                            stock.tool(own.tool(), own.stdin(), own.words().toArray(String[]::new)))
                    .orElse(new StockTools.Run(0, "", ""));
        }

        private StockRun.Ended zooka(String line, StockLines side) {
            Optional<ToolLine> read = side.read(line);
            if (read.isEmpty()) {
                return new StockRun.Ended(0, "", "");
            }
            List<String> words = new ArrayList<>(read.get().words());
            words.add(0, read.get().tool());
            return zooka.stdin(read.get().stdin()).run(words.toArray(String[]::new));
        }

        /** Removes what the cases have left on the shared servers. */
        private void clean() {
            kafka.delete(LEFT + "*");
            for (Map<String, Object> group : kafka.run().rows("group", "list")) {
                if (((String) group.get("group")).startsWith(LEFT)) {
                    cleanGroup("group delete " + group.get("group"));
                }
            }
            for (Map<String, Object> quota : kafka.run().rows("quota", "list")) {
                String user = String.valueOf(quota.get("user"));
                String client = String.valueOf(quota.get("clientId"));
                if (user.startsWith(LEFT) || client.startsWith(LEFT)) {
                    kafka.change("quota alter" + (user.equals("null") ? "" : " --user " + user)
                            + (client.equals("null") ? "" : " --client-id " + client) + " --delete "
                            + quota.get("key"));
                }
            }
            for (Map<String, Object> user : kafka.run().rows("user", "list")) {
                if (((String) user.get("user")).startsWith(LEFT)) {
                    kafka.change("user alter " + user.get("user") + " --delete " + user.get("mechanism"));
                }
            }
            TreeSet<String> principals = new TreeSet<>();
            kafka.run().rows("acl", "list").forEach(rule -> principals.add((String) rule.get("principal")));
            principals.removeIf(principal -> !principal.startsWith("User:" + LEFT));
            principals.forEach(principal -> kafka.change("acl delete --principal " + principal));
        }

        /** The coordinator forgets a group by itself when the topics of its offsets are gone. */
        private void cleanGroup(String line) {
            try {
                String unused = kafka.change(line);
            } catch (Failure failure) {
                if (failure.kind() != Failure.Kind.NOT_FOUND) {
                    throw failure;
                }
            }
        }

        @Override
        public void close() {
            end.exceptionally(failure -> null).join(); // the tests tell of a failure
            stock.close();
            clean();
            kafka.close();
        }
    }

    @BeforeAll
    static void play() {
        for (Mode mode : Mode.values()) {
            PLAYS.put(mode, new Play(mode).begin());
        }
    }

    @AfterAll
    static void leave() {
        PLAYS.values().forEach(Play::close);
        PLAYS.clear();
    }

    /** The prefix of a case; those of both sides are of the same length, so that columns are. */
    private static String prefix(char side, char table, int number) {
        return String.format(Locale.ROOT, LEFT + "%c%c%03d", side, table, number);
    }

    private static List<String> lines(String text, Alike alike) {
        String kept = alike.passing().isEmpty() ? text : text.replaceAll(alike.passing(), "");
        // The stock tool shows a topic's configuration in the broker's order, zooka in the alphabet's.
        kept = CONFIGS.matcher(kept)
                .replaceAll(found -> Matcher.quoteReplacement(
                        Stream.of(found.group().split(",", -1)).sorted().collect(Collectors.joining(","))));
        List<String> lines = new ArrayList<>(List.of(kept.split("\n", -1)));
        return alike.ordered()
                ? lines
                : lines.stream().flatMap(KafkaCasesTest::apart).sorted().toList();
    }

    /** The log directories of brokers stand in one line of JSON. */
    private static Stream<String> apart(String line) {
        return line.startsWith("{\"brokers\"")
                ? Stream.of(line.split("(?=\\{\"partitions\":\\[)", -1))
                        .map(directory -> directory.replaceAll("[\\]},]+(\"version\":1\\})?$", ""))
                : Stream.of(line);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void prints_the_same(Mode mode) {
        Play play = PLAYS.get(mode).join();
        List<Alike> all = new ArrayList<>(KafkaReads.ALIKE);
        all.addAll(KafkaChanges.ALIKE);
        SoftAssertions.assertSoftly(softly -> {
            for (Alike alike : play.in(all, Alike::modes)) {
                Ended ended = play.ended.get(alike);
                String what = mode + ": " + String.join("; ", alike.lines()) + "\n"
                        + ended.zooka().err();
                softly.assertThat(lines(ended.ourOut(), alike)).as(what).isEqualTo(lines(ended.theirOut(), alike));
                softly.assertThat(ended.zooka().code()).as(what).isZero();
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void does_the_same(Mode mode) {
        Play play = PLAYS.get(mode).join();
        SoftAssertions.assertSoftly(softly -> {
            for (Alike alike : play.in(KafkaChanges.ALIKE, Alike::modes)) {
                softly.assertThat(play.ourEffect(alike))
                        .as(mode + ": " + String.join("; ", alike.lines()))
                        .isEqualTo(play.theirEffect(alike));
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void refuses_what_the_stock_tools_refuse(Mode mode) {
        Play play = PLAYS.get(mode).join();
        SoftAssertions.assertSoftly(softly -> {
            for (Refused refused : play.in(KafkaCases.REFUSED, Refused::modes)) {
                Ended ended = play.ended.get(refused);
                String what = mode + ": " + String.join("; ", refused.lines()) + "\n"
                        + ended.zooka().err();
                softly.assertThat(ended.stock().code()).as("stock, " + what).isNotZero();
                softly.assertThat(ended.stock().out() + ended.stock().err())
                        .as("stock, " + what)
                        .contains(refused.says());
                softly.assertThat(ended.zooka().code()).as(what).isEqualTo(refused.code());
                softly.assertThat(ended.zooka().err()).as(what).startsWith("error: ");
                softly.assertThat(play.ourEffect(refused))
                        .as("effect of " + what)
                        .isEqualTo(play.theirEffect(refused));
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void differs_on_purpose(Mode mode) {
        Play play = PLAYS.get(mode).join();
        SoftAssertions.assertSoftly(softly -> {
            for (Otherwise otherwise : play.in(KafkaCases.OTHERWISE, Otherwise::modes)) {
                Ended ended = play.ended.get(otherwise);
                String what = mode + ", " + otherwise.reason() + ": " + String.join("; ", otherwise.lines());
                softly.assertThat(ended.stock().code()).as("stock, " + what).isEqualTo(otherwise.stockCode());
                softly.assertThat(ended.theirOut()
                                + ended.theirs().same(ended.stock().err()))
                        .as("stock, " + what)
                        .contains(otherwise.stock());
                softly.assertThat(ended.zooka().code())
                        .as(what + "\n" + ended.zooka().err())
                        .isEqualTo(otherwise.code());
                softly.assertThat(
                                ended.ourOut() + ended.ours().same(ended.zooka().err()))
                        .as(what)
                        .contains(otherwise.zooka());
            }
        });
    }

    @Test
    void every_option_of_the_stock_tools_is_taken_or_refused_by_name() {
        StockTools stock = PLAYS.get(Mode.KRAFT).join().stock;
        SoftAssertions.assertSoftly(softly -> {
            for (String tool : DropIn.names()) {
                Set<String> theirs = new TreeSet<>();
                for (String words : HELP.getOrDefault(tool, List.of("--help"))) {
                    StockTools.Run run = stock.tool(tool, "", words.split(" ", -1));
                    OPTION.matcher(run.out() + run.err()).results().forEach(option -> theirs.add(option.group(1)));
                }
                Set<String> ours = new TreeSet<>();
                OPTION.matcher(DropIn.of(List.of(tool, "--help")).usage())
                        .results()
                        .forEach(option -> ours.add(option.group(1)));
                softly.assertThat(theirs).as(tool).contains("bootstrap-server");
                softly.assertThat(ours).as(tool).containsAll(theirs);
            }
        });
    }
}
