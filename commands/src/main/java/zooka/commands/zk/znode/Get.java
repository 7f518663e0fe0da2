package zooka.commands.zk.znode;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.Quoting;
import zooka.clients.zookeeper.Znodes;
import zooka.clients.zookeeper.ZooKeeperSession;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Payload;
import zooka.commands.result.Payload.Look;
import zooka.commands.result.Payload.View;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;
import zooka.commands.value.DecompressedValue;
import zooka.commands.zk.explain.Explanations;
import zooka.commands.zk.explain.Subject;

/** {@code get}: the value of a znode. */
@Command(
        name = "get",
        footer = {
            "",
            "On a terminal, prints text as it is, JSON indented, compressed values (gzip, zlib, zstd, lz4,",
            "snappy) decompressed, and anything else as hex; elsewhere the stored bytes.",
            "--decompress prints the decompressed bytes everywhere; JSON has the key encoding: \"gzip\", or",
            "null for a value that is not compressed.",
            "",
            "Examples:",
            "  get /controller",
            "  get -s /brokers/ids/1",
            "  get -o raw /demo/app/logo > logo.png",
            "  get --decompress /demo/app/dump > dump.txt"
        })
public final class Get implements Action.Query {

    private static final List<Column> FIELDS = List.of(
            Column.of("path", "path"),
            Column.of("data", "data"),
            Column.of("stat", "stat").object());

    private static final List<Column> DECOMPRESSED = List.of(
            Column.of("path", "path"),
            Column.of("data", "data"),
            Column.of("encoding", "encoding"),
            Column.of("stat", "stat").object());

    @Option(names = "-s", description = "Print the stat, too.")
    boolean stat;

    @Option(
            names = {"-b", "--base64"},
            description = "Print the value as base64.")
    boolean base64;

    @Option(
            names = {"-x", "--hex"},
            description = "Print the value as hex and ASCII, even with -b.")
    boolean hex;

    @Option(
            names = {"--decompress", "--unpack"},
            description = "Decompress the value, also in pipes, raw and JSON.")
    boolean unpack;

    @Option(names = "-w", description = "Set a one-time watch.")
    boolean watch;

    @Parameters(index = "0", paramLabel = "PATH", arity = "0..1", description = "Default: the current znode.")
    @Completes(Candidates.ZNODE)
    String path = ".";

    /** As zkCli took it before it had options. */
    @Parameters(index = "1", arity = "0..1", hidden = true, paramLabel = "watch")
    LegacySyntax.WatchWord oldWatch;

    @Override
    public List<Column> fields() {
        return unpack ? DECOMPRESSED : FIELDS;
    }

    @Override
    public Result run(Context context) {
        if (watch || oldWatch != null) {
            context.clusters().session().watch(ZooKeeperSession.WatchMode.DATA, context.path(path));
        }
        Znodes.Znode znode = context.clusters().znodes().read(context.path(path));
        if (context.remarks().noted()) {
            Explanations.of(subject(context, znode))
                    .ifPresent(what -> context.remarks().note("meaning", what));
        }
        if (znode.data().isEmpty()) {
            context.remarks().note("null-value", "the value is null");
        } else if (znode.data().get().length == 0) {
            context.remarks().note("empty-value", "the value is empty");
        }
        Optional<DecompressedValue> unpacked = unpack ? znode.data().map(DecompressedValue::of) : Optional.empty();
        unpacked.ifPresent(inside -> say(inside, znode.path(), context));
        Optional<byte[]> bytes = unpacked.map(DecompressedValue::bytes).or(znode::data);
        List<Field> stats = StatFields.of(znode.stat());
        Cell data = StatFields.data(bytes);
        Cell group = new Cell.Group(stats);
        List<Field> fields = unpack
                ? Field.all(
                        DECOMPRESSED,
                        Cell.text(znode.path()),
                        data,
                        Cell.optional(
                                unpacked.flatMap(DecompressedValue::encoding).map(Cell::text)),
                        group)
                : Field.all(FIELDS, Cell.text(znode.path()), data, group);
        Look look = hex ? Look.HEX : base64 ? Look.BASE64 : Look.AUTO;
        return new Payload(
                bytes,
                look,
                fields,
                stat ? stats : List.of(),
                stored -> {
                    DecompressedValue inside = unpacked.orElseGet(() -> DecompressedValue.of(stored));
                    return new View(inside.bytes(), inside.note());
                },
                true);
    }

    private static Subject subject(Context context, Znodes.Znode znode) {
        Znodes.Stat stat = znode.stat();
        return new Subject(znode.path(), znode.data(), stat.ctime(), stat.mtime(), () -> {
            try {
                return context.clusters()
                        .znodes()
                        .children(context.path(znode.path() + "/.."))
                        .names();
            } catch (Failure e) {
                return List.of(); // what only helps to read the value must not cost it
            }
        });
    }

    private static void say(DecompressedValue inside, String path, Context context) {
        inside.trouble().ifPresent(trouble -> {
            throw new Failure(Failure.Kind.FAILED, path + ": " + trouble).hint("get -x " + Quoting.asArgument(path));
        });
        if (!inside.whole()) {
            context.remarks().incomplete("truncated-value", path + ": " + inside.note());
        }
    }
}
