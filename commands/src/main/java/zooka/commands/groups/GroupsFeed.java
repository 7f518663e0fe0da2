package zooka.commands.groups;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import zooka.clients.Failure;
import zooka.clients.kafka.RecordReader;
import zooka.clients.net.Deadline;
import zooka.commands.action.Action.Live.Feed;
import zooka.commands.action.Action.Live.Focus;
import zooka.commands.action.Context;
import zooka.commands.action.Poll;
import zooka.commands.result.Picture;
import zooka.commands.result.Remarks;

/**
 * Polls the groups. A second thread, with its own connections, reads the age of the first unread records, of those groups
 * only that a person sees.
 */
final class GroupsFeed implements Feed {

    /** The interval of reading ages without new offsets. */
    private static final Duration AGES = Duration.ofMinutes(1);

    /** The least time from one reading of ages to the next. */
    private static final Duration AGES_APART = Duration.ofSeconds(2);

    private final Context context;
    private final Function<Context, GroupsPicture> question;
    private final UnreadAges oldest;
    private final Consumer<Picture> states;
    private final Consumer<Failure> failures;
    private final RecordReader records;
    private final Poll ages;
    private final Poll groups;

    /** When ages may be read again; used by the polling thread only. */
    private Deadline agesDue = Deadline.in(Duration.ZERO);

    private volatile Focus focus = Focus.NONE;

    /** The last answer without ages; guarded by this, as is the order of the pictures. */
    private Optional<GroupsPicture> last = Optional.empty();

    /** @param question asks for the groups; called on one thread */
    GroupsFeed(
            Context context,
            Duration interval,
            Function<Context, GroupsPicture> question,
            UnreadAges oldest,
            Consumer<Picture> states,
            Consumer<Failure> failures) {
        this.context = context.with(Remarks.NONE);
        this.question = question;
        this.oldest = oldest;
        this.states = states;
        this.failures = failures;
        this.records = context.clusters().records();
        this.ages = Poll.start("groups-ages", AGES, this::readAges);
        this.groups = Poll.start("groups-poll", interval, this::ask);
    }

    private void ask() {
        try {
            GroupsPicture picture = question.apply(context);
            synchronized (this) {
                last = Optional.of(picture);
            }
            publish();
            if (agesDue.passed()) {
                agesDue = Deadline.in(AGES_APART);
                ages.now();
            }
        } catch (Failure failure) {
            if (failure.kind() != Failure.Kind.INTERRUPTED) {
                failures.accept(failure);
            }
        } catch (RuntimeException e) {
            failures.accept(new Failure(Failure.Kind.FAILED, "cannot follow the groups: " + e).cause(e));
        }
    }

    private synchronized void publish() {
        last.ifPresent(picture -> states.accept(picture.with(
                picture.groups().stream().map(group -> group.since(oldest::of)).toList())));
    }

    private synchronized List<GroupLoad> watched() {
        List<String> names = focus.names();
        return last.map(picture -> picture.groups().stream()
                        .filter(group -> names.contains(group.name()))
                        .toList())
                .orElse(List.of());
    }

    private void readAges() {
        try {
            if (oldest.read(records, watched())) {
                publish();
            }
        } catch (Failure failure) {
            // The next answer about the groups fails in the same way, and says so.
            failure.unlessInterrupted();
        }
    }

    @Override
    public void focus(Focus next) {
        focus = next;
        ages.now();
    }

    @Override
    public void refresh() {
        groups.now();
        ages.now();
    }

    @Override
    public void close() {
        groups.close();
        ages.close();
        records.close();
    }
}
