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
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;

/** {@code verify}: whether what is written comes out again, through every server. */
@Command(
        name = "verify",
        footer = {
            "",
            "What one does by hand after an installation: a znode is written through each ZooKeeper server",
            "and read through each other one, a record goes in and out of each broker with acks=all. The",
            "znodes are ephemeral, the topic is made for it; both are deleted at the end, also after a",
            "failure or Ctrl-C. With --topic the records stay in that topic.",
            "",
            "Exit code 0: all came out again. 1: something did not; it is named on stderr.",
            "",
            "Examples:",
            "  verify",
            "  verify --dry-run",
            "  verify --topic smoke-test",
            "  verify -o json | jq '.[] | {server, step, millis}'"
        })
public final class Verify implements Action.Change {

    private static final String REGISTERED = "/brokers/ids";
    private static final String CHARACTERS = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_LENGTH = 8;

    @Option(names = "--topic", paramLabel = "TOPIC", description = "Take this topic, and make none.")
    @Completes(Candidates.TOPIC)
    String topic;

    @Override
    public Plan plan(Context context) {
        Profile profile = context.clusters().profile();
        if (!context.clusters().hasZooKeeper() && !context.clusters().hasKafka()) {
            throw Failure.usage("no server is named").hint("-z HOST:PORT[,...][/chroot], -b HOST:PORT[,...], or both");
        }
        requireTopic(context);
        String name = "zooka-verify-" + random();
        Optional<ZooKeeperRoundTrip> keepers = profile.zookeeper()
                .filter(servers -> context.clusters().hasZooKeeper())
                .map(servers -> new ZooKeeperRoundTrip(context.clusters(), ZooKeeperAddress.parse(servers), name));
        BrokerRoundTrip brokers = new BrokerRoundTrip(context.clusters(), Optional.ofNullable(topic), name);
        return Plan.on(Scope.topic(topic == null ? name : topic).and(Scope.znode("/" + name)))
                .change(() -> preview(context, keepers, brokers, name), () -> run(context, keepers, brokers));
    }

    /** Before anything is written; brokers that do not tell are what the steps are for. */
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

    /** Whether there are brokers to be verified: ZooKeeper may be there for something else. */
    private boolean hasBrokers(Context context) {
        if (context.clusters().profile().bootstrap().isPresent() || topic != null) {
            return true;
        }
        try {
            return context.clusters().hasZooKeeper()
                    && context.clusters().znodes().stat(REGISTERED).isPresent();
        } catch (Failure failure) {
            failure.unlessInterrupted();
            return false; // the ensemble's own steps say what is wrong with it
        }
    }

    private Plan.Preview preview(
            Context context, Optional<ZooKeeperRoundTrip> keepers, BrokerRoundTrip brokers, String name) {
        List<String> lines = new ArrayList<>();
        keepers.ifPresent(round -> lines.add(round.plan()));
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

    private Result run(Context context, Optional<ZooKeeperRoundTrip> keepers, BrokerRoundTrip brokers) {
        Timing timing = new Timing();
        Cleanup.after(
                cleaning -> {
                    keepers.ifPresent(round -> round.run(timing, cleaning));
                    if (hasBrokers(context)) {
                        brokers.run(timing, cleaning);
                    }
                    return timing;
                },
                cleaned -> cleaned.left().forEach(what -> context.remarks().fault("could not remove " + what)));
        Doctor.tell(timing.steps(), context.remarks());
        return Doctor.table(timing.steps());
    }
}
