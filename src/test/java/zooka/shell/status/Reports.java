package zooka.shell.status;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Health;
import zooka.commands.result.Severity;
import zooka.commands.status.Finding;
import zooka.commands.status.Part;
import zooka.commands.status.StatusReport;

/** Reports that tests draw. */
public final class Reports {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    static final Part ZOOKEEPER = new Part(
            "ZooKeeper",
            "zookeeper",
            Health.HEALTHY,
            List.of(
                    said("3 of 3"),
                    said("zk-2:2181 leads"),
                    Field.of("zxid", "zxid", Cell.text("0x5000004a2")),
                    Field.of("zxidLag", "lag", Cell.count(0)),
                    Field.of("latencyMs", "latency", new Cell.Millis(1)),
                    Field.of("znodes", "znodes", Cell.count(1_204))),
            List.of());

    private Reports() {}

    private static Part groups(String late) {
        return new Part(
                "Groups",
                "groups",
                Health.DEGRADED,
                List.of(said("7 groups"), said("1 lagging, at most 48,211 records")),
                List.of(new Finding(
                        Severity.WARNING,
                        "group-lag",
                        late,
                        late + " lags 48,211 on app-logs, growing 900/s",
                        "group lag " + late,
                        Optional.empty())));
    }

    private static Field said(String text) {
        return Field.of("", "", Cell.text(text));
    }

    static Part kafka(Health health, int online, Finding... findings) {
        return new Part(
                "Kafka",
                "kafka",
                health,
                List.of(
                        said(online + " of 3"),
                        said("controller 1 (epoch 14)"),
                        Field.of("brokers", "", Cell.count(3)),
                        Field.of("topics", "topics", Cell.count(6)),
                        Field.of("partitions", "partitions", Cell.count(96))),
                List.of(findings));
    }

    public static StatusReport healthy(Instant when) {
        Finding elect = new Finding(
                Severity.INFO,
                "not-preferred",
                "cluster",
                "1 partition is not led by its preferred replica",
                "partition elect",
                Optional.empty());
        return new StatusReport("sandbox", when, List.of(ZOOKEEPER, kafka(Health.HEALTHY, 3, elect)), List.of());
    }

    /** Broker 2 has been offline for three seconds. */
    static StatusReport brokerOffline(Instant when) {
        return brokerOffline(when, "orders", "billing");
    }

    /** The same with a topic and a group of other names. */
    static StatusReport brokerOffline(Instant when, String topic, String group) {
        Instant since = when.minus(Duration.ofSeconds(3));
        return new StatusReport(
                "sandbox",
                when,
                List.of(
                        ZOOKEEPER,
                        kafka(
                                Health.UNHEALTHY,
                                2,
                                new Finding(
                                        Severity.CRITICAL,
                                        "no-leader",
                                        topic + "-0",
                                        topic + "-0 has no leader (its only in-sync replica, broker 2, is offline)",
                                        "start broker 2; or, losing records: partition elect " + topic + "-0 --unclean",
                                        Optional.of(since)),
                                new Finding(
                                        Severity.WARNING,
                                        "under-replicated",
                                        "broker 2",
                                        "64 under-replicated partitions (broker 2 offline)",
                                        "start broker 2",
                                        Optional.of(since))),
                        groups(group)),
                List.of("broker 2: timed out"));
    }

    static StatusReport unreachable(Instant when) {
        Finding finding = new Finding(
                Severity.CRITICAL,
                "unreachable",
                "Kafka",
                "Kafka does not answer: no broker answers",
                "",
                Optional.empty());
        Part kafka =
                new Part("Kafka", "kafka", Health.UNREACHABLE, List.of(said("no broker answers")), List.of(finding));
        return new StatusReport("sandbox", when, List.of(ZOOKEEPER, kafka), List.of());
    }

    /** With a group of that name, which lags. */
    static StatusReport named(String group, Instant when) {
        Finding lag = new Finding(
                Severity.INFO, "group-lag", group, group + " lags 1,200 on a", "group lag " + group, Optional.empty());
        return new StatusReport(
                "sandbox",
                when,
                List.of(new Part("Groups", "groups", Health.HEALTHY, List.of(), List.of(lag))),
                List.of());
    }
}
