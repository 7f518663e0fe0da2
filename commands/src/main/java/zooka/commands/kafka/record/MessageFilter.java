package zooka.commands.kafka.record;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Option;
import zooka.clients.Failure;
import zooka.clients.kafka.RecordReader.Header;
import zooka.clients.kafka.RecordReader.Message;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;

/** The options that filter records: all patterns must match. */
final class MessageFilter {

    @Option(names = "--grep", paramLabel = "REGEX", description = "Only records whose key, value or a header matches.")
    @Completes(Candidates.TEXT)
    String any;

    @Option(names = "--key", paramLabel = "REGEX", description = "Only records whose key matches.")
    @Completes(Candidates.TEXT)
    String key;

    @Option(names = "--value", paramLabel = "REGEX", description = "Only records whose value matches.")
    @Completes(Candidates.TEXT)
    String value;

    @Option(
            names = "--header",
            paramLabel = "NAME[=REGEX]",
            description = "Only records with this header, and a value that matches; repeatable.")
    @Completes(Candidates.FREE_TEXT)
    List<String> headers = List.of();

    @Option(
            names = {"-v", "--not"},
            description = "Only records that do not match.")
    boolean not;

    /**
     * Whether a record is shown.
     *
     * @throws Failure {@code USAGE} for an invalid pattern
     */
    Predicate<Message> predicate() {
        List<Predicate<Message>> all = new ArrayList<>();
        if (any != null) {
            Pattern pattern = pattern("--grep", any);
            all.add(message -> matches(pattern, message.key())
                    || matches(pattern, message.value())
                    || message.headers().stream()
                            .anyMatch(header ->
                                    pattern.matcher(header.name()).find() || matches(pattern, header.value())));
        }
        if (key != null) {
            Pattern pattern = pattern("--key", key);
            all.add(message -> matches(pattern, message.key()));
        }
        if (value != null) {
            Pattern pattern = pattern("--value", value);
            all.add(message -> matches(pattern, message.value()));
        }
        headers.forEach(header -> all.add(header(header)));
        if (all.isEmpty()) {
            if (not) {
                throw Failure.usage("-v requires a pattern").hint("specify --grep, --key, --value or --header");
            }
            return message -> true;
        }
        Predicate<Message> wanted = all.stream().reduce(message -> true, Predicate::and);
        return not ? wanted.negate() : wanted;
    }

    private static Predicate<Message> header(String given) {
        int equals = given.indexOf('=');
        String name = equals < 0 ? given : given.substring(0, equals);
        Optional<Pattern> pattern =
                equals < 0 ? Optional.empty() : Optional.of(pattern("--header", given.substring(equals + 1)));
        return message -> {
            for (Header header : message.headers()) {
                if (header.name().equals(name) && (pattern.isEmpty() || matches(pattern.get(), header.value()))) {
                    return true;
                }
            }
            return false;
        };
    }

    private static Pattern pattern(String option, String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw Failure.usage(option + ": " + e.getDescription() + " in '" + regex + "'")
                    .cause(e);
        }
    }

    private static boolean matches(Pattern pattern, Optional<byte[]> bytes) {
        return bytes.isPresent()
                && pattern.matcher(new String(bytes.get(), StandardCharsets.UTF_8))
                        .find();
    }
}
