package zooka.commands.zk.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import zooka.clients.Failure;
import zooka.clients.text.TextFile;
import zooka.clients.zookeeper.Znodes;
import zooka.clients.zookeeper.ZooKeeperSession.Reconfiguration;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.action.Scope;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;
import zooka.commands.zk.server.Members.Member;
import zooka.commands.zk.znode.StatFields;

/** {@code reconfig}: give the ensemble other members. */
@Command(
        name = "reconfig",
        footer = {
            "",
            "Shows the members before and after and asks for confirmation. The servers need reconfigEnabled=true, and you need permission to",
            "write /zookeeper/config, for example by addauth digest super:PASSWORD.",
            "",
            "Examples:",
            "  reconfig -remove 3",
            "  reconfig -add 'server.4=zk-3:2888:3888;2181'",
            "  reconfig -add 'server.5=zk-4:2888:3888:observer;2181'",
            "  reconfig -file zoo.cfg.dynamic --dry-run"
        })
public final class Reconfig implements Action.Change {

    @Option(names = "-s", description = "Print the stat afterwards.")
    boolean stat;

    @Option(
            names = "-v",
            paramLabel = "VERSION",
            description = "Fail unless the configuration has this version, in hexadecimal.")
    @Completes(Candidates.FREE_TEXT)
    String version;

    @Option(
            names = "-file",
            paramLabel = "FILE",
            description = "File with all members, in the format of zoo.cfg.dynamic.")
    @Completes(Candidates.FILE)
    Path file;

    @Option(names = "-members", paramLabel = "SERVER,...", description = "All members.")
    @Completes(Candidates.FREE_TEXT)
    String members;

    @Option(
            names = "-add",
            paramLabel = "SERVER,...",
            description = "Members to add: server.ID=HOST:PORT:PORT[:ROLE];PORT; repeatable.")
    @Completes(Candidates.FREE_TEXT)
    List<String> add = new ArrayList<>();

    @Option(names = "-remove", paramLabel = "ID,...", description = "Ids of members to remove; repeatable.")
    @Completes(Candidates.FREE_TEXT)
    List<String> remove = new ArrayList<>();

    @Override
    public void check() {
        boolean whole = file != null || members != null;
        boolean parts = !add.isEmpty() || !remove.isEmpty();
        if (whole == parts || (file != null && members != null)) {
            throw Failure.usage("reconfig: use -file, -members, or -add and -remove")
                    .hint("help reconfig");
        }
        joining();
        leaving().forEach(Reconfig::checkId);
        if (members != null) {
            requireVoter(Members.given(Members.split(members)).all());
        }
        hex();
    }

    private List<Member> joining() {
        return Members.given(add.stream()
                        .flatMap(text -> Members.split(text).stream())
                        .toList())
                .all();
    }

    private List<String> leaving() {
        return remove.stream()
                .flatMap(text -> Stream.of(text.split(",", -1)))
                .map(String::strip)
                .toList();
    }

    @Override
    public List<Column> fields() {
        return Config.FIELDS;
    }

    @Override
    public Plan plan(Context context) {
        List<Member> joining = joining();
        List<String> leaving = leaving();
        boolean whole = file != null || members != null;
        Members all = members != null
                ? Members.given(Members.split(members))
                : file != null ? read(file) : new Members(List.of(), "", List.of());
        if (whole) {
            requireVoter(all.all());
        }
        List<String> texts = new ArrayList<>(texts(all.all()));
        texts.addAll(all.hierarchy());
        Reconfiguration wanted = new Reconfiguration(texts(joining), leaving, texts, hex());
        return Plan.on(Scope.ensemble("reconfig"))
                .confirmed(() -> preview(context, joining, leaving, all), "reconfig", () -> {
                    Members unused = after(context, joining, leaving, all);
                    Znodes.Znode now = context.clusters().session().reconfigure(wanted);
                    Result shown = Config.result(now, stat, false);
                    List<Cell> lines = new ArrayList<>(List.of(Cell.text("Committed new configuration:")));
                    now.data().map(String::new).stream()
                            .flatMap(String::lines)
                            .map(Cell::text)
                            .forEach(lines::add);
                    return new Result.AsZkCli(shown, lines, stat ? StatFields.of(now.stat()) : List.of(), List.of());
                });
    }

    private OptionalLong hex() {
        if (version == null) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(version.startsWith("0x") ? version.substring(2) : version, 16));
        } catch (NumberFormatException e) {
            throw Failure.usage("reconfig: invalid version '" + version + "': expected a hexadecimal number")
                    .hint("run config to see the version");
        }
    }

    private static void checkId(String id) {
        if (!id.matches("\\d{1,18}")) {
            throw Failure.usage("reconfig: invalid server id '" + id + "'").hint("run config to see the ids");
        }
    }

    private static List<String> texts(List<Member> list) {
        return list.stream().map(Member::toString).toList();
    }

    private static Members read(Path file) {
        Members all = Members.given(TextFile.orLatin1(file)
                .lines()
                .map(String::strip)
                .filter(line -> line.matches("(server|group|weight)\\..*"))
                .toList());
        if (all.all().isEmpty()) {
            throw Failure.usage(file + " contains no servers");
        }
        return all;
    }

    private static void requireVoter(List<Member> members) {
        if (members.stream().allMatch(Member::observer)) {
            throw Failure.usage("reconfig: no voting member would be left");
        }
    }

    private static Members before(Context context) {
        Members before =
                Members.parse(context.clusters().session().config().data().orElse(new byte[0]));
        if (before.all().isEmpty()) {
            throw new Failure(Failure.Kind.FAILED, "this server runs standalone and cannot be reconfigured")
                    .hint(
                            "an ensemble with a single server that can grow needs standaloneEnabled=false and a server.N line");
        }
        return before;
    }

    /** The members as they would be; a {@link Failure} where the servers would not take the change. */
    private static Members after(Context context, List<Member> joining, List<String> leaving, Members all) {
        Members before = before(context);
        if (!all.all().isEmpty()) {
            return all;
        }
        if (!before.hierarchy().isEmpty()) {
            throw Failure.usage("reconfig: -add and -remove do not work in an ensemble with groups")
                    .hint("use -file or -members with all members, groups and weights");
        }
        for (String id : leaving) {
            if (before.all().stream().noneMatch(member -> member.id().equals(id))) {
                throw Failure.notFound("no server " + id + " in the ensemble").hint("its members are " + before.ids());
            }
        }
        List<Member> after = new ArrayList<>(before.all());
        after.removeIf(member -> leaving.contains(member.id())
                || joining.stream().anyMatch(other -> other.id().equals(member.id())));
        after.addAll(joining);
        requireVoter(after);
        return new Members(after, "", List.of());
    }

    private static Plan.Preview preview(Context context, List<Member> joining, List<String> leaving, Members all) {
        Members before = before(context);
        Members after = after(context, joining, leaving, all);
        return new Plan.Preview(
                "change the members from " + said(before) + " to " + said(after)
                        + after.all().stream().map(member -> "\n  " + member).reduce("", String::concat)
                        + after.hierarchy().stream().map(line -> "\n  " + line).reduce("", String::concat),
                List.of(
                        Field.of("before", "before", ids(before)),
                        Field.of("after", "after", ids(after)),
                        Field.of("quorum", "quorum", Config.quorum(after))));
    }

    private static String said(Members members) {
        return members.ids()
                + (members.quorum().isPresent()
                        ? " (" + members.quorum().getAsInt() + " form a quorum)"
                        : " (quorum by groups and weights)");
    }

    private static Cell ids(Members members) {
        return new Cell.Many(
                members.all().stream().map(member -> Cell.text(member.id())).toList());
    }
}
