package zooka.commands.kafka;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import zooka.commands.Context;
import zooka.commands.Failure;
import zooka.commands.Failure.Kind;
import zooka.commands.Glob;
import zooka.commands.kafka.client.Groups;
import zooka.commands.kafka.client.Groups.Answer;
import zooka.commands.kafka.client.Groups.Depth;
import zooka.commands.kafka.client.Groups.Group;
import zooka.commands.kafka.client.Groups.Lag;

/** The groups that a command was asked about: by name or by pattern, the brokers' and those that old consumers keep in ZooKeeper. */
final class AskedGroups {

    private final Context context;
    private final Depth depth;

    AskedGroups(Context context, Depth depth) {
        this.context = context;
        this.depth = depth;
    }

    static boolean isPattern(String word) {
        return word.indexOf('*') >= 0 || word.indexOf('?') >= 0 || word.indexOf('[') >= 0;
    }

    /**
     * What there is of them. Where one was asked for and cannot be told, that is the failure; of several, each that cannot is
     * said to be missing.
     *
     * @param words names, or patterns of names
     * @param old whether only those are meant that are in ZooKeeper
     */
    Answer named(List<String> words, boolean old) {
        Answer answer = old ? inZooKeeper(words, Map.of()) : anywhere(words);
        answer.troubles().forEach(context.remarks()::incomplete);
        answer.failures().values().forEach(failure -> {
            if (words.size() == 1 || failure.kind() == Kind.USAGE) {
                throw failure;
            }
            context.remarks().incomplete(failure.getMessage());
        });
        return answer;
    }

    private Answer anywhere(List<String> words) {
        Answer told = atBrokers(words);
        List<String> missing = words.stream()
                .filter(word -> told.failures().containsKey(word)
                        && told.failures().get(word).kind() == Kind.NOT_FOUND)
                .toList();
        return missing.isEmpty() || !context.clusters().hasZooKeeper() ? told : merged(told, missing);
    }

    /** What the brokers know of them; a word that stands for none of their groups is among the failures. */
    Answer atBrokers(List<String> words) {
        Groups groups = context.clusters().groups();
        Answer told = words.stream().anyMatch(AskedGroups::isPattern)
                ? groups.matching(anyOf(words), depth)
                : groups.named(words, depth);
        Map<String, Failure> failures = new LinkedHashMap<>(told.failures());
        for (String word : words) {
            Glob glob = new Glob(word);
            if (told.groups().stream().noneMatch(group -> glob.matches(group.group()))) {
                failures.putIfAbsent(word, Failure.absent(Failure.Noun.GROUP, word));
            }
        }
        return new Answer(told.groups(), told.lags(), failures, told.troubles());
    }

    /** With those of ZooKeeper that the brokers do not know. */
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

    /** @param failures those known before; what is found here is taken out of them */
    private Answer inZooKeeper(List<String> words, Map<String, Failure> failures) {
        OldGroups old = new OldGroups(context.clusters().znodes());
        List<String> names = old.names().stream().filter(anyOf(words)).sorted().toList();
        Map<String, Failure> left = new LinkedHashMap<>(failures);
        for (String word : words) {
            Glob glob = new Glob(word);
            if (names.stream().anyMatch(glob::matches)) {
                left.remove(word);
            } else {
                left.putIfAbsent(
                        word,
                        Failure.notFound("no group " + word + " in ZooKeeper, under " + OldGroups.ROOT)
                                .hint("groups --old"));
            }
        }
        return read(old, names, left);
    }

    private Answer read(OldGroups old, List<String> names, Map<String, Failure> failures) {
        if (names.isEmpty()) {
            return new Answer(List.of(), List.of(), failures, List.of());
        }
        OldGroups.Kept kept = old.read(names);
        if (depth.compareTo(Depth.COMMITTED) < 0) {
            return new Answer(kept.groups(), List.of(), failures, List.of());
        }
        Groups.Lags lags = context.clusters().groups().measure(kept.commits(), depth);
        return new Answer(kept.groups(), lags.lags(), failures, lags.troubles());
    }

    /**
     * All that match.
     *
     * @param old whether only those are meant that are in ZooKeeper
     */
    Answer all(List<String> patterns, boolean old) {
        Predicate<String> wanted = patterns.isEmpty() ? name -> true : anyOf(patterns);
        Answer answer;
        if (old) {
            OldGroups groups = new OldGroups(context.clusters().znodes());
            answer = read(groups, groups.names().stream().filter(wanted).toList(), Map.of());
        } else {
            answer = context.clusters().groups().matching(wanted, depth);
            if (context.clusters().hasZooKeeper()) {
                answer = merged(answer, patterns.isEmpty() ? List.of("*") : patterns);
            }
        }
        answer.troubles().forEach(context.remarks()::incomplete);
        return answer;
    }

    private static Predicate<String> anyOf(List<String> patterns) {
        List<Glob> globs = patterns.stream().map(Glob::new).toList();
        return name -> globs.stream().anyMatch(glob -> glob.matches(name));
    }
}
