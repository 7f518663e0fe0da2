package zooka.shell.prompt;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jline.reader.Candidate;
import zooka.clients.Failure;
import zooka.clients.kafka.Configs;
import zooka.clients.kafka.Configs.Entry;
import zooka.clients.kafka.Configs.Synonym;
import zooka.clients.kafka.Resource;
import zooka.clients.kafka.Resource.Kind;
import zooka.clients.net.Deadline;
import zooka.shell.run.NameCache;

/**
 * Completes resources with configuration ({@code topic/orders}), their configuration keys with descriptions, and the
 * values of a key: the known values, the current one and the default.
 */
final class SettingCompletion {

    private static final int LONGEST_DESCRIPTION = 90;

    /** The values of keys for which brokers do not list any. */
    private static final Map<String, List<String>> VALUES = Map.of(
            "cleanup.policy", List.of("delete", "compact", "compact,delete"),
            "compression.type", List.of("producer", "uncompressed", "gzip", "snappy", "lz4", "zstd"),
            "message.timestamp.type", List.of("CreateTime", "LogAppendTime"),
            "share.auto.offset.reset", List.of("earliest", "latest"),
            "share.isolation.level", List.of("read_committed", "read_uncommitted"));

    private static final List<String> LEVELS = List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL");

    private final NameCache names;
    private final Supplier<Deadline> patience;

    /** @param patience until when names are waited for */
    SettingCompletion(NameCache names, Supplier<Deadline> patience) {
        this.names = names;
        this.patience = patience;
    }

    private <T> List<T> known(NameCache.Names<T> asked) {
        return asked.by(patience.get());
    }

    /** Completes {@code topic/}, and after it topics. */
    void resources(String typed, List<Candidate> candidates) {
        int slash = typed.indexOf('/');
        if (slash < 0) {
            for (Kind kind : Kind.values()) {
                candidates.add(begun(kind.word() + "/", null));
            }
            return;
        }
        String kind = typed.substring(0, slash);
        List<String> found =
                switch (kind) {
                    case "topic" -> known(names.topics());
                    case "group" -> known(names.groups());
                    case "broker", "broker-logger" -> known(names.brokers());
                    default -> List.of();
                };
        found.forEach(name -> candidates.add(whole(kind + "/" + name, null)));
        if (kind.equals("broker")) {
            candidates.add(whole(kind + "/" + Resource.EVERY_BROKER, "cluster-wide default"));
        }
    }

    /**
     * Completes configuration keys, or values after {@code KEY=}.
     *
     * @param command the command that uses the configuration
     * @param arguments its arguments without options
     * @param withValue whether a key needs a value
     */
    void settings(String command, List<String> arguments, boolean withValue, String typed, List<Candidate> candidates) {
        Optional<Resource> resource = resource(command, arguments);
        if (resource.isEmpty()) {
            return;
        }
        List<Entry> entries = known(names.settings(resource.get()));
        int equals = typed.indexOf('=');
        if (equals < 0 || !withValue) {
            for (Entry entry : entries) {
                String about = entry.documentation()
                        .map(SettingCompletion::firstSentence)
                        .orElse(null);
                candidates.add(withValue ? begun(entry.key() + "=", about) : whole(entry.key(), about));
            }
            return;
        }
        String key = typed.substring(0, equals);
        entries.stream().filter(entry -> entry.key().equals(key)).findFirst().ifPresent(entry -> values(
                        resource.get(), entry)
                .forEach((value, about) -> candidates.add(whole(key + "=" + value, about))));
    }

    private Optional<Resource> resource(String command, List<String> arguments) {
        return switch (command) {
            case "topic create" ->
                // A topic that does not exist yet has the same keys as any other.
                known(names.topics()).stream().findFirst().map(Resource::topic);
            case "topic alter", "topic clone" -> arguments.stream().findFirst().map(Resource::topic);
            case "broker config" ->
                arguments.stream()
                        .findFirst()
                        .filter(id -> id.matches("\\d+"))
                        .map(id -> new Resource(Kind.BROKER, id));
            case "config describe", "config alter" ->
                arguments.stream().findFirst().flatMap(word -> named(word, arguments));
            default -> Optional.empty();
        };
    }

    private Optional<Resource> named(String word, List<String> arguments) {
        List<String> words = word.contains("/") || arguments.size() < 2 ? List.of(word) : arguments.subList(0, 2);
        try {
            Resource resource = Resource.of(words).get(0);
            return resource.equals(Resource.everyBroker())
                    ? known(names.brokers()).stream().findFirst().map(id -> new Resource(Kind.BROKER, id))
                    : Optional.of(resource);
        } catch (Failure e) {
            return Optional.empty(); // reported when the line is run
        }
    }

    private static Map<String, String> values(Resource resource, Entry entry) {
        Map<String, String> values = new LinkedHashMap<>();
        entry.value().filter(value -> !value.isEmpty()).ifPresent(value -> values.put(value, "now"));
        for (Synonym synonym : entry.synonyms()) {
            if (synonym.source().equals(Configs.DEFAULT)) {
                synonym.value()
                        .filter(value -> !value.isEmpty())
                        .ifPresent(value -> values.merge(value, "default", (now, also) -> now + ", " + also));
            }
        }
        List<String> possible = entry.type().equals("BOOLEAN")
                ? Arrays.asList("true", "false")
                : resource.kind() == Kind.BROKER_LOGGER ? LEVELS : VALUES.getOrDefault(entry.key(), List.of());
        possible.forEach(value -> values.putIfAbsent(value, ""));
        return values;
    }

    private static String firstSentence(String text) {
        int end = text.indexOf(". ");
        String sentence = end > 0 ? text.substring(0, end) : text;
        return sentence.length() <= LONGEST_DESCRIPTION
                ? sentence
                : sentence.substring(0, LONGEST_DESCRIPTION - 1) + "…";
    }

    /** A candidate to which more must be added. */
    private static Candidate begun(String word, String about) {
        return new Candidate(word, word, null, about, null, null, false);
    }

    private static Candidate whole(String word, String about) {
        return new Candidate(word, word, null, about == null || about.isEmpty() ? null : about, null, null, true);
    }
}
