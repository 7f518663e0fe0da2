package zooka.commands.doctor;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import zooka.clients.Failure;
import zooka.clients.profile.Profile;
import zooka.clients.profile.ZooKeeperAddress;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.action.Scope;
import zooka.commands.kafka.metadata.ClusterView;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;

/** {@code verify}: verifies writes and reads through each server. */
@Command(
        name = "verify",
        footer = {
            "",
            "For a check after an installation: writes a znode through each ZooKeeper server and reads it",
            "through each other server; writes a record to each broker with acks=all and reads it. The znodes",
            "are ephemeral, and the topic is created for the check; both are deleted at the end, also after a",
            "failure or Ctrl-C. With --topic the records are kept in that topic.",
            "",
            "Exit code 0: everything was read again. 1: failures, which are listed on stderr.",
            "",
            "Examples:",
            "  verify",
            "  verify --dry-run",
            "  verify --topic smoke-test",
            "  verify --json > verified.json"
        })
public final class Verify implements Action.Change {

    private static final String REGISTERED = "/brokers/ids";
    private static final String CHARACTERS = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_LENGTH = 8;

    @Option(names = "--topic", paramLabel = "TOPIC", description = "Use this topic instead of a new one.")
    @Completes(Candidates.TOPIC)
    String topic;

    @Override
    public List<Column> columns() {
        return Doctor.COLUMNS;
    }

    @Override
    public Plan plan(Context context) {
        Profile profile = context.clusters().profile();
        if (!context.clusters().hasZooKeeper() && !context.clusters().hasKafka()) {
            throw Failure.usage("no servers specified")
                    .hint("specify -z HOST:PORT[,...][/chroot], -b HOST:PORT[,...], or both");
        }
        requireBrokers(context);
        requireTopic(context);
        String name = "zooka-verify-" + random();
        Optional<ZooKeeperRoundTrip> zookeepers = profile.zookeeper()
                .filter(servers -> context.clusters().hasZooKeeper())
                .map(servers -> new ZooKeeperRoundTrip(context.clusters(), ZooKeeperAddress.parse(servers), name));
        BrokerRoundTrip brokers = new BrokerRoundTrip(context.clusters(), Optional.ofNullable(topic), name);
        return Plan.on(Scope.topic(topic == null ? name : topic).and(Scope.znode("/" + name)))
                .change(() -> preview(context, zookeepers, brokers, name), () -> run(context, zookeepers, brokers));
    }

    /** Refuses before anything is written; unreachable servers are reported by the steps. */
    private static void requireBrokers(Context context) {
        if (context.clusters().hasZooKeeper()) {
            return;
        }
        try {
            List<String> unused = context.clusters().topics().names();
        } catch (Failure failure) {
            failure.unlessInterrupted();
        }
        ClusterView.requireBrokers(context, "verify the brokers");
    }

    /** Reads the brokers before anything is written; unreachable ones are reported by the steps. */
    private void requireTopic(Context context) {
        if (topic == null) {
            return;
        }
        try {
            context.clusters().topics().state(List.of(topic));
        } catch (Failure failure) {
            if (failure.unlessInterrupted().kind() == Failure.Kind.NOT_FOUND) {
                throw failure;
            }
        }
    }

    private static String random() {
        SecureRandom random = new SecureRandom();
        return random.ints(RANDOM_LENGTH, 0, CHARACTERS.length())
                .mapToObj(index -> String.valueOf(CHARACTERS.charAt(index)))
                .collect(Collectors.joining());
    }

    /** Whether there are brokers to verify: the ensemble may be used for something else. */
    private boolean hasBrokers(Context context) {
        if (context.clusters().profile().bootstrap().isPresent() || topic != null) {
            return true;
        }
        try {
            return context.clusters().hasZooKeeper()
                    && context.clusters().znodes().stat(REGISTERED).isPresent();
        } catch (Failure failure) {
            failure.unlessInterrupted();
            return false; // the steps of the ensemble report the fault
        }
    }

    private Plan.Preview preview(
            Context context, Optional<ZooKeeperRoundTrip> zookeepers, BrokerRoundTrip brokers, String name) {
        List<String> lines = new ArrayList<>();
        zookeepers.ifPresent(round -> lines.add(round.plan()));
        if (hasBrokers(context)) {
            lines.addAll(brokers.plan());
        }
        return new Plan.Preview(
                String.join("\n      ", lines),
                List.of(
                        Field.of("name", "name", Cell.text(name)),
                        Field.of(
                                "topic",
                                "topic",
                                Cell.optional(Optional.ofNullable(topic).map(Cell::text)))));
    }

    private Result run(Context context, Optional<ZooKeeperRoundTrip> zookeepers, BrokerRoundTrip brokers) {
        Timing timing = new Timing();
        Cleanup.after(
                cleaning -> {
                    zookeepers.ifPresent(round -> round.run(timing, cleaning));
                    if (hasBrokers(context)) {
                        brokers.run(timing, cleaning);
                    }
                    return timing;
                },
                cleaned -> cleaned.left()
                        .forEach(what -> context.remarks().fault("left-behind", "could not remove " + what)));
        Doctor.remark(timing.steps(), context.remarks());
        return Doctor.table(timing.steps());
    }
}
