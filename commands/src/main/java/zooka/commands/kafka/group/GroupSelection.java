package zooka.commands.kafka.group;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import zooka.clients.Failure;
import zooka.clients.Failure.Kind;
import zooka.clients.kafka.Groups;
import zooka.clients.kafka.Groups.Answer;
import zooka.clients.kafka.Groups.Depth;
import zooka.clients.kafka.Groups.Group;
import zooka.clients.kafka.Groups.Lag;
import zooka.clients.kafka.Groups.Member;
import zooka.clients.kafka.Groups.Membership;
import zooka.clients.text.Selector;
import zooka.commands.action.Context;

/** The groups that a command selects by name or pattern: on the brokers, and of old consumers in ZooKeeper. */
final class GroupSelection {

    /** The protocol type of consumers. */
    private static final String CONSUMERS = "consumer";

    private final Context context;
    private final Depth depth;

    GroupSelection(Context context, Depth depth) {
        this.context = context;
        this.depth = depth;
    }

    /**
     * The group with this name, which need not exist.
     *
     * @throws Failure {@code USAGE} for a pattern that is not a group name
     */
    static String one(Context context, String word) {
        if (word.equals(Selector.exactly(word))) {
            return word;
        }
        Selector selector = new Selector(word);
        List<String> names = context.clusters().groups().matching(selector::mayBe, Depth.LISTED).groups().stream()
                .map(Group::group)
                .toList();
        return selector.one(names, "group");
    }

    /**
     * The groups. A failure of the only group is thrown; failures of some of several groups
     * are remarked.
     *
     * @param words names, or patterns of names
     * @param old whether only groups in ZooKeeper are selected
     */
    Answer named(List<String> words, boolean old) {
        Answer answer = old ? inZooKeeper(words, Map.of()) : anywhere(words);
        answer.troubles().forEach(what -> context.remarks().incomplete("groups-missing", what));
        answer.failures().values().forEach(failure -> {
            if (words.size() == 1 || failure.kind() == Kind.USAGE) {
                throw failure;
            }
            context.remarks().incomplete(failure);
        });
        answer.groups().forEach(this::tellUnread);
        return answer;
    }

    /** Remarks the members whose assignment cannot be parsed; members of other protocols have no partitions. */
    private void tellUnread(Group group) {
        List<String> unread = group
                .membership()
                .filter(membership ->
                        membership.protocol().filter(CONSUMERS::equals).isPresent())
                .map(Membership::members)
                .orElse(List.of())
                .stream()
                .filter(member -> member.assignment().isEmpty())
                .map(Member::id)
                .toList();
        if (!unread.isEmpty()) {
            context.remarks()
                    .incomplete(
                            "assignment-unreadable",
                            "group " + group.group() + ": the assignment of member" + (unread.size() == 1 ? " " : "s ")
                                    + String.join(", ", unread) + " cannot be read");
        }
    }

    private Answer anywhere(List<String> words) {
        Answer told = atBrokers(words);
        List<String> missing = words.stream()
                .filter(word -> told.failures().containsKey(word)
                        && told.failures().get(word).kind() == Kind.NOT_FOUND)
                .toList();
        return missing.isEmpty() || !context.clusters().hasZooKeeper() ? told : merged(told, missing);
    }

    /** The groups on the brokers; a word that selects none is among the failures. */
    Answer atBrokers(List<String> words) {
        return atBrokers(words, false);
    }

    /**
     * The same, for a change of them.
     *
     * @throws Failure {@code USAGE} for a word that is a group name and a pattern that matches other groups, too
     */
    Answer toChange(List<String> words) {
        return atBrokers(words, true);
    }

    private Answer atBrokers(List<String> words, boolean change) {
        Groups groups = context.clusters().groups();
        List<Selector> selectors = words.stream().map(Selector::new).toList();
        // A plain name is requested by itself, which costs less than listing all groups.
        boolean plain = words.stream().allMatch(word -> word.equals(Selector.exactly(word)));
        Answer told = plain ? groups.named(words, depth) : groups.matching(anyOf(words), depth);
        List<String> names = told.groups().stream().map(Group::group).toList();
        Map<String, Failure> failures = new LinkedHashMap<>(told.failures());
        Set<String> chosen = new LinkedHashSet<>();
        for (Selector selector : selectors) {
            List<String> meant = change ? selector.changing(names, "group") : selector.among(names);
            if (meant.isEmpty()) {
                failures.putIfAbsent(selector.word(), Failure.absent(Failure.Noun.GROUP, selector.word()));
            }
            if (!change) {
                tellOthers(selector, names);
            }
            chosen.addAll(meant);
        }
        return only(told, chosen, failures);
    }

    private static Answer only(Answer told, Set<String> names, Map<String, Failure> failures) {
        return new Answer(
                told.groups().stream()
                        .filter(group -> names.contains(group.group()))
                        .toList(),
                told.lags().stream()
                        .filter(lag -> names.contains(lag.commit().group()))
                        .toList(),
                failures,
                told.troubles());
    }

    /** Remarks that a word, taken as a name, would match other groups as a pattern. */
    private void tellOthers(Selector selector, List<String> names) {
        selector.others(names, "group").ifPresent(what -> context.remarks().warn("ambiguous-name", what));
    }

    /** Adds the groups in ZooKeeper that the brokers do not have. */
    private Answer merged(Answer told, List<String> words) {
        try {
            return merged(told, inZooKeeper(words, told.failures()));
        } catch (Failure failure) {
            failure.unlessInterrupted();
            List<String> troubles = new ArrayList<>(told.troubles());
            troubles.add("groups in ZooKeeper: " + failure.getMessage());
            return new Answer(told.groups(), told.lags(), told.failures(), troubles);
        }
    }

    private static Answer merged(Answer brokers, Answer zookeeper) {
        List<Group> groups = new ArrayList<>(brokers.groups());
        groups.addAll(zookeeper.groups());
        List<Lag> lags = new ArrayList<>(brokers.lags());
        lags.addAll(zookeeper.lags());
        List<String> troubles = new ArrayList<>(brokers.troubles());
        zookeeper.troubles().stream()
                .filter(trouble -> !troubles.contains(trouble))
                .forEach(troubles::add);
        return new Answer(groups, lags, zookeeper.failures(), troubles);
    }

    /** @param failures the failures so far; groups that are found are removed from them */
    private Answer inZooKeeper(List<String> words, Map<String, Failure> failures) {
        ZooKeeperGroups old = new ZooKeeperGroups(context.clusters().znodes());
        List<String> all = old.names().stream().sorted().toList();
        Set<String> names = new TreeSet<>();
        Map<String, Failure> left = new LinkedHashMap<>(failures);
        for (String word : words) {
            List<String> meant = new Selector(word).among(all);
            names.addAll(meant);
            if (meant.isEmpty()) {
                left.putIfAbsent(
                        word,
                        Failure.notFound("no group " + word + " in ZooKeeper, under " + ZooKeeperGroups.ROOT)
                                .hint("groups --old"));
            } else {
                left.remove(word);
            }
        }
        return read(old, List.copyOf(names), left);
    }

    private Answer read(ZooKeeperGroups old, List<String> names, Map<String, Failure> failures) {
        if (names.isEmpty()) {
            return new Answer(List.of(), List.of(), failures, List.of());
        }
        ZooKeeperGroups.Listing kept = old.read(names);
        if (depth.compareTo(Depth.COMMITTED) < 0) {
            return new Answer(kept.groups(), List.of(), failures, List.of());
        }
        Groups.Lags lags = context.clusters().groups().measure(kept.commits(), depth);
        return new Answer(kept.groups(), lags.lags(), failures, lags.troubles());
    }

    /**
     * All groups that match.
     *
     * @param old whether only groups in ZooKeeper are selected
     */
    Answer all(List<String> patterns, boolean old) {
        List<String> wanted = patterns.isEmpty() ? List.of("*") : patterns;
        Answer answer;
        if (old) {
            answer = inZooKeeper(wanted, Map.of());
        } else {
            Answer told = context.clusters().groups().matching(anyOf(wanted), depth);
            List<String> names = told.groups().stream().map(Group::group).toList();
            Set<String> chosen = new LinkedHashSet<>();
            wanted.forEach(word -> chosen.addAll(new Selector(word).among(names)));
            answer = only(told, chosen, told.failures());
            if (context.clusters().hasZooKeeper()) {
                answer = merged(answer, wanted);
            }
        }
        answer.troubles().forEach(what -> context.remarks().incomplete("groups-missing", what));
        return answer;
    }

    private static Predicate<String> anyOf(List<String> words) {
        List<Selector> selectors = words.stream().map(Selector::new).toList();
        return name -> selectors.stream().anyMatch(selector -> selector.mayBe(name));
    }
}
