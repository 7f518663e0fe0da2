package zooka.commands.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import zooka.clients.profile.ClientSettings;
import zooka.clients.profile.Profile;
import zooka.commands.LiveClusters;
import zooka.testing.TestRun;

/**
 * What the doctor said of servers.
 *
 * @param rows its steps as JSON has them
 * @param said what it said beside them
 * @param took how long it took
 */
record Examination(List<Map<String, Object>> rows, List<String> said, Duration took) {

    /** It ends by itself after 2.5 s; a machine that is busy with other things may take as long again. */
    private static final Duration BOUND = Duration.ofSeconds(5);

    private static final Duration LONGER = Duration.ofSeconds(9);

    /** The ensemble or the brokers, each empty where it is not named. */
    static Examination of(String zookeeper, String bootstrap, ClientSettings access) {
        // What is well ends by itself; on a machine that is busy with other things it may take longer than it has.
        return of(zookeeper, bootstrap, access, Clock.systemUTC(), "--within", "6s");
    }

    static Examination of(String zookeeper, String bootstrap, ClientSettings access, Clock clock, String... options) {
        Profile profile = new Profile("test", named(zookeeper), named(bootstrap), access, Duration.ofSeconds(5), false);
        try (LiveClusters clusters = new LiveClusters(profile, notice -> {})) {
            TestRun run = new TestRun(clusters).with(clock);
            String[] words = new String[options.length + 1];
            words[0] = "doctor";
            System.arraycopy(options, 0, words, 1, options.length);
            long begun = System.nanoTime();
            List<Map<String, Object>> rows = run.rows(words);
            Examination examined =
                    new Examination(rows, List.copyOf(run.missing()), Duration.ofNanos(System.nanoTime() - begun));
            assertThat(examined.took).as(examined.text()).isLessThan(options.length == 0 ? BOUND : LONGER);
            return examined;
        }
    }

    /** With the time that it has by itself. */
    static Examination inTime(String zookeeper, String bootstrap) {
        return of(zookeeper, bootstrap, ClientSettings.OPEN, Clock.systemUTC());
    }

    static Examination zookeeper(String zookeeper) {
        return of(zookeeper, "", ClientSettings.OPEN);
    }

    static Examination brokers(String bootstrap) {
        return of("", bootstrap, ClientSettings.OPEN);
    }

    private static Optional<String> named(String servers) {
        return Optional.of(servers).filter(text -> !text.isEmpty());
    }

    private static String cell(Map<String, Object> row, String key) {
        return Objects.toString(row.get(key), "");
    }

    /** A step that has that fault, and in what was seen and its remedy those words; it is said on stderr, too. */
    Examination finds(String step, String fault, String... words) {
        List<Map<String, Object>> found = rows.stream()
                .filter(row ->
                        cell(row, "step").equals(step) && cell(row, "fault").equals(fault))
                .filter(row -> Stream.of(words).allMatch((cell(row, "detail") + "\n" + cell(row, "remedy"))::contains))
                .toList();
        assertThat(found).as(text()).isNotEmpty();
        Map<String, Object> row = found.get(0);
        if (cell(row, "result").equals("failed")) {
            assertThat(said)
                    .as(text())
                    .anyMatch(line -> line.startsWith("fault: ") && line.contains(cell(row, "detail")));
        }
        return this;
    }

    /** Nothing but that is wrong. */
    Examination only(String... faults) {
        assertThat(rows.stream()
                        .filter(row -> cell(row, "result").equals("failed"))
                        .map(row -> cell(row, "fault"))
                        .distinct())
                .as(text())
                .containsExactlyInAnyOrder(faults);
        return this;
    }

    /** Nothing is wrong, and every step was taken. */
    Examination healthy() {
        assertThat(said).as(text()).isEmpty();
        assertThat(rows).as(text()).allMatch(row -> List.of("ok", "warning").contains(cell(row, "result")));
        return this;
    }

    /** What was seen in a step of a server; empty where there is no such step. */
    String seen(String server, String step) {
        return rows.stream()
                .filter(row ->
                        cell(row, "server").equals(server) && cell(row, "step").equals(step))
                .map(row -> cell(row, "detail"))
                .findFirst()
                .orElse("");
    }

    String remedy(String fault) {
        return rows.stream()
                .filter(row -> cell(row, "fault").equals(fault))
                .map(row -> cell(row, "remedy"))
                .findFirst()
                .orElse("");
    }

    String text() {
        return rows.stream().map(Object::toString).collect(Collectors.joining("\n", "\n", "\n")) + said + " " + took;
    }
}
