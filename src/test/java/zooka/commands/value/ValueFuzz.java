package zooka.commands.value;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import zooka.fuzz.FuzzTarget;

/** Values of znodes and records. */
public final class ValueFuzz {

    private static final String JSON =
            "{\"a\": {\"b\": [1, -2.5e3, \"x\\u00e9\\n\", null, true, {}]}, \"c.d\": \"\uD83D\uDE00\"}\n";

    private ValueFuzz() {}

    public static List<FuzzTarget> targets() {
        return List.of(
                new FuzzTarget("compressed", compressed(), bytes -> DecompressedValue.of(bytes)
                        .encoding()),
                FuzzTarget.of("json", ValueFuzz::json, JSON, "[[[1]],{\"a\":[]}]", "17"),
                FuzzTarget.of("pointer", ValueFuzz::pointer, "a.b[0]", "/a/b/0", "/c.d", ".a.b.5.x", "a~1b"));
    }

    private static List<byte[]> compressed() {
        byte[] text = JSON.repeat(5).getBytes(StandardCharsets.UTF_8);
        List<byte[]> all = new ArrayList<>();
        try {
            ByteArrayOutputStream gzip = new ByteArrayOutputStream();
            try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
                out.write(text);
            }
            ByteArrayOutputStream zlib = new ByteArrayOutputStream();
            try (DeflaterOutputStream out = new DeflaterOutputStream(zlib)) {
                out.write(text);
            }
            ByteArrayOutputStream lz4 = new ByteArrayOutputStream();
            try (net.jpountz.lz4.LZ4FrameOutputStream out = new net.jpountz.lz4.LZ4FrameOutputStream(lz4)) {
                out.write(text);
            }
            all.add(gzip.toByteArray());
            all.add(zlib.toByteArray());
            all.add(lz4.toByteArray());
            all.add(com.github.luben.zstd.Zstd.compress(text));
            all.add(org.xerial.snappy.Snappy.compress(text));
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void json(byte[] bytes) {
        Text.of(bytes).flatMap(Json::of).ifPresent(json -> {
            json.indented();
            Layout.of(json).print(json);
            JsonPart.brief(json);
        });
    }

    private static void pointer(byte[] bytes) {
        Json json = Json.of(JSON).orElseThrow();
        JsonPart part = new JsonPart(json, Pointer.parse(FuzzTarget.text(bytes)), "/x");
        part.find();
        part.set(Json.string("y"));
        part.delete();
    }
}
