package zooka.stock;

import static zooka.stock.KafkaCases.COMMIT;
import static zooka.stock.KafkaCases.CREATE;
import static zooka.stock.KafkaCases.CREATE_B;
import static zooka.stock.KafkaCases.CREATE_ONE;
import static zooka.stock.KafkaCases.FILL;
import static zooka.stock.KafkaCases.alike;

import java.util.List;
import zooka.stock.KafkaCases.Alike;

/** Lines that change something. Each tool runs them on topics, groups, users and files of its own. */
final class KafkaChanges {

    private KafkaChanges() {}

    private static final String PRODUCE = "kafka-console-producer --sync --topic @one ";
    private static final String PLAN =
            "./@plan.json << {\"version\":1,\"partitions\":[{\"topic\":\"@a\",\"partition\":0,\"replicas\":[1,3]}]}";

    /** Moves nothing: while something moves, another reassignment is refused. */
    private static final String SAME =
            "./@plan.json << {\"version\":1,\"partitions\":[{\"topic\":\"@a\",\"partition\":0,\"replicas\":[1,2]}]}";

    /** Each line but the first has a blank before its tab, and which is the first is anybody's guess. */
    private static final String INDENT = "(?m)^ (?=\t)";

    /** In which of its directories a broker puts a replica is its own choice. */
    private static final String DIRECTORY = "(?<=/data)-2";

    static final List<Alike> ALIKE = List.of(
            // kafka-topics; of topics called r the replicas are wherever the brokers put them
            alike(CREATE),
            alike("kafka-topics --create --topic @r --partitions 3 --replication-factor 2"),
            alike("kafka-topics --create --topic @r --partitions 1 --config retention.ms=5000"),
            alike(
                    "kafka-topics --create --topic @r --partitions 1 --config retention.ms=5000 --config segment.bytes=2097152"),
            alike("kafka-topics --create --topic @.r --partitions 1"),
            alike("kafka-topics --create --topic @_r --partitions 1"),
            alike("kafka-topics --create --topic @r"),
            alike(CREATE, "kafka-topics --create --topic @a --if-not-exists"),
            alike(CREATE, "kafka-topics --alter --topic @a --partitions 3 --replica-assignment 1:2,2:3,3:1"),
            alike(
                    "kafka-topics --create --topic @r --partitions 2 --replication-factor 1",
                    "kafka-topics --alter --topic @r --partitions 4"),
            alike("kafka-topics --alter --topic @nosuch --partitions 4 --if-exists"),
            alike(CREATE, "kafka-topics --delete --topic @a"),
            alike(CREATE, CREATE_B, "kafka-topics --delete --topic @(a|b)"),
            alike(CREATE, CREATE_B, "kafka-topics --delete --topic @a,@b"),
            alike("kafka-topics --delete --topic @nosuch --if-exists"),
            // kafka-consumer-groups
            alike(CREATE, "kafka-consumer-groups --reset-offsets --group @g --topic @a:0 --to-latest --execute"),
            alike(
                    CREATE,
                    COMMIT,
                    "kafka-consumer-groups --reset-offsets --group @g --topic @a:0 --to-offset 0 --execute"),
            alike(
                    CREATE_ONE,
                    FILL,
                    "kafka-consumer-groups --reset-offsets --group @g --topic @one --to-latest --execute"),
            alike(
                    CREATE_ONE,
                    FILL,
                    "./@offsets.csv << @one,0,2\n",
                    "kafka-consumer-groups --reset-offsets --group @g --from-file ./@offsets.csv --execute"),
            alike(CREATE, COMMIT, "kafka-consumer-groups --delete --group @g"),
            alike(CREATE, COMMIT, "kafka-consumer-groups --delete-offsets --group @g --topic @a:0"),
            alike(CREATE, COMMIT, "kafka-consumer-groups --delete-offsets --group @g --topic @a"),
            // kafka-configs
            alike(CREATE, "kafka-configs --alter --topic @a --add-config retention.ms=5000"),
            alike(CREATE, "kafka-configs --alter --topic @a --add-config retention.ms=5000,segment.bytes=2097152"),
            alike(CREATE, "kafka-configs --alter --topic @a --add-config cleanup.policy=[compact,delete]"),
            alike(
                    CREATE,
                    "kafka-configs --alter --entity-type topics --entity-name @a --add-config max.message.bytes=2000000"),
            alike(
                    CREATE,
                    "./@set.properties << retention.ms=7000\ncleanup.policy=compact,delete\n",
                    "kafka-configs --alter --topic @a --add-config-file ./@set.properties"),
            alike(
                    CREATE,
                    "kafka-configs --alter --topic @a --add-config retention.ms=5000",
                    "kafka-configs --alter --topic @a --delete-config retention.ms"),
            alike(
                    CREATE,
                    "kafka-configs --alter --topic @a --add-config retention.ms=5000,segment.bytes=2097152",
                    "kafka-configs --alter --topic @a --add-config max.message.bytes=2000000"
                            + " --delete-config retention.ms,segment.bytes"),
            alike(CREATE, "kafka-configs --alter --topic @a --delete-config retention.ms"),
            alike("kafka-configs --alter --entity-type users --entity-name @u --add-config producer_byte_rate=1024"),
            alike("kafka-configs --alter --user @u --client @c --add-config request_percentage=150"),
            alike("kafka-configs --alter --client @c --add-config consumer_byte_rate=1024,producer_byte_rate=2048"),
            alike(
                    "kafka-configs --alter --client @c --add-config consumer_byte_rate=1024",
                    "kafka-configs --alter --client @c --delete-config consumer_byte_rate"),
            // kafka-console-producer
            alike(CREATE_ONE, PRODUCE + "<< one\ntwo\n"),
            alike(CREATE_ONE, PRODUCE + "<< one"),
            alike(CREATE_ONE, PRODUCE + "<< \n\nblank lines\n"),
            alike(CREATE_ONE, PRODUCE + "--reader-property parse.key=true << k1\tone\nk2\ttwo\n"),
            alike(
                    CREATE_ONE,
                    PRODUCE
                            + "--reader-property parse.key=true --reader-property key.separator=: << k1:one\nk2:two:three\n"),
            alike(
                    CREATE_ONE,
                    PRODUCE + "--reader-property parse.key=true --reader-property key.separator=:"
                            + " --reader-property null.marker=NULL << k1:NULL\nNULL:two\n"),
            alike(CREATE_ONE, PRODUCE + "--compression-codec lz4 --request-required-acks 1 << größer\n"),
            // kafka-delete-records
            alike(
                    CREATE_ONE,
                    FILL,
                    "./@d.json << {\"partitions\":[{\"topic\":\"@one\",\"partition\":0,\"offset\":2}],\"version\":1}",
                    "kafka-delete-records --offset-json-file ./@d.json"),
            alike(
                    CREATE_ONE,
                    FILL,
                    "./@d.json << {\"partitions\":[{\"topic\":\"@one\",\"partition\":0,\"offset\":-1}]}",
                    "kafka-delete-records --offset-json-file ./@d.json"),
            // kafka-acls
            alike("kafka-acls --add --allow-principal User:@u --operation Read --topic @acl"),
            alike("kafka-acls --add --allow-principal User:@u --producer --topic @acl")
                    .inAnyOrder()
                    .but(INDENT),
            alike("kafka-acls --add --allow-principal User:@u --consumer --topic @acl --group @g")
                    .inAnyOrder()
                    .but(INDENT),
            alike("kafka-acls --add --deny-principal User:@u --deny-host 10.0.0.9 --operation All --group @g"),
            alike(
                    "kafka-acls --add --allow-principal User:@u --operation Write --topic @ac --resource-pattern-type prefixed"),
            alike(
                    "kafka-acls --add --allow-principal User:@u --operation Read --topic @acl",
                    "kafka-acls --remove --force --allow-principal User:@u --operation Read --topic @acl"),
            alike(
                    "kafka-acls --add --allow-principal User:@u --operation Read --topic @acl",
                    "kafka-acls --remove --force --topic @acl"),
            // kafka-reassign-partitions
            alike(CREATE, SAME, "kafka-reassign-partitions --execute --reassignment-json-file ./@plan.json")
                    .but(DIRECTORY),
            alike(
                            CREATE,
                            PLAN,
                            "kafka-reassign-partitions --execute --reassignment-json-file ./@plan.json --additional")
                    .but(DIRECTORY),
            alike(
                            "kafka-topics --create --topic @one --replica-assignment 1",
                            "./@topics.json << {\"version\":1,\"topics\":[{\"topic\":\"@one\"}]}",
                            "kafka-reassign-partitions --generate --topics-to-move-json-file ./@topics.json --broker-list 2")
                    .but(DIRECTORY),
            alike(CREATE, PLAN, "kafka-reassign-partitions --cancel --reassignment-json-file ./@plan.json"),
            alike(
                    CREATE,
                    PLAN,
                    "kafka-reassign-partitions --cancel --reassignment-json-file ./@plan.json --preserve-throttles"));
}
