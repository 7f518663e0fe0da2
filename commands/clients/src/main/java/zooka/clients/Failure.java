package zooka.clients;

import java.util.Locale;
import java.util.Optional;

/**
 * The one way in which anything here fails: a kind that decides the exit code, a message that names the thing and the
 * place, and a hint where one helps. Client exceptions are translated into it once, at the gateway.
 */
public final class Failure extends RuntimeException {

    /** Why it failed; each kind is one exit code of the contract with scripts. */
    public enum Kind {
        /** It failed for a reason of its own, or a check found a fault. */
        FAILED(1),
        /** Unknown command, bad option or argument; nothing was sent to a server. */
        USAGE(2),
        /** The znode, topic, group, broker or context does not exist. */
        NOT_FOUND(3),
        /** Already exists, bad version, not empty, group still active. */
        CONFLICT(4),
        /** Authentication, authorization, ACL, read-only, or a plan that was not confirmed. */
        REFUSED(5),
        /** Unreachable or timed out. */
        UNREACHABLE(6),
        /** Some items failed, each named. */
        PARTIAL(7),
        /** Ended by Ctrl-C. */
        INTERRUPTED(130);

        private final int exitCode;

        Kind(int exitCode) {
            this.exitCode = exitCode;
        }

        /** The id of a failure that has none of its own: {@code not-found}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public int exitCode() {
            return exitCode;
        }
    }

    /** What people may name wrongly. */
    public enum Noun {
        ZNODE,
        TOPIC,
        GROUP
    }

    /**
     * Something that does not exist.
     *
     * @param name as it was typed; of a znode its path from the root
     */
    public record Absent(Noun noun, String name) {}

    private final Kind kind;
    private final String id;
    private final transient Optional<String> hint;
    private final transient Optional<Absent> absent;

    private Failure(
            Kind kind, String id, String message, Optional<String> hint, Optional<Absent> absent, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.id = id;
        this.hint = hint;
        this.absent = absent;
    }

    public Failure(Kind kind, String message) {
        this(kind, "", message, Optional.empty(), Optional.empty(), null);
    }

    public static Failure usage(String message) {
        return new Failure(Kind.USAGE, message);
    }

    public static Failure notFound(String message) {
        return new Failure(Kind.NOT_FOUND, message);
    }

    /** Something that was named does not exist. */
    public static Failure absent(Noun noun, String name) {
        String hint =
                switch (noun) {
                    case ZNODE -> "ls " + Quoting.asArgument(name.substring(0, Math.max(1, name.lastIndexOf('/'))));
                    case TOPIC -> "topics";
                    case GROUP -> "groups";
                };
        return new Failure(
                Kind.NOT_FOUND,
                "no-such-" + noun.name().toLowerCase(Locale.ROOT),
                "no " + noun.name().toLowerCase(Locale.ROOT) + " " + name,
                Optional.of(hint),
                Optional.of(new Absent(noun, name)),
                null);
    }

    public static Failure conflict(String message) {
        return new Failure(Kind.CONFLICT, message);
    }

    public static Failure unreachable(String message) {
        return new Failure(Kind.UNREACHABLE, message);
    }

    public static Failure interrupted() {
        return new Failure(Kind.INTERRUPTED, "interrupted");
    }

    /** The same failure with a line that says what to try. */
    public Failure hint(String text) {
        return new Failure(kind, id, getMessage(), Optional.of(text), absent, getCause());
    }

    /** The same failure with an id of its own: lower case, with hyphens, and the same in each version. */
    public Failure as(String other) {
        return new Failure(kind, other, getMessage(), hint, absent, getCause());
    }

    /** The same failure with what the client library said, for {@code --debug}. */
    public Failure cause(Throwable cause) {
        return new Failure(kind, id, getMessage(), hint, absent, cause);
    }

    /**
     * This failure, for a caller that continues without the result; an interrupt is thrown.
     *
     * @throws Failure itself, where it is an interrupt
     */
    public Failure unlessInterrupted() {
        if (kind == Kind.INTERRUPTED) {
            throw this;
        }
        return this;
    }

    public Kind kind() {
        return kind;
    }

    /** The id by which programs know what failed: its own, or that of its kind. */
    public String id() {
        return id.isEmpty() ? kind.id() : id;
    }

    public Optional<String> hint() {
        return hint;
    }

    /** What does not exist, where it is something that was named; it may have been meant otherwise. */
    public Optional<Absent> absent() {
        return absent;
    }
}
