package zooka.commands.value;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import zooka.clients.Failure;
import zooka.commands.value.Json.Member;
import zooka.commands.value.Json.Span;

/** A part of JSON by its pointer: to read, to put in, to take out. All else stays as it is written. */
public final class JsonPart {

    /** How many keys a hint names. */
    private static final int NAMED = 8;

    private final Json json;
    private final Pointer pointer;
    private final String where;

    /**
     * Points to a part, which need not be there.
     *
     * @param where what the JSON is the value of, for messages
     */
    public JsonPart(Json json, Pointer pointer, String where) {
        this.json = json;
        this.pointer = pointer;
        this.where = where;
    }

    /**
     * The part.
     *
     * @throws Failure {@code NOT_FOUND}, with the nearest part that is there
     */
    public Json get() {
        return json.part(span(pointer));
    }

    /** The same, or nothing. */
    public Optional<Json> find() {
        try {
            return Optional.of(get());
        } catch (Failure e) {
            return Optional.empty();
        }
    }

    /** The keys of an object, or the indices of an array; those of a scalar are none. */
    public List<String> keys() {
        return json.members(span(pointer)).stream().map(Member::key).toList();
    }

    /**
     * The text with another value in that part, laid out as the text is. A key that an object does not have is added at its
     * end, and so is the element behind an array's last, also called {@code -}.
     *
     * @throws Failure {@code NOT_FOUND} where that into which it would go is not there
     */
    public String set(Json value) {
        if (pointer.steps().isEmpty()) {
            return spliced(json.root(), Layout.of(json).print(value));
        }
        Span container = span(pointer.parent());
        List<Member> members = json.members(container);
        Optional<Member> there = member(members, pointer.last());
        if (there.isPresent()) {
            Span old = there.get().value();
            return spliced(old, Layout.of(json).print(value, margin(old.begin())));
        }
        boolean next = pointer.last().equals("-") || pointer.last().equals(Integer.toString(members.size()));
        if (!json.container(container) || !(json.object(container) || next)) {
            throw missing(pointer.parent(), container);
        }
        return members.isEmpty() ? first(container, value) : last(container, members, value);
    }

    /**
     * The text without that part.
     *
     * @throws Failure {@code NOT_FOUND}, and {@code USAGE} for the whole, which has nothing to be taken out of
     */
    public String delete() {
        if (pointer.steps().isEmpty()) {
            throw Failure.usage("the root of a JSON value cannot be deleted").hint("set PATH DATA; delete PATH");
        }
        span(pointer);
        Span container = span(pointer.parent());
        List<Member> members = json.members(container);
        int at = members.indexOf(member(members, pointer.last()).orElseThrow());
        if (members.size() == 1) {
            return spliced(new Span(container.begin() + 1, container.end() - 1), "");
        }
        return at == 0
                ? spliced(new Span(members.get(0).begin(), members.get(1).begin()), "")
                : spliced(
                        new Span(
                                members.get(at - 1).value().end(),
                                members.get(at).value().end()),
                        "");
    }

    private String first(Span container, Json value) {
        Layout layout = Layout.of(json);
        String margin = margin(container.begin());
        String deeper = margin + layout.indent();
        String entry = key(container, layout.colon()) + layout.print(value, deeper);
        String text = json.text();
        String inner = layout.oneLine() ? entry : "\n" + deeper + entry + "\n" + margin;
        return spliced(container, text.charAt(container.begin()) + inner + text.charAt(container.end() - 1));
    }

    private String last(Span container, List<Member> members, Json value) {
        Layout layout = Layout.of(json);
        Member last = members.get(members.size() - 1);
        String text = json.text();
        String before = text.substring(container.begin() + 1, members.get(0).begin());
        String separator = members.size() > 1
                ? text.substring(members.get(members.size() - 2).value().end(), last.begin())
                : before.indexOf('\n') >= 0 ? "," + before : layout.comma();
        String entry = key(container, layout.colon()) + layout.print(value, margin(last.begin()));
        return spliced(new Span(last.value().end(), last.value().end()), separator + entry);
    }

    private String key(Span container, String colon) {
        return json.object(container) ? Json.quoted(pointer.last()) + colon : "";
    }

    private String spliced(Span span, String with) {
        return json.text().substring(0, span.begin()) + with + json.text().substring(span.end());
    }

    /** The space that the line of that place begins with. */
    private String margin(int at) {
        int line = json.text().lastIndexOf('\n', at - 1) + 1;
        return json.text().substring(line, Math.min(at, json.space(line)));
    }

    private Span span(Pointer way) {
        Span here = json.root();
        for (int i = 0; i < way.steps().size(); i++) {
            Span container = here;
            Pointer nearest = way.first(i);
            here = member(json.members(here), way.steps().get(i))
                    .map(Member::value)
                    .orElseThrow(() -> missing(nearest, container));
        }
        return here;
    }

    /** The last of them: it is the one that counts where a key is there twice. */
    private static Optional<Member> member(List<Member> members, String step) {
        return members.stream().filter(member -> member.key().equals(step)).reduce((one, other) -> other);
    }

    private Failure missing(Pointer nearest, Span there) {
        List<String> keys = json.members(there).stream().map(Member::key).toList();
        String has;
        if (!json.container(there)) {
            has = "is not an object or array: it is " + brief(json.part(there));
        } else if (keys.isEmpty()) {
            has = "is empty";
        } else if (json.object(there)) {
            has = "has " + keys.stream().limit(NAMED).collect(Collectors.joining(", "))
                    + (keys.size() > NAMED ? " and " + (keys.size() - NAMED) + " more" : "");
        } else {
            has = "has the elements 0 to " + (keys.size() - 1);
        }
        return Failure.notFound("no " + pointer + " in " + where)
                .hint((nearest.steps().isEmpty() ? "it " : nearest + " ") + has);
    }

    /** On one line, and not all of it where it is long. */
    public static String brief(Json value) {
        String line = new Layout("", true).print(value);
        return line.length() > 60 ? line.substring(0, 57) + "..." : line;
    }
}
