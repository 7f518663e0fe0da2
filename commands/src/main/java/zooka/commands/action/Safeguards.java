package zooka.commands.action;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import zooka.clients.Failure;
import zooka.clients.Failure.Kind;
import zooka.clients.Quoting;
import zooka.clients.profile.Protection;
import zooka.clients.zookeeper.SystemZnodes;

/**
 * Decides what must happen before a change is made: it is refused, a person confirms it, or it is made at once. What is
 * protected, in ZooKeeper and in Kafka, is decided here and nowhere else.
 *
 * @param clusters asked whether znodes belong to a Kafka cluster
 * @param guard what the context in use protects
 */
public record Safeguards(Clusters clusters, Protection guard) {

    /**
     * What a person is asked before a change.
     *
     * @param warning why to be careful, such as {@code /brokers is protected by context prod}; may be empty
     * @param word what must be typed
     * @param refusal the failure of the change if nobody can be asked
     */
    public record Question(String warning, String word, Failure refusal) {

        /** The word in quotes, which show an empty word or a blank at its end. */
        public String quoted() {
            return Quoting.inQuotes(word);
        }

        /** Whether the answer is the word as it is, or in the quotes it was shown in; an empty answer never confirms. */
        public boolean confirmedBy(String typed) {
            return !typed.isEmpty() && (typed.equals(word) || typed.equals(quoted()));
        }
    }

    /** Something protected that a change touches, and why it is protected. */
    private record ProtectedName(String name, String why) {}

    /**
     * What to ask before a plan's change is made; empty where it may be made at once.
     *
     * @throws Failure {@code REFUSED} where no change may be made
     */
    public Optional<Question> question(Plan plan, CommonOptions options) {
        if (options.readOnly()) {
            throw refused("read-only", plan);
        }
        if (guard.readOnly() && !plan.isHere()) {
            throw refused("read-only", plan)
                    .hint("the context " + guard.context().orElse("")
                            + " is read-only; run context show to see where it is set");
        }
        if (options.force()) {
            return Optional.empty();
        }
        Optional<ProtectedName> reached = reached(plan.scope());
        if (reached.isPresent()) {
            String why = reached.get().name() + " " + reached.get().why();
            return Optional.of(
                    new Question(why, reached.get().name(), refused(why, plan).hint("use --force to override")));
        }
        return options.yes()
                ? Optional.empty()
                : plan.confirmation()
                        .map(word -> new Question(
                                "",
                                word,
                                refused("not confirmed", plan)
                                        .hint("use --yes to confirm, or --dry-run to show the plan")));
    }

    /** Refuses an edit before an editor is opened, where no change may be made; {@code here}: one that reaches no cluster. */
    public void requireWritable(String what, boolean here, CommonOptions options) {
        if ((options.readOnly() || (guard.readOnly() && !here)) && !options.dryRun()) {
            throw new Failure(Kind.REFUSED, "read-only: would " + what);
        }
    }

    /** A failure is one line. */
    private static Failure refused(String why, Plan plan) {
        return new Failure(
                Kind.REFUSED,
                why + ": would " + plan.preview().summary().lines().findFirst().orElse(""));
    }

    private Optional<ProtectedName> reached(Scope scope) {
        for (Scope.Part part : scope.parts()) {
            Optional<ProtectedName> named = part.match(new ByContext());
            if (named.isPresent()) {
                return named;
            }
        }
        return bySystem(scope);
    }

    /** What the context protects. */
    private final class ByContext implements Scope.Part.Cases<Optional<ProtectedName>> {
        @Override
        public Optional<ProtectedName> znode(Scope.Znode part) {
            // The context protects the ensemble that it names, and no other.
            return part.ensemble().isEmpty() && guard.path(part.path(), part.below())
                    ? Optional.of(new ProtectedName(part.path(), guard.why()))
                    : Optional.empty();
        }

        @Override
        public Optional<ProtectedName> ensemble(Scope.Ensemble part) {
            return guard.anyPath().map(entry -> new ProtectedName(part.name(), reaches(entry)));
        }

        @Override
        public Optional<ProtectedName> topic(Scope.Topic part) {
            return guard.topic(part.name())
                    ? Optional.of(new ProtectedName(part.name(), guard.why()))
                    : Optional.empty();
        }

        @Override
        public Optional<ProtectedName> topics(Scope.Topics part) {
            return guard.topics(part.prefix()).map(entry -> new ProtectedName(entry, guard.why()));
        }

        @Override
        public Optional<ProtectedName> kafka(Scope.Kafka part) {
            return guard.anyTopic().map(entry -> new ProtectedName(part.name(), reaches(entry)));
        }
    }

    /** The znode that is touched, which may be one that ZooKeeper or Kafka keeps for itself. */
    private static final Scope.Part.Cases<Optional<Scope.Znode>> ZNODE = new Scope.Part.Cases<>() {
        @Override
        public Optional<Scope.Znode> znode(Scope.Znode part) {
            return Optional.of(part);
        }

        @Override
        public Optional<Scope.Znode> ensemble(Scope.Ensemble part) {
            return Optional.empty();
        }

        @Override
        public Optional<Scope.Znode> topic(Scope.Topic part) {
            return Optional.empty();
        }

        @Override
        public Optional<Scope.Znode> topics(Scope.Topics part) {
            return Optional.empty();
        }

        @Override
        public Optional<Scope.Znode> kafka(Scope.Kafka part) {
            return Optional.empty();
        }
    };

    private String reaches(String entry) {
        return "affects " + entry + ", which " + guard.why();
    }

    /** What ZooKeeper and Kafka keep for themselves. The servers are asked once an ensemble, and only for names that Kafka uses. */
    private Optional<ProtectedName> bySystem(Scope scope) {
        Map<Optional<String>, List<Scope.Znode>> byEnsemble = new LinkedHashMap<>();
        List<Scope.Znode> znodes = scope.parts().stream()
                .flatMap(part -> part.match(ZNODE).stream())
                .toList();
        for (Scope.Znode znode : znodes) {
            Optional<String> why = SystemZnodes.always(znode.path(), znode.below());
            if (why.isPresent()) {
                return why.map(text -> new ProtectedName(znode.path(), text));
            }
            byEnsemble
                    .computeIfAbsent(znode.ensemble(), ensemble -> new ArrayList<>())
                    .add(znode);
        }
        return byEnsemble.entrySet().stream()
                .flatMap(entry -> byKafka(entry.getKey(), entry.getValue()).stream())
                .findFirst();
    }

    private Optional<ProtectedName> byKafka(Optional<String> ensemble, List<Scope.Znode> znodes) {
        Map<Scope.Znode, List<String>> registries = new LinkedHashMap<>();
        znodes.forEach(znode -> registries.put(znode, SystemZnodes.registries(znode.path(), znode.below())));
        Set<String> asked = new LinkedHashSet<>();
        registries.values().forEach(asked::addAll);
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        List<String> paths = List.copyOf(asked);
        var stats = ensemble.map(clusters::znodes).orElseGet(clusters::znodes).statAll(paths);
        Set<String> present = new LinkedHashSet<>();
        for (int i = 0; i < paths.size(); i++) {
            if (stats.get(i).isPresent()) {
                present.add(paths.get(i));
            }
        }
        return registries.entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(present::contains))
                .findFirst()
                .map(entry -> new ProtectedName(entry.getKey().path(), "belongs to Kafka"));
    }
}
