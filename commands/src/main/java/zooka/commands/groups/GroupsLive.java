package zooka.commands.groups;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import zooka.clients.Failure;
import zooka.clients.kafka.Groups.Answer;
import zooka.clients.kafka.Groups.Depth;
import zooka.clients.kafka.Groups.Group;
import zooka.clients.kafka.Groups.Lag;
import zooka.clients.kafka.RecordReader;
import zooka.clients.net.Deadline;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.result.Picture;
import zooka.commands.result.Remarks;
import zooka.commands.result.Result;

/** Groups with their rates, which take two answers: each answer is compared with the ones before it. */
public final class GroupsLive implements Action.Live {

    /** The time after which rates tell when a lag is gone. */
    private static final Duration SETTLING = Duration.ofSeconds(10);

    private final Function<Context, Answer> question;
    private final Duration interval;
    private final Rates rates;
    private final UnreadAges ages = new UnreadAges();
    private List<GroupLoad> before = List.of();

    /**
     * @param question asks for the groups, with offsets and logs; remarks what is missing
     * @param interval from one answer to the next question
     */
    public GroupsLive(Function<Context, Answer> question, Duration interval) {
        this(question, interval, SETTLING);
    }

    private GroupsLive(Function<Context, Answer> question, Duration interval, Duration settling) {
        this.question = question;
        this.interval = interval;
        this.rates = new Rates(settling);
    }

    @Override
    public boolean once() {
        return false;
    }

    @Override
    public String view() {
        return GroupsPicture.VIEW;
    }

    /** The groups with the rates since the snapshots before; without rates in the first. */
    @Override
    public Result snapshot(Context context) {
        return GroupsTable.of(look(context));
    }

    /** The groups with the rates since the looks before, and with the ages of the first unread records. */
    GroupsPicture look(Context context) {
        GroupsPicture picture = picture(context, question.apply(context));
        try (RecordReader records = context.clusters().records()) {
            ages.read(records, picture.groups());
        } catch (Failure failure) {
            context.remarks()
                    .incomplete(
                            failure.id(),
                            "oldest unread records: "
                                    + failure.unlessInterrupted().getMessage());
        }
        return aged(picture);
    }

    /**
     * The groups with the rates within a time, which this takes.
     *
     * @throws Failure {@code USAGE} for no time
     */
    public static GroupsPicture measured(Context context, Function<Context, Answer> question, Duration time) {
        if (time.isZero()) {
            throw Failure.usage("--rate must be greater than zero");
        }
        GroupsLive live = new GroupsLive(question, time, Duration.ZERO);
        // What is missing is missing in the second answer, too, and said once.
        Context silent = context.with(Remarks.NONE);
        live.picture(silent, question.apply(silent));
        Deadline.in(time).await();
        return live.look(context);
    }

    /** An answer with the rates since those before it. */
    private GroupsPicture picture(Context context, Answer answer) {
        Instant now = context.clock().instant();
        rates.add(now, answer.lags());
        boolean settled = rates.settled();
        Map<String, List<Lag>> byGroup = answer.byGroup();
        List<GroupLoad> groups = new ArrayList<>();
        for (Group group : answer.groups()) {
            List<PartitionLoad> partitions = byGroup.getOrDefault(group.group(), List.of()).stream()
                    .map(lag -> new PartitionLoad(
                            lag,
                            new Pace(
                                    lag.lag(),
                                    rates.in(lag.commit().partition()),
                                    rates.out(group.group(), lag.commit().partition()),
                                    settled),
                            Optional.empty()))
                    .toList();
            groups.add(new GroupLoad(group, partitions));
        }
        List<String> troubles = new ArrayList<>(answer.troubles());
        answer.failures().values().stream()
                .filter(failure -> failure.kind() != Failure.Kind.NOT_FOUND)
                .forEach(failure -> troubles.add(failure.getMessage()));
        groups.addAll(unknown(context, groups, troubles));
        groups.sort(Comparator.comparing(GroupLoad::name));
        ages.retain(groups);
        before = groups;
        return new GroupsPicture(context.clusters().profile().name(), now, groups, troubles);
    }

    /**
     * The groups that were there before and are not listed any more, but were not deleted either: their coordinator does not
     * answer.
     */
    private List<GroupLoad> unknown(Context context, List<GroupLoad> listed, List<String> troubles) {
        Set<String> names = listed.stream().map(GroupLoad::name).collect(Collectors.toSet());
        Map<String, Group> gone = new LinkedHashMap<>();
        before.stream()
                .filter(group -> !names.contains(group.name()))
                .forEach(group -> gone.put(group.name(), group.group()));
        List<GroupLoad> unknown = new ArrayList<>();
        if (!gone.isEmpty()) {
            context.clusters()
                    .groups()
                    .named(gone.keySet(), Depth.DESCRIBED)
                    .failures()
                    .forEach((name, failure) -> {
                        if (failure.kind() == Failure.Kind.UNREACHABLE && gone.containsKey(name)) {
                            Group known = gone.get(name);
                            unknown.add(new GroupLoad(
                                    new Group(name, known.state(), known.type(), known.coordinator(), Optional.empty()),
                                    List.of()));
                            if (!troubles.contains(failure.getMessage())) {
                                troubles.add(failure.getMessage());
                                context.remarks().incomplete(failure);
                            }
                        }
                    });
        }
        return unknown;
    }

    private GroupsPicture aged(GroupsPicture picture) {
        return picture.with(
                picture.groups().stream().map(group -> group.since(ages::of)).toList());
    }

    @Override
    public Feed open(Context context, Consumer<Picture> states, Consumer<Failure> failures) {
        return new GroupsFeed(
                context, interval, quiet -> picture(quiet, question.apply(quiet)), ages, states, failures);
    }
}
