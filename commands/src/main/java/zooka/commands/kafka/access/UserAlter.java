package zooka.commands.kafka.access;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.Quoting;
import zooka.clients.kafka.ScramUsers;
import zooka.clients.kafka.ScramUsers.Credential;
import zooka.clients.kafka.ScramUsers.Mechanism;
import zooka.clients.text.Selector;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.action.Scope;
import zooka.commands.config.Secrets;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;

/** {@code user alter}: sets or deletes SCRAM credentials of a user. */
@Command(
        name = "user alter",
        footer = {
            "",
            "The password is read from a prompt, a file or an environment variable, never from the command line.",
            "",
            "Examples:",
            "  user alter alice --scram-sha-512",
            "  user alter alice --scram-sha-256 --scram-sha-512 --password-file pw",
            "  user alter alice --delete SCRAM-SHA-256"
        })
public final class UserAlter implements Action.Change {

    private static final List<Column> FIELDS = List.of(
            Column.of("user", "user"), Column.of("mechanisms", "mechanisms").list());

    private static final int ITERATIONS = 8_192;
    private static final int FEWEST = 4_096;
    private static final int MOST = 16_384;

    @Option(names = "--scram-sha-256", description = "Set the password for SCRAM-SHA-256.")
    boolean sha256;

    @Option(names = "--scram-sha-512", description = "Set the password for SCRAM-SHA-512.")
    boolean sha512;

    @Option(
            names = "--iterations",
            paramLabel = "COUNT",
            description = "Iterations of SCRAM, 4096 to 16384. Default: 8192.")
    @Completes(Candidates.FREE_TEXT)
    int iterations = ITERATIONS;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "Read the password from the first line of this file.")
    @Completes(Candidates.FILE)
    String passwordFile;

    @Option(
            names = "--password-env",
            paramLabel = "VARIABLE",
            description = "Read the password from this environment variable.")
    @Completes(Candidates.FREE_TEXT)
    String passwordVariable;

    @Option(
            names = "--delete",
            split = ",",
            paramLabel = "MECHANISM",
            description = "Delete a credential: SCRAM-SHA-256 or SCRAM-SHA-512; repeatable.")
    @Completes(
            value = Candidates.WORDS,
            words = {"SCRAM-SHA-256", "SCRAM-SHA-512"})
    List<String> delete = List.of();

    @Parameters(paramLabel = "USER", description = "The user's name.")
    @Completes(Candidates.USER)
    String user;

    @Override
    public void check() {
        Map<Mechanism, Integer> set = set();
        List<Mechanism> gone = gone();
        if (set.isEmpty() && gone.isEmpty()) {
            throw Failure.usage("no change specified")
                    .hint("specify --scram-sha-256, --scram-sha-512 or --delete MECHANISM");
        }
        if (gone.stream().anyMatch(set::containsKey)) {
            throw Failure.usage("a credential cannot be both set and deleted");
        }
        if (iterations < FEWEST || iterations > MOST) {
            throw Failure.usage("--iterations must be between " + FEWEST + " and " + MOST);
        }
        boolean source = passwordFile != null || passwordVariable != null;
        if ((passwordFile != null && passwordVariable != null) || (source && set.isEmpty())) {
            throw Failure.usage(
                    "--password-file and --password-env cannot be combined, and require --scram-sha-256 or --scram-sha-512");
        }
    }

    private Map<Mechanism, Integer> set() {
        Map<Mechanism, Integer> set = new LinkedHashMap<>();
        if (sha256) {
            set.put(Mechanism.SHA_256, iterations);
        }
        if (sha512) {
            set.put(Mechanism.SHA_512, iterations);
        }
        return set;
    }

    private List<Mechanism> gone() {
        return delete.stream().map(UserAlter::mechanism).distinct().toList();
    }

    @Override
    public List<Column> fields() {
        return FIELDS;
    }

    @Override
    public Plan plan(Context context) {
        Map<Mechanism, Integer> set = set();
        List<Mechanism> gone = gone();
        Optional<String> given = password();
        ScramUsers users = context.clusters().administration().users();
        user = one(users, user);
        List<Credential> before = users.list(List.of(user));
        for (Mechanism mechanism : gone) {
            if (before.stream().noneMatch(one -> one.mechanism() == mechanism)) {
                throw before.isEmpty()
                        ? unknown(user)
                        : Failure.notFound("user " + user + " has no credential for " + mechanism.word())
                                .hint("user list " + Quoting.asArgument(user));
            }
        }
        Plan.Preview preview = preview(set, gone, before);
        Plan.On on = Plan.on(Scope.kafka(user));
        return gone.isEmpty()
                ? on.change(() -> preview, () -> make(context, users, set, given, gone, preview))
                : on.confirmed(() -> preview, user, () -> make(context, users, set, given, gone, preview));
    }

    /** The user with this name; all users are listed only if the word may be a pattern. */
    private static String one(ScramUsers users, String word) {
        return word.equals(Selector.exactly(word))
                ? word
                : new Selector(word)
                        .one(
                                users.list(List.of()).stream()
                                        .map(Credential::user)
                                        .toList(),
                                "user");
    }

    static Failure unknown(String user) {
        return Failure.notFound("no user " + user + " with a SCRAM credential").hint("users");
    }

    private static Mechanism mechanism(String typed) {
        String wanted = typed.toUpperCase(Locale.ROOT).replace('_', '-');
        return Stream.of(Mechanism.values())
                .filter(one -> one.word().equals(wanted))
                .findFirst()
                .orElseThrow(() -> Failure.usage("unknown SCRAM mechanism '" + typed + "'")
                        .hint("use SCRAM-SHA-256 or SCRAM-SHA-512"));
    }

    /** The password of the file or variable; empty if it must be asked for. */
    private Optional<String> password() {
        if (passwordFile == null && passwordVariable == null) {
            return Optional.empty();
        }
        return Optional.of(
                notEmpty(passwordFile != null ? Secrets.file(passwordFile) : Secrets.variable(passwordVariable)));
    }

    private static String notEmpty(String password) {
        if (password.isEmpty()) {
            throw Failure.usage("the password is empty");
        }
        return password;
    }

    private Plan.Preview preview(Map<Mechanism, Integer> set, List<Mechanism> gone, List<Credential> before) {
        StringBuilder summary = new StringBuilder("alter user " + user + ":");
        List<Cell> cells = new ArrayList<>();
        for (Mechanism mechanism : Mechanism.values()) {
            if (set.containsKey(mechanism) || gone.contains(mechanism)) {
                Optional<Integer> from = before.stream()
                        .filter(one -> one.mechanism() == mechanism)
                        .map(Credential::iterations)
                        .findFirst();
                Optional<Integer> to = Optional.ofNullable(set.get(mechanism));
                summary.append("\n  ").append(mechanism.word()).append(": ").append(text(from));
                summary.append(" → ").append(text(to)).append(to.isPresent() ? ", a new password" : "");
                cells.add(new Cell.Group(List.of(
                        Field.of("mechanism", "mechanism", Cell.text(mechanism.word())),
                        Field.of("from", "from", Cell.optional(from.map(Cell::count))),
                        Field.of("to", "to", Cell.optional(to.map(Cell::count))))));
            }
        }
        return new Plan.Preview(summary.toString(), Field.all(FIELDS, Cell.text(user), new Cell.Many(cells)));
    }

    private static String text(Optional<Integer> iterations) {
        return iterations
                .map(count -> String.format(Locale.ROOT, "%,d iterations", count))
                .orElse("none");
    }

    private Result make(
            Context context,
            ScramUsers users,
            Map<Mechanism, Integer> set,
            Optional<String> given,
            List<Mechanism> gone,
            Plan.Preview preview) {
        String password = set.isEmpty() ? "" : given.orElseGet(() -> asked(context));
        context.remarks().successes(users.alter(user, set, password, gone));
        return new Result.Change("altered user " + user, Optional.empty(), preview.fields());
    }

    private String asked(Context context) {
        return notEmpty(context.secrets().ask("password for " + user).orElseThrow(() -> Failure.usage(
                        "cannot ask for the password of " + user + ": no terminal")
                .hint("specify --password-file FILE or --password-env VARIABLE")));
    }
}
