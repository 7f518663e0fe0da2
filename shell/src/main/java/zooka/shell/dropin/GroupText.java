package zooka.shell.dropin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The text of {@code kafka-consumer-groups}: columns that are filled with blanks, each line after an end of line. */
final class GroupText {

    private static final String UNKNOWN = "-";

    /** The least width of names, and of numbers. */
    private static final int NARROW = 15;

    private static final int PARTITION = 10;

    private final StockOutput out;

    GroupText(StockOutput out) {
        this.out = out;
    }

    /** The longest of the values, or the least width. */
    private static int width(int least, List<Item> items, String key) {
        int width = least;
        for (Item item : items) {
            width = Math.max(width, item.text(key, UNKNOWN).length());
        }
        return width;
    }

    /** The cells side by side, each but the last filled up to its width. */
    private static String row(int[] widths, String... cells) {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            row.append(i == 0 ? "" : " ")
                    .append(i < widths.length ? StockOutput.padded(cells[i], widths[i]) : cells[i]);
        }
        return row.toString();
    }

    /**
     * The groups: their names only, or with type and state.
     *
     * @param types whether their types are asked for
     * @param states whether their states are asked for
     */
    void list(List<Item> groups, boolean types, boolean states) {
        if (!types && !states) {
            groups.forEach(group -> out.line(group.text("group")));
            return;
        }
        int width = width(NARROW, groups, "group") + 10;
        int[] widths = {width, 20, 20};
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"GROUP", "TYPE", "STATE"});
        groups.forEach(group -> rows.add(new String[] {group.text("group"), group.text("type"), group.text("state")}));
        for (String[] row : rows) {
            out.line(types && states ? row(widths, row) : row(new int[] {width, 20}, row[0], types ? row[1] : row[2]));
        }
    }

    /** The offsets of groups, a block for each that has any: the partitions of busier members first, then those nobody reads. */
    void offsets(List<String> groups, List<Item> lags, boolean verbose) {
        Map<String, List<Item>> byGroup = byGroup(lags);
        for (String group : groups) {
            List<Item> rows = byGroup.getOrDefault(group, List.of());
            if (rows.isEmpty()) {
                continue;
            }
            int[] widths = widths(rows, verbose);
            out.text("\n"
                    + row(
                            widths,
                            cells(
                                    verbose,
                                    "LEADER-EPOCH",
                                    "GROUP",
                                    "TOPIC",
                                    "PARTITION",
                                    "CURRENT-OFFSET",
                                    "LOG-END-OFFSET",
                                    "LAG",
                                    "CONSUMER-ID",
                                    "HOST",
                                    "CLIENT-ID")));
            for (Item lag : ordered(rows)) {
                out.text("\n"
                        + row(
                                widths,
                                cells(
                                        verbose,
                                        lag.text("leaderEpoch", UNKNOWN),
                                        lag.text("group"),
                                        lag.text("topic", UNKNOWN),
                                        lag.text("partition", UNKNOWN),
                                        lag.text("committed", UNKNOWN),
                                        lag.text("end", UNKNOWN),
                                        lag.text("lag", UNKNOWN),
                                        lag.text("member", UNKNOWN),
                                        host(lag),
                                        lag.text("client", UNKNOWN))));
            }
            out.line("");
        }
    }

    private static Map<String, List<Item>> byGroup(List<Item> items) {
        Map<String, List<Item>> byGroup = new HashMap<>();
        for (Item item : items) {
            byGroup.computeIfAbsent(item.text("group"), none -> new ArrayList<>())
                    .add(item);
        }
        return byGroup;
    }

    /** Java writes an address without a name with a slash before it. */
    private static String host(Item item) {
        return item.has("host") ? "/" + item.text("host") : UNKNOWN;
    }

    private static int[] widths(List<Item> rows, boolean verbose) {
        int group = width(NARROW, rows, "group");
        int topic = width(NARROW, rows, "topic");
        int member = width(NARROW, rows, "member");
        int host = width(NARROW - 1, rows, "host") + 1;
        return verbose
                ? new int[] {group, topic, PARTITION, NARROW, NARROW, NARROW, NARROW, member, host}
                : new int[] {group, topic, PARTITION, NARROW, NARROW, NARROW, member, host};
    }

    /** The cells of a row; the first one stands behind the partition where all is asked for, and nowhere else. */
    private static String[] cells(boolean verbose, String epoch, String... others) {
        if (!verbose) {
            return others;
        }
        List<String> cells = new ArrayList<>(List.of(others));
        cells.add(3, epoch);
        return cells.toArray(String[]::new);
    }

    private static List<Item> ordered(List<Item> rows) {
        Map<String, Integer> counts = new HashMap<>();
        rows.forEach(row -> counts.merge(row.text("member"), 1, Integer::sum));
        List<Item> ordered = new ArrayList<>(rows);
        ordered.sort(Comparator.comparing((Item row) -> row.text("member").isEmpty())
                .thenComparing(row -> -counts.get(row.text("member")))
                .thenComparing(row -> row.text("member"))
                .thenComparing(row -> row.text("topic"))
                .thenComparing(row -> row.number("partition")));
        return ordered;
    }

    /**
     * The members of groups, a block for each, also for those without members.
     *
     * @param states the groups, with the epochs of their assignments; empty where these are not asked for
     */
    void members(List<String> groups, List<Item> members, List<Item> states, boolean verbose) {
        Map<String, String> targets = new HashMap<>();
        states.forEach(state -> targets.put(state.text("group"), state.text("targetEpoch", UNKNOWN)));
        Map<String, List<Item>> byGroup = byGroup(members);
        for (String group : groups) {
            List<Item> rows = byGroup.getOrDefault(group, List.of());
            boolean instances = rows.stream().anyMatch(row -> row.has("instance"));
            int[] fixed = {
                width(NARROW, rows, "group"),
                width(NARROW, rows, "member"),
                width(17, rows, "instance"),
                width(NARROW - 1, rows, "host") + 1,
                width(NARROW, rows, "client"),
                NARROW
            };
            int[] assignments = {NARROW, 20, NARROW, 20};
            for (Item row : rows) {
                assignments[1] =
                        Math.max(assignments[1], assignment(row, "assignment").length());
                assignments[3] =
                        Math.max(assignments[3], assignment(row, "target").length());
            }
            String header = joined(
                    fixed, instances, "GROUP", "CONSUMER-ID", "GROUP-INSTANCE-ID", "HOST", "CLIENT-ID", "#PARTITIONS");
            String more = verbose
                    ? row(assignments, "CURRENT-EPOCH", "CURRENT-ASSIGNMENT", "TARGET-EPOCH", "TARGET-ASSIGNMENT")
                    : "";
            out.line("\n" + header + more);
            for (Item row : rows) {
                String line = joined(
                        fixed,
                        instances,
                        row.text("group"),
                        row.text("member"),
                        row.text("instance"),
                        host(row),
                        row.text("client", UNKNOWN),
                        row.text("partitions", "0"));
                out.line(line
                        + (verbose
                                ? row(
                                        assignments,
                                        row.text("epoch", UNKNOWN),
                                        assignment(row, "assignment"),
                                        row.has("epoch") ? targets.getOrDefault(group, UNKNOWN) : UNKNOWN,
                                        assignment(row, "target"))
                                : ""));
            }
        }
    }

    /** The first columns, with a blank at the end; that of instance ids only where there is one. */
    private static String joined(int[] widths, boolean instances, String... cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            if (i != 2 || instances) {
                line.append(StockOutput.padded(cells[i], widths[i])).append(' ');
            }
        }
        return line.toString();
    }

    /** {@code logs:0,1;orders:2}. */
    private static String assignment(Item member, String key) {
        StringBuilder text = new StringBuilder();
        for (Item topic : member.items(key)) {
            text.append(text.isEmpty() ? "" : ";")
                    .append(topic.text("topic"))
                    .append(':')
                    .append(topic.text("partitions"));
        }
        return text.isEmpty() ? UNKNOWN : text.toString();
    }

    /** The states of groups, a block for each that is not dead. */
    void states(List<Item> states, boolean verbose) {
        for (Item state : states) {
            if (state.text("state").equals("Dead")) {
                continue;
            }
            String coordinator = state.text("address", UNKNOWN) + "  (" + state.text("coordinator", UNKNOWN) + ")";
            int group = Math.max(NARROW, state.text("group").length());
            int at = Math.max(25, coordinator.length());
            int[] widths = verbose ? new int[] {group, at, 20, 20, NARROW, 25} : new int[] {group, at, 20, 20};
            String assignor = state.text("assignor").isEmpty() ? UNKNOWN : state.text("assignor");
            String members = state.text("members", "0");
            String header = verbose
                    ? row(
                            widths,
                            "GROUP",
                            "COORDINATOR (ID)",
                            "ASSIGNMENT-STRATEGY",
                            "STATE",
                            "GROUP-EPOCH",
                            "TARGET-ASSIGNMENT-EPOCH",
                            "#MEMBERS")
                    : row(widths, "GROUP", "COORDINATOR (ID)", "ASSIGNMENT-STRATEGY", "STATE", "#MEMBERS");
            String row = verbose
                    ? row(
                            widths,
                            state.text("group"),
                            coordinator,
                            assignor,
                            state.text("state"),
                            state.text("epoch", UNKNOWN),
                            state.text("targetEpoch", UNKNOWN),
                            members)
                    : row(widths, state.text("group"), coordinator, assignor, state.text("state"), members);
            out.line("\n" + header + "\n" + row);
        }
    }

    /** The offsets that were set, or would be. */
    void newOffsets(List<Item> changes) {
        int[] widths = {width(NARROW, changes, "group"), width(NARROW, changes, "topic"), PARTITION};
        out.text("\n" + row(widths, "GROUP", "TOPIC", "PARTITION", "NEW-OFFSET"));
        for (Item change : changes) {
            out.text("\n"
                    + row(
                            widths,
                            change.text("group"),
                            change.text("topic"),
                            change.text("partition"),
                            change.text("after")));
        }
        out.line("");
    }

    /** The offsets that were deleted. */
    void deletedOffsets(List<Item> offsets) {
        int[] widths = {width(NARROW, offsets, "topic"), PARTITION, NARROW};
        out.text("\n" + row(widths, "TOPIC", "PARTITION", "STATUS"));
        List<Item> ordered = new ArrayList<>(offsets);
        ordered.sort(Comparator.comparing(offset -> offset.text("topic") + offset.text("partition")));
        ordered.forEach(
                offset -> out.text("\n" + row(widths, offset.text("topic"), offset.text("partition"), "Successful")));
        out.line("");
    }
}
