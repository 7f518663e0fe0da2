package zooka.commands.zk;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import zooka.commands.Action;
import zooka.commands.Context;
import zooka.commands.Failure;
import zooka.commands.Plan;
import zooka.commands.Scope;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.text.TextFile;
import zooka.commands.zk.Members.Member;
import zooka.commands.zk.client.KeeperSession.Reconfiguration;
import zooka.commands.zk.client.Znodes;

/** {@code reconfig}: give the ensemble other members. */
@Command(
        name = "reconfig",
        footer = {
            "",
            "It shows the servers before and after and asks. The servers need reconfigEnabled=true, and you the right to",
            "write /zookeeper/config: addauth digest super:PASSWORD, say.",
            "",
            "Examples:",
            "  reconfig -remove 3",
            "  reconfig -add 'server.4=zk-3:2888:3888;2181' -add 'server.5=zk-4:2888:3888:observer;2181'",
            "  reconfig -file zoo.cfg.dynamic --dry-run"
        })
public final class Reconfig implements Action.Change {

    @Option(names = "-s", description = "With the stat afterwards.")
    boolean stat;

    @Option(
            names = "-v",
            paramLabel = "VERSION",
            description = "Only if this is still the version, in hex, of the members.")
    String version;

    @Option(names = "-file", paramLabel = "FILE", description = "All members, as in a zoo.cfg.dynamic.")
    Path file;

    @Option(names = "-members", paramLabel = "SERVER,...", description = "All members.")
    String members;

    @Option(
            names = "-add",
            paramLabel = "SERVER,...",
            description = "Members to add: server.ID=HOST:PORT:PORT[:ROLE];PORT. May be repeated.")
    List<String> add = new ArrayList<>();

    @Option(names = "-remove", paramLabel = "ID,...", description = "Members to remove. May be repeated.")
    List<String> remove = new ArrayList<>();

    @Override
    public Plan plan(Context context) {
        boolean whole = file != null || members != null;
        boolean parts = !add.isEmpty() || !remove.isEmpty();
        if (whole == parts || (file != null && members != null)) {
            throw Failure.usage("reconfig: either -file or -members, or -add and -remove")
                    .hint("help reconfig");
        }
        List<Member> joining =
                add.stream().flatMap(text -> Members.list(text).stream()).toList();
        List<String> leaving = remove.stream()
                .flatMap(text -> Stream.of(text.split(",", -1)))
                .map(String::strip)
                .toList();
        leaving.forEach(Reconfig::checkId);
        List<Member> all = members != null ? Members.list(members) : file != null ? read(file) : List.of();
        Reconfiguration wanted = new Reconfiguration(texts(joining), leaving, texts(all), hex());
        return Plan.on(Scope.ensemble("reconfig"))
                .confirmed(() -> preview(context, joining, leaving, all), "reconfig", () -> {
                    Znodes.Znode now = context.clusters().session().reconfigure(wanted);
                    Result shown = Config.shown(now, stat, false);
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
            throw Failure.usage("reconfig: '" + version + "' is no version in hex")
                    .hint("config shows it");
        }
    }

    private static void checkId(String id) {
        if (!id.matches("\\d+")) {
            throw Failure.usage("reconfig: '" + id + "' is no server's number").hint("config shows them");
        }
    }

    private static List<String> texts(List<Member> list) {
        return list.stream().map(Member::toString).toList();
    }

    private static List<Member> read(Path file) {
        List<Member> all = TextFile.orLatin1(file)
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("server."))
                .map(Member::parse)
                .toList();
        if (all.isEmpty()) {
            throw Failure.usage(file + " names no servers");
        }
        return all;
    }

    private static Plan.Preview preview(Context context, List<Member> joining, List<String> leaving, List<Member> all) {
        Members before =
                Members.parse(context.clusters().session().config().data().orElse(new byte[0]));
        List<Member> after = new ArrayList<>(all.isEmpty() ? before.all() : all);
        after.removeIf(member -> leaving.contains(member.id())
                || joining.stream().anyMatch(other -> other.id().equals(member.id())));
        after.addAll(joining);
        Members members = new Members(after, "");
        return new Plan.Preview(
                "change the members from " + said(before) + " to " + said(members)
                        + after.stream().map(member -> "\n  " + member).reduce("", String::concat),
                List.of(
                        Field.of("before", "before", ids(before)),
                        Field.of("after", "after", ids(members)),
                        Field.of("quorum", "quorum", Cell.count(members.quorum()))));
    }

    private static String said(Members members) {
        return members.ids() + " (" + members.quorum() + " of them are a quorum)";
    }

    private static Cell ids(Members members) {
        return new Cell.Many(
                members.all().stream().map(member -> Cell.text(member.id())).toList());
    }
}
