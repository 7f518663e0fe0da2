package zooka.commands.zk.subtree;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.Outcome;
import zooka.clients.text.Selector;
import zooka.clients.zookeeper.Acl;
import zooka.clients.zookeeper.Kind;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Flow;
import zooka.commands.result.Flow.Pace;
import zooka.commands.result.Remarks;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;
import zooka.commands.result.Table.Shape;
import zooka.commands.text.Durations;
import zooka.commands.zk.tree.FilteredIterator;
import zooka.commands.zk.tree.Walk;
import zooka.commands.zk.znode.StatFields;

/** {@code find}: the znodes of a subtree that answer a description. */
@Command(
        name = "find",
        footer = {
            "",
            "Finds znodes that meet all conditions. N is a number: +N more than, -N less than, N exactly; sizes take k, M and G.",
            "",
            "Examples:",
            "  find / --name '*lock*'",
            "  find / --size +100k --older-than 30d",
            "  find /brokers --ephemeral",
            "  find / --acl 'world:anyone:cdrwa' | wc -l"
        })
public final class Find implements Action.Query {

    @Option(
            names = {"-n", "-name", "--name"},
            paramLabel = "GLOB",
            description =
                    "Glob for the last part of the path: * any characters, ? one, [abc] one of these, \\ escapes.")
    @Completes(Candidates.FREE_TEXT)
    String name;

    @Option(
            names = {"-regex", "--regex"},
            paramLabel = "REGEX",
            description = "Regular expression that the path must contain.")
    @Completes(Candidates.TEXT)
    String regex;

    @Option(names = "--size", paramLabel = "N", description = "Size of the value in bytes.")
    @Completes(Candidates.FREE_TEXT)
    String size;

    @Option(names = "--children", paramLabel = "N", description = "Number of children.")
    @Completes(Candidates.FREE_TEXT)
    String children;

    @Option(names = "--depth", paramLabel = "N", description = "Maximum levels below PATH.")
    @Completes(Candidates.FREE_TEXT)
    int depth = Walk.EVERYTHING;

    @Option(
            names = "--newer-than",
            converter = Durations.class,
            paramLabel = "AGE",
            description = "Value changed within this time: 90s, 5m, 2h, 30d.")
    @Completes(Candidates.FREE_TEXT)
    Duration newer;

    @Option(
            names = "--older-than",
            converter = Durations.class,
            paramLabel = "AGE",
            description = "Value unchanged for this time.")
    @Completes(Candidates.FREE_TEXT)
    Duration older;

    @Option(names = "--ephemeral", description = "Only ephemeral znodes.")
    boolean ephemeral;

    @Option(names = "--kind", paramLabel = "KIND", description = "persistent, ephemeral, container or ttl.")
    Kind.Lifetime kind;

    @Option(names = "--owner", paramLabel = "SESSION", description = "Only ephemeral znodes of this session: 0x...")
    @Completes(Candidates.FREE_TEXT)
    String owner;

    @Option(names = "--null", description = "Only null values.")
    boolean isNull;

    @Option(names = "--empty", description = "Only empty values.")
    boolean empty;

    @Option(
            names = "--acl",
            paramLabel = "TEXT",
            description = "An ACL entry, SCHEME:ID:PERMISSIONS, starts with this.")
    @Completes(Candidates.TEXT)
    String acl;

    @Option(names = "-l", description = "Print size, children, time of the last change and owner.")
    boolean details;

    @Parameters(arity = "0..1", paramLabel = "PATH", description = "Default: the current znode.")
    @Completes(Candidates.ZNODE)
    String path = ".";

    @Override
    public void check() {
        if (depth < 0) {
            throw Failure.usage("find: --depth must not be negative");
        }
        Durations.requirePositive("find: --newer-than", newer);
        Durations.requirePositive("find: --older-than", older);
        named();
        described(Instant.EPOCH);
    }

    @Override
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>(List.of(Column.of("path", "PATH")));
        if (readsValues(described(Instant.EPOCH))) {
            columns.addAll(List.of(
                    Column.textOnly("SIZE"),
                    Column.textOnly("CHILDREN"),
                    Column.textOnly("MODIFIED"),
                    Column.textOnly("OWNER")));
            StatFields.COLUMNS.forEach(column -> columns.add(column.inJsonOnly()));
        }
        return columns;
    }

    /** Whether names alone do not tell what is found, or what is shown. */
    private boolean readsValues(Optional<Predicate<Znodes.Znode>> described) {
        return described.isPresent() || acl != null || details;
    }

    @Override
    public Result run(Context context) {
        String root = context.path(path);
        Predicate<Walk.Visit> named = named();
        Optional<Predicate<Znodes.Znode>> described = described(context.clock().instant());
        boolean values = readsValues(described);
        return new Flow(
                columns(),
                rows -> {
                    if (values) {
                        search(context, root, named, described.orElse(znode -> true), rows);
                    } else {
                        Walk.names(context.clusters().znodes(), context.remarks(), depth)
                                .preorder(root, visited -> {
                                    if (named.test(visited)) {
                                        rows.accept(Row.of(Cell.text(visited.path())));
                                    }
                                });
                    }
                },
                details ? Shape.TABLE : Shape.NAMES,
                Pace.LIST);
    }

    private void search(
            Context context,
            String root,
            Predicate<Walk.Visit> named,
            Predicate<Znodes.Znode> described,
            Consumer<Row> rows) {
        Znodes znodes = context.clusters().znodes();
        long[] count = new long[1];
        Iterator<Walk.Visit> walk = new FilteredIterator<>(
                Walk.values(znodes, context.remarks(), depth).from(root), visited -> {
                    if (++count[0] % 10_000 == 0) {
                        context.remarks().progress(String.format(Locale.ROOT, "%,d znodes searched", count[0]));
                    }
                    return named.test(visited) && described.test(visited.znode().orElseThrow());
                });
        List<Walk.Visit> some = new ArrayList<>();
        long bytes = 0;
        while (walk.hasNext()) {
            some.add(walk.next());
            bytes += some.get(some.size() - 1).znode().orElseThrow().stat().dataLength();
            // ACLs are asked for together, and only of what answers the rest.
            if (acl == null || some.size() == 500 || bytes > 1 << 20 || !walk.hasNext()) {
                permitted(znodes, context.remarks(), some).forEach(visited -> rows.accept(row(visited)));
                some.clear();
                bytes = 0;
            }
        }
    }

    private List<Walk.Visit> permitted(Znodes znodes, Remarks remarks, List<Walk.Visit> some) {
        if (acl == null) {
            return some;
        }
        List<Walk.Visit> permitted = new ArrayList<>();
        List<Outcome<Acl>> acls =
                znodes.aclOfEach(some.stream().map(Walk.Visit::path).toList());
        for (int i = 0; i < some.size(); i++) {
            acls.get(i).failure().ifPresent(failure -> remarks.incomplete(failure));
            boolean holds = acls.get(i).value().stream()
                    .flatMap(list -> list.entries().stream())
                    .anyMatch(entry -> entry.toString().startsWith(acl));
            if (holds) {
                permitted.add(some.get(i));
            }
        }
        return permitted;
    }

    private static Row row(Walk.Visit visited) {
        Znodes.Stat stat = visited.znode().orElseThrow().stat();
        List<Cell> cells = new ArrayList<>(List.of(
                Cell.text(visited.path()),
                new Cell.Size(stat.dataLength()),
                Cell.count(stat.numChildren()),
                Cell.since(stat.mtime()),
                stat.ephemeralOwner() == 0 ? Cell.missing() : StatFields.hex(stat.ephemeralOwner())));
        StatFields.of(stat).stream().map(Field::cell).forEach(cells::add);
        return new Row(cells);
    }

    private Predicate<Walk.Visit> named() {
        Predicate<Walk.Visit> wanted = visited -> true;
        if (name != null) {
            Selector selector = new Selector(name);
            wanted = wanted.and(visited -> selector.mayBe(visited.name()));
        }
        if (regex != null) {
            try {
                Pattern pattern = Pattern.compile(regex);
                wanted = wanted.and(visited -> pattern.matcher(visited.path()).find());
            } catch (PatternSyntaxException e) {
                throw Failure.usage("invalid regular expression '" + regex + "': " + e.getDescription());
            }
        }
        return wanted;
    }

    /** What a value or a stat must be; empty where nothing of the kind is asked for. */
    private Optional<Predicate<Znodes.Znode>> described(Instant now) {
        List<Predicate<Znodes.Znode>> all = new ArrayList<>();
        if (size != null) {
            Bound bound = Bound.parse(size, true);
            all.add(znode -> bound.holds(znode.stat().dataLength()));
        }
        if (children != null) {
            Bound bound = Bound.parse(children, false);
            all.add(znode -> bound.holds(znode.stat().numChildren()));
        }
        if (newer != null) {
            Instant since = now.minus(newer);
            all.add(znode -> znode.stat().mtime().isAfter(since));
        }
        if (older != null) {
            Instant since = now.minus(older);
            all.add(znode -> znode.stat().mtime().isBefore(since));
        }
        if (ephemeral || kind != null) {
            Kind.Lifetime lifetime = ephemeral ? Kind.Lifetime.EPHEMERAL : kind;
            all.add(znode -> znode.stat().kind().lifetime() == lifetime);
        }
        if (owner != null) {
            long session = session(owner);
            all.add(znode -> znode.stat().kind().ephemeral() && znode.stat().ephemeralOwner() == session);
        }
        if (isNull) {
            all.add(znode -> znode.data().isEmpty());
        }
        if (empty) {
            all.add(znode -> znode.data().isPresent() && znode.data().get().length == 0);
        }
        return all.stream().reduce(Predicate::and);
    }

    private static long session(String text) {
        try {
            return Long.parseUnsignedLong(text.startsWith("0x") ? text.substring(2) : text, 16);
        } catch (NumberFormatException e) {
            throw Failure.usage("invalid session id '" + text + "' (example: 0x100003f2c6a0001)");
        }
    }

    /** A number to compare with, and how. */
    private record Bound(char sign, long number) {

        static Bound parse(String text, boolean bytes) {
            char sign = text.isEmpty() ? ' ' : text.charAt(0);
            String rest = sign == '+' || sign == '-' ? text.substring(1) : text;
            char unit = rest.isEmpty() ? ' ' : rest.charAt(rest.length() - 1);
            int shift = bytes ? " kMG".indexOf(unit) * 10 : 0;
            try {
                long number = Long.parseLong(shift > 0 ? rest.substring(0, rest.length() - 1) : rest);
                if (number < 0 || rest.charAt(0) == '+') {
                    throw new NumberFormatException(rest);
                }
                return new Bound(sign, Math.multiplyExact(number, 1L << Math.max(0, shift)));
            } catch (ArithmeticException | NumberFormatException e) {
                throw Failure.usage("'" + text + "' is not a number" + (bytes ? " of bytes" : ""))
                        .hint("+100 means more than 100, -100 means less than 100" + (bytes ? "; 100k, 2M, 1G" : ""));
            }
        }

        boolean holds(long value) {
            return sign == '+' ? value > number : sign == '-' ? value < number : value == number;
        }
    }
}
