package zooka.commands.zk.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.Quoting;
import zooka.clients.zookeeper.Kind;
import zooka.clients.zookeeper.Znodes;
import zooka.clients.zookeeper.servers.Ensemble;
import zooka.clients.zookeeper.servers.FourLetterWord;
import zooka.clients.zookeeper.servers.Owners;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;
import zooka.commands.zk.znode.StatFields;

/** {@code owner}: whose session holds an ephemeral znode, and what else it holds. */
@Command(
        name = "owner",
        footer = {
            "",
            "Queries the servers with cons and dump, or their AdminServers, and lists servers that allow neither.",
            "",
            "Examples:",
            "  owner /controller",
            "  owner /brokers/ids/1 -o 'jsonpath={.client}'",
            "  owner 0x1000d3f0ab40002"
        })
public final class Owner implements Action.Query {

    private static final List<Column> FIELDS = List.of(
            Column.of("path", "path"),
            Column.of("session", "session"),
            Column.of("client", "client"),
            Column.of("server", "server"),
            Column.of("timeoutMs", "timeout").duration(),
            Column.of("ephemerals", "holds").list());

    @Parameters(index = "0", paramLabel = "PATH", description = "The znode, or a session id: 0x...")
    @Completes(Candidates.ZNODE)
    String path;

    @Parameters(index = "1", arity = "0..1", paramLabel = "HOSTS", description = "Same as --server.")
    @Completes(Candidates.FREE_TEXT)
    String hosts;

    @Mixin
    AskedServers asked = new AskedServers();

    @Override
    public List<Column> fields() {
        return FIELDS;
    }

    @Override
    public Result run(Context context) {
        boolean isSession = path.matches("(?i)0x[0-9a-f]{1,16}");
        if (isSession) {
            long session = Long.parseUnsignedLong(path.substring(2), 16);
            return result(context, Optional.empty(), session);
        }
        String absolute = context.path(path);
        Znodes.Stat stat = context.clusters().znodes().stat(absolute).orElseThrow(() -> Znodes.missing(absolute));
        kind(stat.ephemeralOwner()).ifPresent(kind -> {
            throw new Failure(Failure.Kind.FAILED, absolute + " is " + kind + ", not ephemeral")
                    .hint("stat " + Quoting.asArgument(absolute));
        });
        return result(context, Optional.of(absolute), stat.ephemeralOwner());
    }

    /** What a znode is that no session holds; empty for an ephemeral one. */
    static Optional<String> kind(long owner) {
        Kind kind = Kind.ofOwner(owner);
        return switch (kind.lifetime()) {
            case PERSISTENT -> Optional.of("a persistent znode");
            case CONTAINER -> Optional.of("a container znode");
            case TTL -> Optional.of("a TTL znode of " + kind.ttlMillis() + " ms");
            case EPHEMERAL -> Optional.empty();
        };
    }

    private Result result(Context context, Optional<String> absolute, long session) {
        Ensemble ensemble = asked.of(context, hosts);
        List<Ensemble.Answer> connections = ensemble.ask(FourLetterWord.CONS);
        List<Ensemble.Answer> dumps = ensemble.ask(FourLetterWord.DUMP);
        Optional<String> server = Optional.empty();
        Optional<Owners.Client> client = Optional.empty();
        List<Ensemble.Answer> unasked = new ArrayList<>();
        for (Ensemble.Answer answer : connections) {
            Optional<Owners.Client> found = answer.text().flatMap(text -> Owners.client(text, session));
            if (found.isPresent()) {
                server = Optional.of(answer.address());
                client = found;
            } else if (answer.text().isEmpty()) {
                unasked.add(answer);
            }
        }
        // Each server knows all ephemeral znodes, so that one is enough.
        Optional<String> dump =
                dumps.stream().flatMap(answer -> answer.text().stream()).findFirst();
        List<String> held = dump.map(text -> Owners.ephemerals(text, session)).orElse(List.of());
        if (client.isEmpty()) {
            tellUnknown(context, unasked, absolute.isPresent() || !held.isEmpty() || dump.isEmpty(), session);
        }
        if (dump.isEmpty()) {
            tellMissing(context, "the other ephemeral znodes of the session", dumps);
        }
        List<Field> fields = Field.all(
                FIELDS,
                Cell.optional(absolute.map(Cell::text)),
                StatFields.hex(session),
                Cell.optional(client.map(c -> Cell.text(c.client()))),
                Cell.optional(server.map(Cell::text)),
                timeout(client),
                dump.isEmpty()
                        ? Cell.missing()
                        : new Cell.Many(held.stream().map(Cell::text).toList()));
        if (absolute.isEmpty()) {
            fields.set(0, Field.of("path", "", Cell.missing())); // people have named none
        }
        return new Result.Details(fields);
    }

    private static void tellUnknown(Context context, List<Ensemble.Answer> unasked, boolean exists, long session) {
        if (!unasked.isEmpty()) {
            tellMissing(context, "the address of the client", unasked);
        } else if (exists) {
            context.remarks()
                    .warn(
                            "session-elsewhere",
                            "the session is not connected to any of the queried servers:"
                                    + " it may be connected to another server, or about to expire");
        } else {
            throw Failure.notFound(
                            "no session 0x" + Long.toHexString(session) + " has a connection or an ephemeral znode")
                    .hint("ensemble cons");
        }
    }

    /** What is missing and why, servers with the same trouble in one line. */
    private static void tellMissing(Context context, String what, List<Ensemble.Answer> answers) {
        Map<String, List<String>> troubles = new LinkedHashMap<>();
        for (Ensemble.Answer answer : answers) {
            answer.trouble().ifPresent(trouble -> {
                String told = trouble.getMessage()
                        + trouble.hint().map(hint -> " (" + hint + ")").orElse("");
                troubles.computeIfAbsent(told, any -> new ArrayList<>()).add(answer.address());
            });
        }
        troubles.forEach((told, servers) ->
                context.remarks().incomplete("server-silent", what + ": " + String.join(", ", servers) + " " + told));
    }

    private static Cell timeout(Optional<Owners.Client> client) {
        OptionalLong timeout = client.map(Owners.Client::timeoutMs).orElse(OptionalLong.empty());
        return timeout.isPresent() ? new Cell.Millis(timeout.getAsLong()) : Cell.missing();
    }
}
