package zooka.commands.zk.znode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import zooka.clients.Failure;
import zooka.clients.Quoting;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.action.Scope;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;
import zooka.commands.value.DecompressedValue;
import zooka.commands.value.Json;
import zooka.commands.value.Text;

/**
 * A value that is text, out of what it is packed in, and the way back: a change is made only of the version that was read.
 *
 * @param text empty for a null value
 */
record TextValue(String path, int version, boolean isNull, DecompressedValue unpacked, String text) {

    /**
     * Reads it.
     *
     * @throws Failure {@code FAILED} if it is not text
     */
    static TextValue read(Context context, String path) {
        Znodes.Znode znode = context.clusters().znodes().read(context.path(path));
        DecompressedValue unpacked = DecompressedValue.of(znode.data().orElse(new byte[0]));
        Optional<String> text = Text.of(unpacked.bytes());
        if (text.isEmpty() || !unpacked.whole()) {
            String note = unpacked.note();
            throw new Failure(
                            Failure.Kind.FAILED,
                            "the value of " + znode.path() + " is not text" + (note.isEmpty() ? "" : ": " + note))
                    .hint("get -o raw " + Quoting.asArgument(znode.path()) + " > FILE; set "
                            + Quoting.asArgument(znode.path()) + " @FILE");
        }
        return new TextValue(znode.path(), znode.stat().version(), znode.data().isEmpty(), unpacked, text.get());
    }

    /**
     * The text as JSON.
     *
     * @throws Failure {@code FAILED}, with line and column, if it is invalid
     */
    Json json() {
        try {
            return Json.parse(text);
        } catch (Json.Malformed e) {
            String what = isNull ? ": it is null" : ", " + e.getMessage();
            throw new Failure(Failure.Kind.FAILED, "the value of " + path + " is not JSON" + what)
                    .hint("get " + Quoting.asArgument(path))
                    .cause(e);
        }
    }

    /**
     * Fails where a change could not be packed as the value was.
     *
     * @throws Failure {@code FAILED}
     */
    void checkWritable() {
        if (!unpacked.packs()) {
            throw new Failure(
                            Failure.Kind.FAILED,
                            path + " is compressed with " + unpacked.encoding().orElse("")
                                    + ", which zooka can only decompress")
                    .hint("run get --decompress " + Quoting.asArgument(path)
                            + " > FILE; change and compress the file; run set " + Quoting.asArgument(path) + " @FILE");
        }
    }

    /**
     * The change to another text.
     *
     * @param what it would do: {@code set /a to 12 bytes}
     * @param done the same in the past tense
     * @param fields what JSON says of it beside the path and the stat
     */
    Plan change(Context context, String other, String what, String done, List<Field> fields) {
        byte[] bytes = packed(other);
        return Plan.on(Scope.znode(path)).change(what, () -> {
            Znodes.Stat stat = context.clusters().znodes().set(path, Optional.of(bytes), OptionalInt.of(version));
            List<Field> all = new ArrayList<>();
            all.add(Field.of("path", "path", Cell.text(path)));
            all.addAll(fields);
            all.add(Field.of("stat", "stat", new Cell.Group(StatFields.of(stat))));
            return new Result.Change(done + ", version " + stat.version(), Optional.empty(), all);
        });
    }

    /** The fields of a change that says these of itself, beside the path and the stat. */
    static List<Column> fields(String... keys) {
        List<Column> fields = new ArrayList<>(List.of(Column.of("path", "path")));
        for (String key : keys) {
            fields.add(Column.of(key, key));
        }
        fields.add(Column.of("stat", "stat").object());
        return fields;
    }

    /** The bytes that another text is stored as. */
    byte[] packed(String other) {
        return unpacked.pack(other.getBytes(StandardCharsets.UTF_8));
    }
}
