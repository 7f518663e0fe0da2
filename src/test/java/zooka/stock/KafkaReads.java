package zooka.stock;

import static zooka.stock.KafkaCases.alike;

import java.util.List;
import zooka.sandbox.Mode;
import zooka.stock.KafkaCases.Alike;

/** Lines that change nothing. Both tools run them on the same topics, groups and quotas, which {@link #PREPARATION} makes. */
final class KafkaReads {

    private KafkaReads() {}

    /** Run once, by the stock tools. */
    static final List<String> PREPARATION = List.of(
            KafkaCases.CREATE,
            "kafka-topics --create --topic @b --replica-assignment 3:1 --config retention.ms=86400000"
                    + " --config cleanup.policy=compact",
            KafkaCases.CREATE_ONE,
            "kafka-console-producer --sync --topic @one --reader-property parse.key=true --reader-property key.separator=:"
                    + " << k1:one\nk2:two\nk3:three\n",
            "kafka-console-producer --sync --topic @one --reader-property parse.headers=true << h1:v1,h2:v2\twith headers\n",
            KafkaCases.COMMIT,
            "kafka-consumer-groups --reset-offsets --group @g --topic @one --to-offset 2 --execute",
            "kafka-consumer-groups --reset-offsets --group @h --topic @a:0 --to-earliest --execute",
            "kafka-configs --alter --user @u --add-config producer_byte_rate=1024,consumer_byte_rate=20000000",
            "kafka-configs --alter --user @u --client @c --add-config request_percentage=150",
            "kafka-configs --alter --client @c --add-config consumer_byte_rate=4096",
            "kafka-acls --add --allow-principal User:@u --operation Read --operation Describe --topic @acl",
            "kafka-acls --add --deny-principal User:@u --deny-host 10.0.0.9 --operation Write --topic @acl",
            "kafka-acls --add --allow-principal User:@v --operation Read --topic @ac --resource-pattern-type prefixed",
            "kafka-acls --add --allow-principal User:@v --operation Read --group @g",
            "kafka-acls --add --allow-principal User:@v --operation Write --transactional-id @tx");

    private static final String ONE =
            "kafka-console-consumer --topic @one --partition 0 --offset earliest --max-messages 4";
    private static final String RESET = "kafka-consumer-groups --reset-offsets --group @g ";

    static final List<Alike> ALIKE = List.of(
            // kafka-topics
            alike("kafka-topics --list --topic @.*"),
            alike("kafka-topics --list --topic @a,@b"),
            alike("kafka-topics --list --topic @a|@one"),
            alike("kafka-topics --list --topic @(a|b)"),
            alike("kafka-topics --list --topic @a"),
            alike("kafka-topics --list --topic=@a"),
            alike("kafka-topics --list --topic @a --exclude-internal"),
            alike("kafka-topics --list --topic @nosuch"),
            alike("kafka-topics --list --topic __consumer_offsets"),
            alike("kafka-topics --list --topic __consumer_offsets --exclude-internal"),
            alike("kafka-topics --describe --topic @a"),
            alike("kafka-topics --topic @a --describe"),
            alike("kafka-topics -describe -topic @a"),
            alike("kafka-topics --describe --topic=@a"),
            alike("kafka-topics --describe --topic @b"),
            alike("kafka-topics --describe --topic @one"),
            alike("kafka-topics --describe --topic @a --exclude-internal"),
            alike("kafka-topics --describe --topic @a --partition-size-limit-per-response 1"),
            alike("kafka-topics --describe --topic @.*").inAnyOrder(),
            alike("kafka-topics --describe --topic @a,@one").inAnyOrder(),
            alike("kafka-topics --describe --topic @a --under-replicated-partitions"),
            alike("kafka-topics --describe --topic @a --under-min-isr-partitions"),
            alike("kafka-topics --describe --topic @a --at-min-isr-partitions"),
            alike("kafka-topics --describe --topic @a --unavailable-partitions"),
            alike("kafka-topics --describe --topic @.* --under-replicated-partitions"),
            alike("kafka-topics --describe --topic @a --topics-with-overrides"),
            alike("kafka-topics --describe --topic @b --topics-with-overrides"),
            alike("kafka-topics --describe --topic @nosuch --if-exists"),
            // kafka-consumer-groups
            alike("kafka-consumer-groups --describe --group @g").inAnyOrder(),
            alike("kafka-consumer-groups --describe --group @h"),
            alike("kafka-consumer-groups --describe --group @h --offsets"),
            alike("kafka-consumer-groups --describe --group @h --offsets --verbose"),
            alike("kafka-consumer-groups --describe --group @g --members"),
            alike("kafka-consumer-groups --describe --group @g --members --verbose"),
            alike("kafka-consumer-groups --describe --group @g --state"),
            alike("kafka-consumer-groups --describe --group @g --state --verbose"),
            alike("kafka-consumer-groups --describe --group @g --group @h").inAnyOrder(),
            alike("kafka-consumer-groups --list").inAnyOrder(),
            alike("kafka-consumer-groups --list --state Empty").inAnyOrder(),
            alike("kafka-consumer-groups --list --type classic").inAnyOrder(),
            alike(RESET + "--topic @a:0 --to-latest --dry-run"),
            alike(RESET + "--topic @a:0 --to-latest"),
            alike(RESET + "--topic @one:0 --to-earliest --dry-run"),
            alike(RESET + "--topic @one:0 --to-current --dry-run"),
            alike(RESET + "--topic @one:0 --shift-by 1 --dry-run"),
            alike(RESET + "--topic @one:0 --shift-by -1 --dry-run"),
            alike(RESET + "--topic @one:0 --shift-by 100 --dry-run"),
            alike(RESET + "--topic @one:0 --to-offset 1 --dry-run"),
            alike(RESET + "--topic @one:0 --by-duration PT1H --dry-run"),
            alike(RESET + "--topic @one:0 --to-datetime 2020-01-01T00:00:00.000 --dry-run"),
            alike(RESET + "--topic @one:0 --to-latest --export"),
            alike(RESET + "--all-topics --to-latest --export").inAnyOrder(),
            alike(RESET + "--all-topics --to-latest").inAnyOrder(),
            alike(RESET + "--topic @a --to-latest --export").inAnyOrder(),
            alike("./@offsets.csv << @one,0,1\n", RESET + "--from-file ./@offsets.csv --dry-run"),
            // kafka-configs
            alike("kafka-configs --describe --entity-type topics --entity-name @a"),
            alike("kafka-configs --describe --topic @a"),
            alike("kafka-configs --describe --topic @b"),
            alike("kafka-configs --describe --topic @b --all"),
            alike("kafka-configs --describe --user @u").inAnyOrder(),
            alike("kafka-configs --describe --user @u --client @c"),
            alike("kafka-configs --describe --client @c"),
            alike("kafka-configs --describe --entity-type clients --entity-name @c"),
            alike(
                    "kafka-configs --describe --entity-type users --entity-name @u --entity-type clients --entity-name @c"),
            alike("kafka-configs --describe --user @nosuch"),
            alike("kafka-configs --describe --broker 1"),
            alike("kafka-configs --describe --entity-type brokers --entity-name 2"),
            alike("kafka-configs --describe --entity-type brokers --entity-default"),
            alike("kafka-configs --describe --broker 3 --all"),
            alike("kafka-configs --describe --broker-logger 1"),
            // kafka-get-offsets
            alike("kafka-get-offsets --topic @a"),
            alike("kafka-get-offsets --topic @one"),
            alike("kafka-get-offsets --topic @one --time -1"),
            alike("kafka-get-offsets --topic @one --time -2"),
            alike("kafka-get-offsets --topic @one --time earliest"),
            alike("kafka-get-offsets --topic @one --time latest"),
            alike("kafka-get-offsets --topic @one --time -3"),
            alike("kafka-get-offsets --topic @one --time max-timestamp"),
            alike("kafka-get-offsets --topic @one --time 1700000000000"),
            alike("kafka-get-offsets --topic @a --time 1700000000000"),
            alike("kafka-get-offsets --topic @a --partitions 1"),
            alike("kafka-get-offsets --topic @.*"),
            alike("kafka-get-offsets --topic-partitions @a:1,@b"),
            alike("kafka-get-offsets --topic-partitions @a:0-1"),
            alike("kafka-get-offsets --topic-partitions @a:1-"),
            alike("kafka-get-offsets --topic @a --exclude-internal-topics"),
            // kafka-console-consumer
            alike(ONE),
            alike(ONE + " --formatter-property print.key=true"),
            alike(ONE + " --formatter-property print.key=true --formatter-property key.separator=:"),
            alike(ONE + " --formatter-property print.timestamp=true"),
            alike(ONE + " --formatter-property print.offset=true --formatter-property print.partition=true"),
            alike(ONE + " --formatter-property print.headers=true"),
            alike(ONE + " --formatter-property print.headers=true --formatter-property headers.separator=;"),
            alike(ONE + " --formatter-property print.key=true --formatter-property null.literal=NULL"),
            alike(ONE + " --formatter-property print.key=true --formatter-property print.value=false"),
            alike(ONE + " --formatter-property line.separator=|"),
            alike(ONE + " --isolation-level read_committed"),
            alike("kafka-console-consumer --topic @one --partition 0 --offset 1 --max-messages 2"),
            alike("kafka-console-consumer --topic @one --from-beginning --max-messages 3"),
            // kafka-leader-election
            alike("kafka-leader-election --election-type preferred --topic @a --partition 0"),
            alike("kafka-leader-election --election-type PREFERRED --topic @a --partition 1"),
            alike(
                    "./@elect.json << {\"partitions\":[{\"topic\":\"@one\",\"partition\":0}]}",
                    "kafka-leader-election --election-type preferred --path-to-json-file ./@elect.json"),
            // kafka-log-dirs
            alike("kafka-log-dirs --describe --topic-list @nosuch --broker-list 1")
                    .inAnyOrder(),
            alike("kafka-log-dirs --describe --topic-list @one --broker-list 1").inAnyOrder(),
            // kafka-acls
            alike("kafka-acls --list --topic @acl").inAnyOrder(),
            alike("kafka-acls --list --topic @acl --resource-pattern-type match")
                    .inAnyOrder(),
            alike("kafka-acls --list --topic @ac --resource-pattern-type prefixed")
                    .inAnyOrder(),
            alike("kafka-acls --list --group @g").inAnyOrder(),
            alike("kafka-acls --list --transactional-id @tx").inAnyOrder(),
            alike("kafka-acls --list --principal User:@v").inAnyOrder(),
            alike("kafka-acls --list --topic @none"),
            // kafka-broker-api-versions; the library of each knows requests that these brokers do not
            alike("kafka-broker-api-versions")
                    .inAnyOrder()
                    .but("(\n\t\\w+\\(\\d+\\): UNSUPPORTED,?)+")
                    .onlyIn(Mode.ZOOKEEPER),
            // kafka-metadata-quorum, kafka-features
            alike("kafka-metadata-quorum describe --status")
                    .but("(?<=HighWatermark: |Lag: |LagTimeMs: )[ -]*\\d+")
                    .onlyIn(Mode.KRAFT),
            alike("kafka-metadata-quorum describe --replication")
                    .but("-?\\d+ *(?=\t)")
                    .onlyIn(Mode.KRAFT),
            alike("kafka-metadata-quorum describe --replication --human-readable")
                    .but("-?\\d+( ms ago)? *(?=\t)")
                    .onlyIn(Mode.KRAFT),
            alike("kafka-features describe")
                    .but("(UNKNOWN 33|4\\.4-IV2) *") // the tool is older than this level
                    .onlyIn(Mode.KRAFT),
            // kafka-reassign-partitions
            alike(
                    "./@plan.json << {\"version\":1,\"partitions\":[{\"topic\":\"@one\",\"partition\":0,\"replicas\":[1,2,3]}]}",
                    "kafka-reassign-partitions --verify --reassignment-json-file ./@plan.json --preserve-throttles"),
            alike(
                    "./@plan.json << {\"version\":1,\"partitions\":[{\"topic\":\"@one\",\"partition\":0,\"replicas\":[3,2,1]}]}",
                    "kafka-reassign-partitions --verify --reassignment-json-file ./@plan.json --preserve-throttles"),
            alike("kafka-reassign-partitions --list"),
            // kafka-transactions
            alike("kafka-transactions list --duration-filter 100000000000").onlyIn(Mode.KRAFT),
            alike("kafka-transactions list --transactional-id-pattern @.*").onlyIn(Mode.KRAFT),
            alike("kafka-transactions describe-producers --topic @a --partition 0"),
            alike("kafka-transactions describe-producers --topic @one --partition 0")
                    .inAnyOrder(),
            alike("kafka-transactions find-hanging --topic @one"),
            alike("kafka-transactions find-hanging --topic @a --partition 1"));
}
