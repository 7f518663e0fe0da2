package zooka.commands.zk.server;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.Failure.Kind;
import zooka.clients.zookeeper.servers.Ensemble;
import zooka.clients.zookeeper.servers.FourLetterWord;
import zooka.clients.zookeeper.servers.Quorum;
import zooka.clients.zookeeper.servers.Server;
import zooka.clients.zookeeper.servers.Storage;
import zooka.clients.zookeeper.servers.Votes;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.result.Cell;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Field;
import zooka.commands.result.Health;
import zooka.commands.result.Remarks;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;
import zooka.commands.zk.znode.StatFields;

/** {@code ensemble}: the servers of the ensemble and what each of them does, or what each answers to a word. */
@Command(
        name = "ensemble",
        footer = {
            "",
            "Queries each server of the connect string with four-letter words or its AdminServer, whichever answers.",
            "Words: srvr stat mntr cons dump conf envi ruok wchs wchc wchp dirs isro gtmk hash, and those of the AdminServer,",
            "such as voting_view. mntr, cons and dump are short for ensemble mntr, ensemble cons, ensemble dump; chkzk is ensemble --check.",
            "",
            "Examples:",
            "  ensemble",
            "  ensemble mntr --server zk-0:2181",
            "  ensemble --admin 8080",
            "  zooka ensemble --check && echo healthy",
            "  ensemble --where 'role = leader' -o name"
        })
public final class EnsembleList implements Action.Query {

    private static final List<Column> COLUMNS = List.of(
            Column.of("server", "SERVER"),
            Column.of("role", "ROLE"),
            Column.of("version", "VERSION"),
            Column.of("zxid", "ZXID"),
            Column.of("zxidLag", "LAG").number(),
            Column.of("latencyMs", "LATENCY").duration(),
            Column.of("connections", "CONNECTIONS").number(),
            Column.of("watches", "WATCHES").number(),
            Column.of("znodes", "ZNODES").number(),
            Column.jsonOnly("outstanding").number(),
            Column.jsonOnly("ephemerals").number(),
            Column.jsonOnly("approximateDataSize").number(),
            Column.jsonOnly("openFileDescriptors").number(),
            Column.jsonOnly("uptimeSeconds").number(),
            Column.jsonOnly("via"),
            Column.jsonOnly("trouble"));

    /** More transactions behind than the time between two requests explains. */
    private static final long FAR_BEHIND = 10_000;

    @Mixin
    AskedServers asked = new AskedServers();

    @Option(
            names = "--check",
            description = "Exit with 1 if a server is unreachable or far behind, or the quorum tolerates no failure.")
    boolean check;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "WORD",
            description = "Run this four-letter word on each server.")
    @Completes(Candidates.FOUR_LETTER_WORD)
    String word;

    @Parameters(index = "1", arity = "0..1", paramLabel = "HOSTS", description = "Same as --server.")
    @Completes(Candidates.FREE_TEXT)
    String hosts;

    @Override
    public void check() {
        if (check && hosts == null) {
            hosts = word; // chkzk HOSTS: no word is asked for there
            word = null;
        }
        if (word != null) {
            known(word);
        }
    }

    @Override
    public List<Column> columns() {
        return word == null ? COLUMNS : List.of();
    }

    @Override
    public Result run(Context context) {
        if (word != null) {
            return answers(context, known(word));
        }
        Ensemble ensemble = asked.of(context, hosts);
        List<Server> servers = ensemble.servers();
        if (servers.stream().noneMatch(server -> server.answers() || server.alone())) {
            throw silence(servers);
        }
        tell(context, ensemble, servers);
        return table(servers);
    }

    private static Failure silence(List<Server> servers) {
        return Failure.unreachable("no ZooKeeper server answers: "
                        + servers.stream()
                                .map(server -> server.address() + " "
                                        + server.trouble().orElse(""))
                                .collect(Collectors.joining(", ")))
                .hint("review the addresses in -z HOST:PORT[,...]");
    }

    private static String state(Server server) {
        return server.outOfQuorum() ? "out of quorum" : server.alone() ? "no quorum" : Health.UNREACHABLE.word();
    }

    /** What is wrong with the ensemble, and how far it is from standing still. */
    private void tell(Context context, Ensemble ensemble, List<Server> servers) {
        Remarks remarks = context.remarks();
        List<String> wrong = new ArrayList<>();
        for (Server server : servers) {
            server.trouble().ifPresent(trouble -> {
                String silent = server.address() + ": " + trouble;
                if (check) {
                    wrong.add(silent);
                } else {
                    remarks.incomplete("server-silent", silent);
                }
            });
        }
        Quorum quorum = Quorum.of(servers, () -> votes(context, ensemble));
        if (quorum.state() == Quorum.State.LOST || quorum.atTheEdge()) {
            wrong.add(quorum.description());
        } else if (quorum.state() != Quorum.State.STANDALONE) {
            remarks.note("quorum", quorum.description());
        }
        long leaders = servers.stream().filter(Server::leads).count();
        if (leaders > 1) {
            wrong.add(leaders + " servers claim to be the leader: they are not members of one ensemble");
        }
        long newest = newest(servers);
        for (Server server : servers) {
            if (behind(server.zxid(), newest) > FAR_BEHIND) {
                wrong.add(server.address() + " is " + behind(server.zxid(), newest) + " transactions behind");
            }
            Storage storage = Storage.of(server);
            if (storage.slow()) {
                wrong.add(server.address() + " has " + storage.description());
            }
        }
        for (String what : wrong) {
            if (check) {
                remarks.fault("ensemble-unhealthy", what);
            } else {
                remarks.warn("ensemble-unhealthy", what);
            }
        }
    }

    /** The voters: by a four-letter word, or by a znode if it can be read, which is not below a chroot, nor before 3.5. */
    private Optional<Votes> votes(Context context, Ensemble ensemble) {
        Optional<Votes> told = ensemble.votes();
        if (told.isPresent() || !asked.connected(hosts)) {
            return told;
        }
        try {
            return Votes.of(new String(
                    context.clusters().znodes().read("/zookeeper/config").data().orElse(new byte[0]),
                    StandardCharsets.UTF_8));
        } catch (Failure e) {
            e.unlessInterrupted();
            return Optional.empty();
        }
    }

    private static FourLetterWord known(String typed) {
        if (FourLetterWord.changes(typed)) {
            throw Failure.usage(typed + " changes the state of the server, and ensemble is read-only")
                    .hint("if the server allows it: echo " + typed + " | nc HOST PORT");
        }
        return FourLetterWord.of(typed).orElseThrow(() -> Failure.usage("unknown four-letter word '" + typed + "'")
                .hint("words: " + String.join(" ", FourLetterWord.names())));
    }

    private Result answers(Context context, FourLetterWord wanted) {
        List<Ensemble.Answer> answers = asked.of(context, hosts).ask(wanted);
        List<Result.Text> texts = new ArrayList<>();
        for (Ensemble.Answer answer : answers) {
            answer.text().ifPresent(text -> texts.add(new Result.Text(answer.address(), text, fields(wanted, answer))));
        }
        if (texts.isEmpty()) {
            throw refused(answers);
        }
        for (Ensemble.Answer answer : answers) {
            answer.trouble().ifPresent(trouble -> context.remarks()
                    .incomplete("server-silent", answer.address() + ": " + trouble.getMessage()));
        }
        return new Result.Texts(texts);
    }

    private static List<Field> fields(FourLetterWord word, Ensemble.Answer answer) {
        return List.of(
                Field.of("server", "server", Cell.text(answer.address())),
                Field.of("word", "word", Cell.text(word.word())),
                Field.of("via", "via", Cell.optional(answer.via().map(Cell::text))),
                Field.of("text", "text", Cell.optional(answer.text().map(Cell::text))));
    }

    /** None has answered: refused where one of them could have. */
    private static Failure refused(List<Ensemble.Answer> answers) {
        List<Failure> troubles =
                answers.stream().flatMap(answer -> answer.trouble().stream()).toList();
        Optional<Failure> refusal = troubles.stream()
                .filter(trouble -> trouble.kind() == Kind.REFUSED)
                .findFirst();
        String told = answers.stream()
                .map(answer -> answer.address() + " "
                        + answer.trouble().map(Failure::getMessage).orElse("does not answer"))
                .collect(Collectors.joining(", "));
        Failure failure = new Failure(refusal.isPresent() ? Kind.REFUSED : Kind.UNREACHABLE, told);
        return refusal.flatMap(Failure::hint).map(failure::hint).orElse(failure);
    }

    /** The servers as they are told wherever they appear. */
    public static Table table(List<Server> servers) {
        long newest = newest(servers);
        return new Table(
                        COLUMNS,
                        servers.stream().map(server -> row(server, newest)).toList(),
                        "no servers")
                .graded("server");
    }

    private static Row row(Server server, long newest) {
        OptionalLong lag = server.zxid().isEmpty() || behind(server.zxid(), newest) < 0
                ? OptionalLong.empty()
                : OptionalLong.of(behind(server.zxid(), newest));
        OptionalLong uptime = server.gauge("uptime");
        return Row.of(
                Cell.text(server.address()),
                server.role()
                        .map(role -> Cell.text(role, server.leads() ? Level.GOOD : Level.PLAIN))
                        .orElse(Cell.text(state(server), Level.BAD)),
                Cell.optional(server.version().map(Cell::text)),
                StatFields.hex(server.zxid()),
                lag.isPresent()
                        ? Cell.count(lag.getAsLong(), lag.getAsLong() > FAR_BEHIND ? Level.BAD : Level.PLAIN)
                        : Cell.missing(),
                Cell.optional(server.latencyMs().map(Cell.Millis::new)),
                count(server.connections()),
                count(server.watches()),
                count(server.znodes()),
                count(server.gauge("outstanding_requests")),
                count(server.gauge("ephemerals_count")),
                count(server.gauge("approximate_data_size")),
                count(server.gauge("open_file_descriptor_count")),
                uptime.isPresent() ? Cell.count(uptime.getAsLong() / 1000) : Cell.missing(),
                Cell.optional(server.via().map(Cell::text)),
                Cell.optional(server.trouble().map(Cell::text)));
    }

    private static long newest(List<Server> servers) {
        return servers.stream()
                .flatMap(server -> server.zxid().stream().boxed())
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    /** How many transactions behind the newest; -1 between servers of two epochs, whose numbers begin anew. */
    private static long behind(OptionalLong zxid, long newest) {
        return zxid.isEmpty() || zxid.getAsLong() >>> 32 != newest >>> 32 ? -1 : newest - zxid.getAsLong();
    }

    private static Cell count(OptionalLong value) {
        return value.isPresent() ? Cell.count(value.getAsLong()) : Cell.missing();
    }
}
