package zooka.shell.browse;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import zooka.clients.Failure;
import zooka.clients.zookeeper.Acl;
import zooka.clients.zookeeper.Znodes;
import zooka.clients.zookeeper.Znodes.Stat;
import zooka.commands.zk.browse.ChildList;
import zooka.commands.zk.browse.SearchResult;
import zooka.commands.zk.browse.StoredValue;
import zooka.commands.zk.browse.Viewport;
import zooka.commands.zk.browse.Watchers;
import zooka.commands.zk.browse.ZnodeDetail;
import zooka.commands.zk.browse.ZnodeTree;
import zooka.commands.zk.explain.Explanations;
import zooka.commands.zk.explain.Subject;
import zooka.shell.render.Glyphs;
import zooka.shell.screen.Driven;
import zooka.shell.screen.Frame;
import zooka.shell.screen.Key;
import zooka.shell.screen.Size;

/** Drives the view as its screen and its feed do, with znodes in memory, a clock of its own and no terminal. */
final class Driver implements Driven {

    static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    static final Glyphs UNICODE = new Glyphs(false, true, ZoneOffset.UTC);
    static final Glyphs ASCII = new Glyphs(true, false, ZoneOffset.UTC);

    private record Entry(
            Optional<byte[]> data, long czxid, long mzxid, Instant ctime, Instant mtime, int version, long owner) {}

    private final String root;
    private final Map<String, Entry> znodes = new TreeMap<>();
    private final Map<String, Long> families = new HashMap<>();
    private final Map<String, String> closed = new HashMap<>();
    private Size size = new Size(80, 24);
    private Instant now = NOON;
    private BrowseModel model;
    private Step.Effect effect = Step.Effect.NONE;
    private Viewport wanted = Viewport.NOTHING;
    private Optional<SearchResult> found = Optional.empty();
    private Optional<Watchers> watchers = Optional.empty();
    private boolean live = true;
    private long zxid = 0x500000000L;

    Driver(Glyphs look, String root) {
        this.root = root;
        model = BrowseModel.start("sandbox", look, now);
        put("/", "");
    }

    @Override
    public Driver sized(int columns, int rows) {
        size = new Size(columns, rows);
        return this;
    }

    /** Makes or changes a znode; its parents exist. */
    Driver put(String path, String data) {
        return put(path, data.getBytes(StandardCharsets.UTF_8));
    }

    Driver put(String path, byte[] data) {
        return put(path, Optional.ofNullable(data), 0);
    }

    Driver put(String path, Optional<byte[]> data, long owner) {
        Entry before = znodes.get(path);
        zxid++;
        znodes.put(
                path,
                before == null
                        ? new Entry(data, zxid, zxid, now, now, 0, owner)
                        : new Entry(data, before.czxid(), zxid, before.ctime(), now, before.version() + 1, owner));
        if (before == null) {
            families.put(TreeRows.parent(path), zxid);
        }
        return this;
    }

    Driver remove(String path) {
        zxid++;
        znodes.keySet().removeIf(one -> one.equals(path) || one.startsWith(path + "/"));
        families.put(TreeRows.parent(path), zxid);
        return this;
    }

    /** From now on neither its value nor its children may be read. */
    Driver refuse(String path) {
        closed.put(path, "no permission for reading " + path);
        return this;
    }

    Driver polled() {
        live = false;
        return this;
    }

    Driver found(String text, SearchResult.State state, long searched, String... paths) {
        found = Optional.of(new SearchResult(text, List.of(paths), searched, state));
        return settle();
    }

    Driver watched(Watchers told) {
        watchers = Optional.of(told);
        return settle();
    }

    Driver after(Duration duration) {
        now = now.plus(duration);
        return this;
    }

    Driver failed(Failure failure) {
        model = model.failed(failure);
        return this;
    }

    /** Has the feed read what is on the screen, until there is nothing more to read. */
    Driver settle() {
        Viewport next = model.tree().isEmpty()
                ? new Viewport(Set.of(root), Set.of(root), Optional.of(root))
                : BrowseView.wanted(model, size);
        do {
            wanted = next;
            model = model.state(tree());
            next = BrowseView.wanted(model, size);
        } while (!next.equals(wanted));
        return this;
    }

    private ZnodeTree tree() {
        Map<String, ChildList> listed = new HashMap<>();
        for (String path : wanted.open()) {
            if (znodes.containsKey(path)) {
                Optional<String> trouble = Optional.ofNullable(closed.get(path));
                long pzxid = families.getOrDefault(path, 0L);
                listed.put(path, new ChildList(trouble.isPresent() ? List.of() : children(path), pzxid, trouble));
            }
        }
        Map<String, Optional<Stat>> stats = new HashMap<>();
        wanted.visible().forEach(path -> stats.put(path, stat(path)));
        wanted.selected().ifPresent(path -> stats.put(path, stat(path)));
        return new ZnodeTree(
                "sandbox", root, now, live, listed, stats, wanted.selected().map(this::detail), found);
    }

    private List<String> children(String path) {
        String begin = Znodes.child(path, "");
        return znodes.keySet().stream()
                .filter(one -> one.startsWith(begin) && one.length() > begin.length())
                .filter(one -> one.indexOf('/', begin.length()) < 0)
                .map(one -> one.substring(begin.length()))
                .sorted()
                .toList();
    }

    private Optional<Stat> stat(String path) {
        return Optional.ofNullable(znodes.get(path))
                .map(one -> new Stat(
                        one.czxid(),
                        one.mzxid(),
                        families.getOrDefault(path, one.czxid()),
                        one.ctime(),
                        one.mtime(),
                        one.version(),
                        0,
                        0,
                        one.owner(),
                        one.data().map(bytes -> bytes.length).orElse(0),
                        children(path).size()));
    }

    private ZnodeDetail detail(String path) {
        Optional<Stat> stat = stat(path);
        Optional<String> trouble = Optional.ofNullable(closed.get(path)).filter(any -> stat.isPresent());
        Optional<byte[]> data = stat.flatMap(any -> znodes.get(path).data()).filter(any -> trouble.isEmpty());
        return new ZnodeDetail(
                path,
                stat,
                data.map(StoredValue::of),
                stat.map(any -> Acl.OPEN),
                stat.flatMap(one -> Explanations.of(new Subject(path, data, one.ctime(), one.mtime(), List::of))),
                trouble,
                watchers);
    }

    @Override
    public Driver press(Key... keys) {
        for (Key key : keys) {
            Step step = BrowseView.key(model, key, size, now);
            model = step.model();
            effect = step.effect();
            settle();
        }
        return this;
    }

    /** Types the characters one by one; a line's end is Enter. */
    Driver type(String text) {
        text.codePoints().forEach(c -> press(c == '\n' ? Key.ENTER : Key.of(c)));
        return this;
    }

    @Override
    public Frame frame() {
        return new BrowseFrame(model, size, now).draw();
    }

    /** One line of the frame, from the top and 0; from the bottom if it is negative. */
    String line(int row) {
        List<Frame.Line> lines = frame().lines();
        return lines.get(row < 0 ? lines.size() + row : row).text();
    }

    /** The rows of the tree as they are drawn, without what is beside them. */
    List<String> rows() {
        TreeLines lines = new TreeLines(model, 60, now);
        return model.rows().rows().stream()
                .map(row -> lines.line(row, false).text().strip().replaceAll(" +", " "))
                .toList();
    }

    String selected() {
        return model.row().map(Row::key).orElse("nothing").replace('\0', ' ');
    }

    String log() {
        return model.log().stream()
                .map(change -> change.kind().word() + " " + change.what())
                .collect(Collectors.joining(", "));
    }

    @Override
    public boolean asks() {
        return effect != Step.Effect.NONE;
    }

    Step.Effect effect() {
        return effect;
    }

    Viewport wanted() {
        return wanted;
    }

    BrowseModel model() {
        return model;
    }
}
