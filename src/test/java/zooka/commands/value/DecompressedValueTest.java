package zooka.commands.value;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.junit.jupiter.api.Test;
import org.xerial.snappy.Snappy;
import org.xerial.snappy.SnappyFramedOutputStream;
import org.xerial.snappy.SnappyOutputStream;

final class DecompressedValueTest {

    private static final byte[] TEXT =
            "one line that comes again, 名前\n".repeat(9000).getBytes(StandardCharsets.UTF_8);

    @FunctionalInterface
    private interface Codec {
        OutputStream on(OutputStream out) throws IOException;
    }

    private static byte[] packed(byte[] bytes, Codec codec) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = codec.on(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static Map<String, byte[]> all(byte[] bytes) throws IOException {
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put("gzip", packed(bytes, GZIPOutputStream::new));
        all.put("zlib", packed(bytes, DeflaterOutputStream::new));
        all.put("zstd", packed(bytes, ZstdOutputStream::new));
        all.put("lz4", packed(bytes, LZ4FrameOutputStream::new));
        all.put("snappy framed", packed(bytes, SnappyFramedOutputStream::new));
        all.put("snappy stream", packed(bytes, SnappyOutputStream::new));
        all.put("snappy raw", Snappy.compress(bytes));
        return all;
    }

    @Test
    void what_each_codec_packs_is_unpacked_and_named() throws IOException {
        for (Map.Entry<String, byte[]> packed : all(TEXT).entrySet()) {
            DecompressedValue unpacked = DecompressedValue.of(packed.getValue());
            String word = packed.getKey().split(" ", -1)[0];
            assertThat(unpacked.bytes()).as(packed.getKey()).isEqualTo(TEXT);
            assertThat(unpacked.encoding()).contains(word);
            assertThat(unpacked.whole()).isTrue();
            assertThat(unpacked.note())
                    .isEqualTo(String.format("%s: %,d bytes, 306,000 decompressed", word, packed.getValue().length));
        }
    }

    @Test
    void random_bytes_that_cannot_be_packed_go_in_and_out() throws IOException {
        byte[] noise = new byte[200_000];
        new Random(7).nextBytes(noise);
        noise[0] = 0;
        Map<String, byte[]> all = all(noise);
        all.remove("snappy raw"); // nothing says that it is some
        for (Map.Entry<String, byte[]> packed : all.entrySet()) {
            assertThat(DecompressedValue.of(packed.getValue()).bytes())
                    .as(packed.getKey())
                    .isEqualTo(noise);
        }
    }

    @Test
    void a_bomb_is_cut_and_says_so() throws IOException {
        for (Map.Entry<String, byte[]> packed : all(new byte[6 << 20]).entrySet()) {
            if (packed.getKey().equals("snappy raw")) {
                continue; // not known to be packed: it is not text inside
            }
            DecompressedValue unpacked = DecompressedValue.of(packed.getValue());
            assertThat(unpacked.bytes()).as(packed.getKey()).hasSize(DecompressedValue.LIMIT);
            assertThat(unpacked.whole()).isFalse();
            assertThat(unpacked.note()).contains("only the first 4,194,304 decompressed");
        }
    }

    @Test
    void what_is_cut_off_or_corrupt_stays_as_it_is_with_a_word_on_it() throws IOException {
        for (Map.Entry<String, byte[]> packed : all(TEXT).entrySet()) {
            if (packed.getKey().equals("snappy raw")) {
                continue; // without a mark, nothing is left to know it by
            }
            byte[] cut = Arrays.copyOf(packed.getValue(), packed.getValue().length / 2);
            DecompressedValue unpacked = DecompressedValue.of(cut);
            assertThat(unpacked.bytes()).as(packed.getKey()).isSameAs(cut);
            assertThat(unpacked.encoding()).isEmpty();
            assertThat(unpacked.note())
                    .startsWith("it looks like " + packed.getKey().split(" ", -1)[0] + " but cannot be decompressed: ");
            assertThat(unpacked.trouble()).contains(unpacked.note());
        }
    }

    @Test
    void a_length_that_lies_takes_no_memory() {
        byte[] lies = {
            (byte) 0x82,
            'S',
            'N',
            'A',
            'P',
            'P',
            'Y',
            0,
            0,
            0,
            0,
            1,
            0,
            0,
            0,
            1,
            0x7f,
            (byte) 0xff,
            (byte) 0xff,
            (byte) 0xff,
            1,
            2,
            3
        };
        assertThat(DecompressedValue.of(lies).trouble()).isPresent();
        byte[] many = {
            (byte) 0x82,
            'S',
            'N',
            'A',
            'P',
            'P',
            'Y',
            0,
            0,
            0,
            0,
            1,
            0,
            0,
            0,
            1,
            0,
            0,
            0,
            6,
            (byte) 0xff,
            (byte) 0xff,
            (byte) 0xff,
            (byte) 0xff,
            7,
            0
        };
        assertThat(DecompressedValue.of(many).trouble()).isPresent();
    }

    @Test
    void text_and_unknown_bytes_are_left_alone() {
        List<byte[]> values = new ArrayList<>();
        values.add("x^2 begins like zlib and is text".getBytes(StandardCharsets.UTF_8));
        values.add(new byte[0]);
        values.add(new byte[] {0x1f});
        Random random = new Random(11);
        for (int i = 0; i < 4_000; i++) {
            byte[] noise = new byte[random.nextInt(60)];
            random.nextBytes(noise);
            values.add(noise);
        }
        for (byte[] value : values) {
            assertThat(DecompressedValue.of(value).encodings()).isEmpty();
            assertThat(DecompressedValue.of(value).bytes()).isSameAs(value);
        }
    }

    @Test
    void layers_are_taken_off_and_put_back() throws IOException {
        byte[] twice = packed(packed(TEXT, GZIPOutputStream::new), DeflaterOutputStream::new);
        DecompressedValue unpacked = DecompressedValue.of(twice);
        assertThat(unpacked.encoding()).contains("zlib+gzip");
        assertThat(unpacked.bytes()).isEqualTo(TEXT);
        assertThat(DecompressedValue.of(unpacked.pack(new byte[] {1, 2})).bytes())
                .containsExactly(1, 2);
        assertThat(unpacked.packs()).isTrue();
        assertThat(DecompressedValue.of(packed(TEXT, ZstdOutputStream::new)).packs())
                .isFalse();
    }

    @Test
    void java_objects_are_named_and_not_made() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new ArrayList<>(List.of("a")));
        }
        assertThat(DecompressedValue.of(bytes.toByteArray()).note()).isEqualTo("Java-serialized java.util.ArrayList");
        assertThat(DecompressedValue.of(packed(bytes.toByteArray(), GZIPOutputStream::new))
                        .note())
                .endsWith("; Java-serialized java.util.ArrayList");
    }
}
