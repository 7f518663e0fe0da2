package zooka.shell.dropin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import zooka.clients.Failure;
import zooka.clients.text.Selector;

/** {@code kafka-consumer-groups}: lists, describes, resets and deletes consumer groups. */
final class KafkaConsumerGroups implements Tool {

    private static final String[] ACTIONS = {"list", "describe", "delete", "reset-offsets", "delete-offsets"};

    /** What offsets may be reset to; {@code group reset} has options of the same names. */
    private static final String[] SCENARIOS = {
        "to-offset", "to-earliest", "to-latest", "to-current", "to-datetime", "by-duration", "shift-by", "from-file"
    };

    /** The stock tool ends with 0 whatever happens, unless the line itself is wrong. */
    @Override
    public int faithful(int code) {
        return code == Failure.Kind.USAGE.exitCode() ? 1 : 0;
    }

    @Override
    public StockOptions options() {
        return new StockOptions()
                .flags(ACTIONS)
                .flags("all-groups", "all-topics", "members", "offsets", "verbose", "dry-run", "execute", "export")
                .flags("to-earliest", "to-latest", "to-current")
                .values("group", "topic", "timeout")
                .values("to-offset", "to-datetime", "by-duration", "shift-by", "from-file")
                .optional("state", "type")
                .ignoredFlags("new-consumer")
                .refused("zooka -z HOST:PORT groups --old lists groups with offsets in ZooKeeper", "zookeeper")
                .refused("the brokers validate the expression when a consumer subscribes", "validate-regex");
    }

    @Override
    public void check(StockLine line) {
        String action = line.one("action", ACTIONS);
        line.refuseWith("group", "all-groups");
        line.refuseWith("topic", "all-topics");
        line.onlyWith("all-groups", "describe", "delete", "reset-offsets");
        line.onlyWith("verbose", "describe");
        line.onlyWith("members", "describe");
        line.onlyWith("offsets", "describe");
        line.onlyWith("state", "describe", "list");
        line.onlyWith("type", "list");
        line.onlyWith("topic", "reset-offsets", "delete-offsets");
        line.onlyWith("all-topics", "reset-offsets");
        for (String option : List.of("dry-run", "execute", "export")) {
            line.onlyWith(option, "reset-offsets");
        }
        line.refuseWith("dry-run", "execute");
        line.number("timeout");
        line.number("to-offset");
        line.number("shift-by");
        if (action.equals("list")) {
            line.refuseWith("list", "group");
            return;
        }
        line.one(action.equals("delete-offsets") ? "group" : "selection of groups", groupsOf(action));
        switch (action) {
            case "describe" -> {
                if (line.givenOf("members", "offsets", "state").size() > 1) {
                    throw Failure.usage("only one of --members, --offsets and --state can be used");
                }
                if (line.value("state").isPresent()) {
                    throw Failure.usage("--describe takes no value for --state");
                }
            }
            case "reset-offsets" -> {
                line.one("target", SCENARIOS);
                if (!line.has("from-file")) {
                    line.one("scope", "all-topics", "topic");
                }
            }
            case "delete-offsets" -> {
                line.value("group");
                line.require("delete-offsets", "topic");
            }
            default -> {}
        }
    }

    private static String[] groupsOf(String action) {
        return action.equals("delete-offsets") ? new String[] {"group"} : new String[] {"group", "all-groups"};
    }

    @Override
    public List<String> zooka(StockLine line) {
        return line.value("timeout")
                .map(millis -> List.of("--timeout", millis + "ms"))
                .orElse(List.of());
    }

    @Override
    public void run(StockLine line, Shell shell, StockOutput out) {
        switch (line.one("action", ACTIONS)) {
            case "list" -> list(line, shell, new GroupText(out));
            case "describe" -> describe(line, shell, new GroupText(out));
            case "delete" -> delete(line, shell, out);
            case "reset-offsets" -> reset(line, shell, out);
            default -> deleteOffsets(line, shell, out);
        }
    }

    private static void list(StockLine line, Shell shell, GroupText text) {
        text.list(listed(line, shell), line.has("type"), line.has("state"));
    }

    /** The groups that the tool lists: those of consumers, and of no other program that uses groups. */
    private static List<Item> listed(StockLine line, Shell shell) {
        List<String> words = new ArrayList<>(List.of("group", "list"));
        words.add("--type=" + values(line, "type", "classic,consumer"));
        if (line.has("list")) {
            String states = values(line, "state", "");
            if (!states.isEmpty()) {
                words.add("--state=" + states);
            }
        }
        List<Item> groups = shell.items(words);
        groups.removeIf(group ->
                !group.text("protocol").isEmpty() && !group.text("protocol").equals("consumer"));
        return groups;
    }

    private static String values(StockLine line, String option, String otherwise) {
        String text = line.value(option).orElse("").replace(" ", "").toLowerCase(Locale.ROOT);
        return text.isEmpty() ? otherwise : text;
    }

    /** The groups that the line is about, in their order. */
    private static List<String> groups(StockLine line, Shell shell) {
        if (!line.has("all-groups")) {
            return line.values("group").stream().distinct().toList();
        }
        return listed(line, shell).stream().map(group -> group.text("group")).toList();
    }

    /** The words of a command on groups, each of which is meant by its name only. */
    private static List<String> on(List<String> groups, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--");
        groups.forEach(group -> all.add(Selector.exactly(group)));
        return all;
    }

    private static void describe(StockLine line, Shell shell, GroupText text) {
        List<String> groups = groups(line, shell).stream().sorted().toList();
        if (groups.isEmpty()) {
            return;
        }
        boolean verbose = line.has("verbose");
        if (line.has("members")) {
            List<Item> members = shell.items(on(groups, "group", "members"));
            boolean epochs = verbose && members.stream().anyMatch(member -> member.has("epoch"));
            List<Item> states = epochs ? shell.items(on(groups, "group", "describe")) : List.of();
            text.members(groups, members, states, verbose);
        } else if (line.has("state")) {
            text.states(shell.items(on(groups, "group", "describe")), verbose);
        } else {
            text.offsets(groups, shell.items(on(groups, "group", "lag")), verbose);
        }
    }

    private static void delete(StockLine line, Shell shell, StockOutput out) {
        List<String> groups = groups(line, shell);
        if (groups.isEmpty()) {
            return;
        }
        List<String> deleted = new ArrayList<>();
        shell.items(on(groups, "group", "delete")).forEach(result -> deleted.addAll(result.texts("deleted")));
        if (deleted.size() == groups.size()) {
            out.line("Deletion of requested consumer groups (" + quoted(groups) + ") was successful.");
        } else if (!deleted.isEmpty()) {
            out.line("\nThese consumer groups were deleted successfully: " + quoted(deleted));
        }
    }

    private static String quoted(List<String> groups) {
        return "'" + String.join("', '", groups) + "'";
    }

    private static void reset(StockLine line, Shell shell, StockOutput out) {
        List<String> groups = groups(line, shell);
        List<Item> changes = new ArrayList<>();
        for (String group : groups) {
            List<String> words = new ArrayList<>(List.of("group", "reset"));
            String scenario = line.one("target", SCENARIOS);
            words.add(line.value(scenario)
                    .map(value -> "--" + scenario + "=" + value)
                    .orElse("--" + scenario));
            if (line.has("all-topics")) {
                words.add("--all-topics");
            }
            line.values("topic").forEach(topic -> words.add("--topic=" + partitions(topic)));
            if (!line.has("execute")) {
                words.add("--dry-run"); // the tool's default
            }
            words.addAll(List.of("--", Selector.exactly(group)));
            shell.items(words).forEach(result -> changes.addAll(result.items("offsets")));
        }
        if (line.has("export")) {
            export(changes, groups.size() > 1, out);
        } else {
            new GroupText(out).newOffsets(changes);
        }
    }

    /** A topic alone means all of its partitions, even where it is called like a partition of another one. */
    private static String partitions(String topic) {
        return topic.indexOf(':') < 0 ? topic + ":*" : topic;
    }

    /** The new offsets as {@code --from-file} takes them; after them an empty line, as the tool has it. */
    private static void export(List<Item> changes, boolean withGroup, StockOutput out) {
        for (Item change : changes) {
            out.line((withGroup ? csv(change.text("group")) + "," : "")
                    + change.text("topic")
                    + "," + change.text("partition")
                    + "," + change.text("after"));
        }
        out.line("");
    }

    private static String csv(String text) {
        boolean plain = text.indexOf(',') < 0 && text.indexOf('"') < 0 && text.indexOf('\n') < 0;
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private static void deleteOffsets(StockLine line, Shell shell, StockOutput out) {
        String group = line.value("group").orElseThrow();
        List<String> words = new ArrayList<>(List.of("group", "delete-offsets"));
        line.values("topic").forEach(topic -> words.add("--topic=" + partitions(topic)));
        words.addAll(List.of("--", Selector.exactly(group)));
        List<Item> deleted = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        shell.items(words).forEach(result -> {
            deleted.addAll(result.items("offsets"));
            failed.addAll(result.texts("failed"));
        });
        if (failed.isEmpty()) {
            out.line("Request succeeded for deleting offsets from group " + group + ".");
        }
        new GroupText(out).deletedOffsets(deleted);
    }
}
