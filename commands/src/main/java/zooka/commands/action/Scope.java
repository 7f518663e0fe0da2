package zooka.commands.action;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What a change touches in the clusters, as far as it may be protected; {@link Safeguards} decides what is. */
public record Scope(List<Part> parts) {

    /** Nothing that can be protected. */
    public static final Scope NONE = new Scope(List.of());

    public Scope {
        parts = List.copyOf(parts);
    }

    /** Something that a change touches. */
    public sealed interface Part {
        <R> R match(Cases<R> cases);

        /** One case per kind, so that a new kind does not compile until every consumer handles it. */
        interface Cases<R> {
            R znode(Znode part);

            R ensemble(Ensemble part);

            R topic(Topic part);

            R topics(Topics part);

            R kafka(Kafka part);
        }
    }

    /**
     * A znode.
     *
     * @param path absolute
     * @param below whether all znodes below it are touched, too
     * @param ensemble the connect string of another ensemble than the current one
     */
    public record Znode(String path, boolean below, Optional<String> ensemble) implements Part {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.znode(this);
        }
    }

    /** The ensemble as a whole, such as its members; {@code name} is what a person types to confirm. */
    public record Ensemble(String name) implements Part {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.ensemble(this);
        }
    }

    /** A topic, its records, or the offsets of groups in it. */
    public record Topic(String name) implements Part {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.topic(this);
        }
    }

    /** All topics whose names begin with this prefix, those that do not exist yet included. */
    public record Topics(String prefix) implements Part {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.topics(this);
        }
    }

    /** The Kafka cluster as a whole, such as a broker's configuration; {@code name} is what a person types to confirm. */
    public record Kafka(String name) implements Part {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.kafka(this);
        }
    }

    /** One znode. */
    public static Scope znode(String path) {
        return new Scope(List.of(new Znode(path, false, Optional.empty())));
    }

    /** A znode and all below it. */
    public static Scope subtree(String path) {
        return new Scope(List.of(new Znode(path, true, Optional.empty())));
    }

    /** One topic. */
    public static Scope topic(String name) {
        return topics(List.of(name));
    }

    /** These topics; a name may come more than once. */
    public static Scope topics(Collection<String> names) {
        return new Scope(names.stream().distinct().<Part>map(Topic::new).toList());
    }

    /** The ensemble as a whole. */
    public static Scope ensemble(String name) {
        return new Scope(List.of(new Ensemble(name)));
    }

    /** The Kafka cluster as a whole. */
    public static Scope kafka(String name) {
        return new Scope(List.of(new Kafka(name)));
    }

    /** This and the other. */
    public Scope and(Scope other) {
        List<Part> all = new ArrayList<>(parts);
        other.parts.stream().filter(part -> !parts.contains(part)).forEach(all::add);
        return new Scope(all);
    }
}
