package zooka.shell.browse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import zooka.clients.text.Sizes;
import zooka.clients.zookeeper.Kind;
import zooka.clients.zookeeper.Znodes.Stat;
import zooka.commands.result.Cell.Level;
import zooka.commands.value.Json;
import zooka.commands.zk.browse.StoredValue;
import zooka.commands.zk.browse.Watchers;
import zooka.commands.zk.browse.ZnodeDetail;
import zooka.shell.render.Ages;
import zooka.shell.render.Bytes;
import zooka.shell.render.Escapes;
import zooka.shell.render.Glyphs;
import zooka.shell.render.Width;
import zooka.shell.screen.Frame.Line;
import zooka.shell.screen.Frame.Style;
import zooka.shell.screen.Pen;

/** The selected znode: its value, and below it what is known beside it. */
final class ValuePane {

    private static final String GAP = "   ";

    /** Lines that explain a znode. */
    private static final int MEANING = 3;

    /** Spaces that a tab is shown as. */
    private static final String TAB = "    ";

    private final Glyphs look;
    private final Optional<ZnodeDetail> detail;
    private final boolean hex;
    private final int columns;
    private final Instant now;

    ValuePane(BrowseModel model, int columns, Instant now) {
        this(model.look(), model.detail(), model.place().hex(), columns, now);
    }

    ValuePane(Glyphs look, Optional<ZnodeDetail> detail, boolean hex, int columns, Instant now) {
        this.look = look;
        this.detail = detail;
        this.hex = hex;
        this.columns = Math.max(1, columns);
        this.now = now;
    }

    /** The last line to which the value can be scrolled. */
    int lastScroll(int rows) {
        List<Line> value = value();
        return Math.max(0, value.size() - valueRows(rows, value.size(), facts().size()));
    }

    /** All lines, however many. */
    List<Line> all() {
        List<Line> lines = new ArrayList<>(value());
        lines.add(Line.EMPTY);
        lines.addAll(facts());
        return lines;
    }

    /** As many lines as there are rows at most. */
    List<Line> lines(int rows, int scroll) {
        if (detail.isEmpty() || rows <= 0) {
            return List.of();
        }
        List<Line> value = value();
        List<Line> facts = facts();
        int shown = valueRows(rows, value.size(), facts.size());
        int top = Math.max(0, Math.min(scroll, value.size() - shown));
        List<Line> lines = new ArrayList<>(value.subList(top, Math.min(value.size(), top + shown)));
        if (value.size() > shown) {
            lines.add(dim(String.format(Locale.ROOT, "lines %,d-%,d of %,d", top + 1, top + shown, value.size())));
        } else if (lines.size() < rows) {
            lines.add(Line.EMPTY);
        }
        lines.addAll(facts.subList(0, Math.max(0, Math.min(facts.size(), rows - lines.size()))));
        return lines;
    }

    /** The rows of the value: what the facts leave, which get half of the rows at most. */
    private static int valueRows(int rows, int value, int facts) {
        int most = Math.max(1, rows - 1 - Math.min(facts, rows / 2));
        return Math.min(value, most);
    }

    private List<Line> value() {
        ZnodeDetail known = detail.orElseThrow();
        if (known.stat().isEmpty()) {
            return List.of(text("this znode does not exist", Style.of(Level.WARN)));
        }
        if (known.value().isEmpty()) {
            return known.trouble().isPresent()
                    ? wrapped("not known: " + look.safe(known.trouble().get()), Style.of(Level.WARN))
                    : List.of(dim("the value is null"));
        }
        StoredValue value = known.value().get();
        if (value.size() == 0) {
            return List.of(dim("the value is empty"));
        }
        Optional<String> text = hex ? Optional.empty() : value.text();
        return text.map(shown -> lines(shown, value.whole()))
                .orElseGet(() -> dump(hex ? value.stored() : value.inside()));
    }

    private List<Line> lines(String text, boolean whole) {
        List<Line> lines = new ArrayList<>();
        for (String line : (whole ? laidOut(text) : text).split("\n", -1)) {
            // Files from Windows have a second character at the end of a line, which is no control sequence.
            String shown = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            lines.addAll(cutUp(look.safe(shown.replace("\t", TAB))));
        }
        while (lines.size() > 1 && lines.get(lines.size() - 1).spans().isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }

    /** JSON with one member a line, unless it fits in a line or has lines already. */
    private String laidOut(String text) {
        String stripped = text.strip();
        boolean container = stripped.startsWith("{") || stripped.startsWith("[");
        if (!container || Width.of(stripped) <= columns || stripped.indexOf('\n') >= 0) {
            return text;
        }
        return Json.of(text).flatMap(Json::indented).orElse(text);
    }

    private List<Line> dump(byte[] bytes) {
        int row = columns >= Bytes.width(16) ? 16 : columns >= Bytes.width(8) ? 8 : 4;
        List<Line> lines = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += row) {
            lines.add(new Pen(columns).put(Bytes.row(bytes, from, row)).line());
        }
        return lines;
    }

    /** A line in pieces that fit. */
    private List<Line> cutUp(String line) {
        List<Line> lines = new ArrayList<>();
        String rest = line;
        do {
            String start = Width.start(rest, columns);
            if (start.isEmpty() && !rest.isEmpty()) {
                start = rest.substring(0, rest.offsetByCodePoints(0, 1)); // wider than the pane
            }
            lines.add(new Pen(columns).put(start).line());
            rest = rest.substring(start.length());
        } while (!rest.isEmpty());
        return lines;
    }

    private List<Line> wrapped(String text, Style style) {
        List<Line> lines = new ArrayList<>();
        for (String line : Width.broken(text, " ", columns)) {
            lines.add(text(line, style));
        }
        return lines;
    }

    private Line text(String text, Style style) {
        return new Pen(columns).put(look.cut(text, columns), style).line();
    }

    private Line dim(String text) {
        return text(text, Style.DIM);
    }

    /** What there is to know beside the value. */
    private List<Line> facts() {
        ZnodeDetail known = detail.orElseThrow();
        if (known.stat().isEmpty()) {
            return List.of();
        }
        List<Line> lines = new ArrayList<>();
        known.meaning().ifPresent(meaning -> {
            List<Line> all = wrapped(look.safe(meaning), Style.PLAIN);
            lines.addAll(all.subList(0, Math.min(all.size(), MEANING)));
        });
        known.value().ifPresent(value -> about(lines, value));
        if (known.value().isPresent()) {
            known.trouble().ifPresent(trouble -> lines.addAll(wrapped(look.safe(trouble), Style.of(Level.WARN))));
        }
        known.watchers().ifPresent(watchers -> lines.addAll(watchers(watchers)));
        for (String line :
                Width.broken(String.join(GAP, numbers(known, known.stat().get())), GAP, columns)) {
            lines.add(dim(line));
        }
        return lines;
    }

    private void about(List<Line> lines, StoredValue value) {
        if (!value.note().isEmpty()) {
            lines.addAll(wrapped(look.safe(value.note()), Style.DIM));
        }
        if (!value.whole()) {
            lines.add(dim("only the first " + Sizes.text(value.inside().length) + " of "
                    + Sizes.text(value.insideSize()) + " are shown"));
        }
    }

    private List<String> numbers(ZnodeDetail known, Stat stat) {
        List<String> numbers = new ArrayList<>();
        numbers.add("version " + stat.version());
        if (stat.mtime().isAfter(Instant.EPOCH)) { // the root was never modified
            numbers.add("modified " + Ages.since(stat.mtime(), now) + " ago");
        }
        numbers.add("ACL " + known.acl().map(acl -> look.safe(acl.toString())).orElse("not known"));
        numbers.add(kind(stat.kind(), stat.ephemeralOwner()));
        numbers.add(Sizes.text(stat.dataLength()));
        numbers.add("children " + stat.numChildren());
        if (stat.ctime().isAfter(Instant.EPOCH)) {
            numbers.add("created " + Ages.since(stat.ctime(), now) + " ago");
        }
        numbers.add("mzxid " + zxid(stat.mzxid()));
        numbers.add("czxid " + zxid(stat.czxid()));
        numbers.add("pzxid " + zxid(stat.pzxid()));
        numbers.add("cversion " + stat.cversion());
        numbers.add("aversion " + stat.aversion());
        return numbers;
    }

    private static String kind(Kind kind, long owner) {
        return switch (kind.lifetime()) {
            case PERSISTENT -> "persistent";
            case EPHEMERAL -> "ephemeral, session " + zxid(owner);
            case CONTAINER -> "container";
            case TTL -> "TTL " + kind.ttlMillis() + " ms";
        };
    }

    private static String zxid(long value) {
        return "0x" + Long.toHexString(value);
    }

    private List<Line> watchers(Watchers watchers) {
        List<Line> lines = new ArrayList<>();
        for (Watchers.Watcher one : watchers.sessions()) {
            String client = one.client().map(address -> ", " + address).orElse("");
            String own = one.own() ? ", this shell" : "";
            lines.addAll(wrapped(
                    look.safe("watched by session " + zxid(one.session()) + client + own + " at " + one.server()),
                    Style.PLAIN));
        }
        if (watchers.sessions().isEmpty() && watchers.unknown().isEmpty()) {
            lines.add(text("no session watches the value", Style.PLAIN));
        }
        for (String unknown : watchers.unknown()) {
            lines.addAll(wrapped(look.safe("watchers not known: " + unknown), Style.of(Level.WARN)));
        }
        return lines;
    }

    /** The lines as text, for pipes. */
    static String plain(List<Line> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(Escapes.visible(line.text())).append('\n'));
        return text.toString();
    }
}
