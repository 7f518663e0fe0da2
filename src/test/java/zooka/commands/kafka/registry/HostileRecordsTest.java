package zooka.commands.kafka.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import zooka.clients.kafka.RecordReader.Message;
import zooka.commands.value.Json;

/** A schema decodes what uses up all its bytes; all else stays as it is, within bounds of size, depth and time. */
@Timeout(60)
class HostileRecordsTest {

    private static final String LIST =
            "{\"type\":\"record\",\"name\":\"L\",\"fields\":[{\"name\":\"next\",\"type\":[\"null\",\"L\"]}]}";
    private static final String ONE_INT =
            "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"n\",\"type\":\"int\"}]}";
    private static final String NOTHING = "{\"type\":\"record\",\"name\":\"E\",\"fields\":[]}";
    private static final String DECIMAL = "{\"type\":\"record\",\"name\":\"D\",\"fields\":[{\"name\":\"d\",\"type\":"
            + "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":9,\"scale\":2}}]}";
    private static final String PROTOBUF =
            "syntax = \"proto3\"; message M { M m = 1; repeated M all = 2; string s = 3; repeated int32 n = 4; map<string, M> map = 5; }";

    private final List<String> asked = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private final Map<String, String> answers = new HashMap<>();
    private HttpServer server;
    private Decoder decoder;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            asked.add(path);
            byte[] answer = answers.getOrDefault(path, "{}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answers.containsKey(path) ? 200 : 404, answer.length);
            try (var body = exchange.getResponseBody()) {
                body.write(answer);
            }
        });
        server.start();
        String url = "http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort();
        decoder = new Decoder(new Registry(url, Optional.empty(), Duration.ofSeconds(30)), said::add);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void schema(int id, String type, String text) {
        String quoted = text.replace("\\", "\\\\").replace("\"", "\\\"");
        answers.put("/schemas/ids/" + id, "{\"schemaType\":\"" + type + "\",\"schema\":\"" + quoted + "\"}");
    }

    private Optional<String> decoded(int id, byte... data) {
        byte[] framed = ByteBuffer.allocate(5 + data.length)
                .put((byte) 0)
                .putInt(id)
                .put(data)
                .array();
        Message message = new Message("t", 0, 7, Optional.empty(), Optional.empty(), Optional.of(framed), List.of());
        return decoder.json(message, framed, false);
    }

    /** A number as Avro has it, and bytes behind it. */
    private static byte[] avro(long number, byte... rest) {
        return varint((number << 1) ^ (number >> 63), rest);
    }

    private static byte[] varint(long number, byte... rest) {
        ByteBuffer out = ByteBuffer.allocate(10 + rest.length);
        long left = number;
        while ((left & ~0x7fL) != 0) {
            out.put((byte) ((left & 0x7f) | 0x80));
            left >>>= 7;
        }
        out.put((byte) left).put(rest);
        return Arrays.copyOf(out.array(), out.position());
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    /** Messages within messages, from the innermost out. */
    private static byte[] nested(int depth) {
        byte[] inner = {};
        for (int i = 0; i < depth; i++) {
            byte[] within = varint(inner.length, inner);
            inner = ByteBuffer.allocate(1 + within.length)
                    .put((byte) 0x0a)
                    .put(within)
                    .array();
        }
        return inner;
    }

    private static byte[] behind(byte first, byte... rest) {
        return ByteBuffer.allocate(1 + rest.length).put(first).put(rest).array();
    }

    /** A value, and the schema that it is hostile to. */
    private record Case(String name, String type, String schema, ByteBuffer data) {
        private Case(String name, String type, String schema, byte[] data) {
            this(name, type, schema, ByteBuffer.wrap(data));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> cases() {
        byte[] pairs = new byte[1 << 20];
        for (int i = 0; i < pairs.length; i += 2) {
            pairs[i] = 0x12; // all: an empty message
        }
        return List.of(
                new Case("a byte is left", "AVRO", ONE_INT, new byte[] {2, 0}),
                new Case("a key that is a number", "AVRO", ONE_INT, new byte[] {0, 0, 5}),
                new Case("truncated", "AVRO", ONE_INT, new byte[] {(byte) 0x80}),
                new Case("an int of 64 bits", "AVRO", ONE_INT, avro(1L << 40)),
                new Case(
                        "10^9 nulls", "AVRO", "{\"type\":\"array\",\"items\":\"null\"}", avro(1_000_000_000, (byte) 0)),
                new Case(
                        "10^15 empty records",
                        "AVRO",
                        "{\"type\":\"array\",\"items\":" + NOTHING + "}",
                        avro(1L << 50)),
                new Case(
                        "a block of a negative number",
                        "AVRO",
                        "{\"type\":\"array\",\"items\":\"null\"}",
                        avro(Long.MIN_VALUE, (byte) 2)),
                new Case("10^9 entries", "AVRO", "{\"type\":\"map\",\"values\":\"null\"}", avro(1_000_000_000, (byte)
                        0)),
                new Case("text of 10^9 bytes", "AVRO", "\"string\"", avro(1_000_000_000, (byte) 'x')),
                new Case("text of -1 bytes", "AVRO", "\"string\"", avro(-1)),
                new Case("a decimal of 10^9 bytes", "AVRO", DECIMAL, avro(1_000_000_000, (byte) 1)),
                new Case("a decimal of a megabyte", "AVRO", DECIMAL, avro(1 << 20, filled(1 << 20, 0x7f))),
                new Case("5,000 deep", "AVRO", LIST, behind((byte) 2, Arrays.copyOf(filled(4_999, 2), 5_000))),
                new Case("no such branch", "AVRO", "[\"null\",\"int\"]", avro(7)),
                new Case("no such branch, negative", "AVRO", "[\"null\",\"int\"]", avro(-7)),
                new Case("Protobuf 5,000 deep", "PROTOBUF", PROTOBUF, behind((byte) 0, nested(5_000))),
                new Case(
                        "Protobuf of 10^9 bytes",
                        "PROTOBUF",
                        PROTOBUF,
                        behind((byte) 0, behind((byte) 0x1a, varint(1_000_000_000)))),
                new Case("half a million messages", "PROTOBUF", PROTOBUF, behind((byte) 0, pairs)),
                new Case("a number where text is declared", "PROTOBUF", PROTOBUF, new byte[] {0, 0x18, 1}),
                new Case("groups 5,000 deep", "PROTOBUF", PROTOBUF, behind((byte) 0, filled(5_000, 0x7b))),
                new Case("a group without an end", "PROTOBUF", PROTOBUF, new byte[] {0, 0x7b, 0x08, 1}),
                new Case("the end of another group", "PROTOBUF", PROTOBUF, new byte[] {0, 0x7b, 0x74}),
                new Case("the end of no group", "PROTOBUF", PROTOBUF, new byte[] {0, 0x7c}),
                new Case("a group where a message is declared", "PROTOBUF", PROTOBUF, new byte[] {0, 0x0b, 0x0c}),
                new Case("a number where a map is declared", "PROTOBUF", PROTOBUF, new byte[] {0, 0x28, 0}),
                new Case("field 0", "PROTOBUF", PROTOBUF, new byte[] {0, 0, 1}),
                new Case("message 10^9", "PROTOBUF", PROTOBUF, behind((byte) 2, avro(1_000_000_000))),
                new Case("message -1", "PROTOBUF", PROTOBUF, new byte[] {2, 1}),
                new Case("JSON and more", "JSON", "{}", "{} trailing".getBytes(StandardCharsets.UTF_8)),
                new Case("JSON 5,000 deep", "JSON", "{}", filled(5_000, '[')),
                new Case(
                        "JSON 5,000 deep and closed",
                        "JSON",
                        "{}",
                        ("[".repeat(5_000) + "]".repeat(5_000)).getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void what_does_not_fit_stays_as_it_is_with_a_remark(Case hostile) {
        schema(1, hostile.type(), hostile.schema());
        schema(2, "AVRO", ONE_INT);
        assertThat(decoded(1, hostile.data().array())).isEmpty();
        assertThat(said).containsExactly("the value of t-0 offset 7 does not match schema 1; shown undecoded");
        // The next is decoded as if nothing had been.
        assertThat(decoded(2, (byte) 2)).hasValue("{\"n\":1}");
        schema(3, "PROTOBUF", PROTOBUF);
        assertThat(decoded(3, behind((byte) 0, nested(5_000)))).isEmpty();
        assertThat(decoded(3, behind((byte) 0, nested(1)))).hasValue("{\"m\":{}}");
    }

    @Test
    void a_record_that_is_too_deep_costs_none_of_those_after_it() {
        schema(1, "PROTOBUF", PROTOBUF);
        for (int i = 0; i < 3; i++) {
            assertThat(decoded(1, behind((byte) 0, nested(5_000)))).isEmpty();
            assertThat(decoded(1, behind((byte) 0, nested(90))).orElseThrow()).endsWith("}".repeat(91));
        }
    }

    @Test
    void what_is_large_and_fits_is_decoded() {
        schema(1, "AVRO", LIST);
        assertThat(decoded(1, Arrays.copyOf(filled(100, 2), 101)).orElseThrow())
                .startsWith("{\"next\":{\"next\":")
                .endsWith("null" + "}".repeat(101));
        schema(2, "AVRO", "\"string\"");
        assertThat(decoded(2, avro(1 << 20, filled(1 << 20, 'x'))).map(String::length))
                .hasValue((1 << 20) + 2);
        schema(3, "PROTOBUF", PROTOBUF);
        assertThat(decoded(3, behind((byte) 0, nested(90))).orElseThrow()).endsWith("}".repeat(91));
        assertThat(decoded(3, behind((byte) 0, behind((byte) 0x22, varint(500_000, filled(500_000, 7)))))
                        .map(String::length))
                .hasValue(1_000_007);
        schema(4, "AVRO", "{\"type\":\"int\",\"logicalType\":\"time-millis\"}");
        assertThat(decoded(4, avro(1_000))).hasValue("\"00:00:01\"");
        assertThat(decoded(4, avro(-1))).hasValue("-1"); // no time of a day
        assertThat(said).isEmpty();
    }

    @Test
    void the_registry_is_asked_once_for_an_id_and_not_for_ever_more_that_it_does_not_know() {
        schema(1, "AVRO", "no schema");
        for (int i = 0; i < 3; i++) {
            assertThat(decoded(0, (byte) 2)).isEmpty();
            assertThat(decoded(-5, (byte) 2)).isEmpty();
            assertThat(decoded(1, (byte) 2)).isEmpty();
            assertThat(decoded(2, (byte) 2)).isEmpty();
        }
        assertThat(asked).containsExactly("/schemas/ids/1", "/schemas/ids/2");
        for (int id = 1_000; id < 3_000; id++) {
            assertThat(decoded(id, (byte) 2)).isEmpty();
        }
        assertThat(asked).hasSizeLessThan(110);
    }

    @Test
    void schemas_that_refer_to_each_other_are_asked_for_once() {
        answers.put(
                "/schemas/ids/1",
                "{\"schemaType\":\"PROTOBUF\",\"schema\":\"syntax = \\\"proto3\\\"; message A {int32 n = 1;}\",\"references\":"
                        + "[{\"name\":\"b.proto\",\"subject\":\"b\",\"version\":1}]}");
        answers.put("/schemas/ids/2", answers.get("/schemas/ids/1"));
        answers.put(
                "/subjects/b/versions/1",
                "{\"schema\":\"message B {}\",\"references\":[{\"name\":\"b.proto\",\"subject\":\"b\",\"version\":1}]}");
        assertThat(decoded(1, (byte) 0, (byte) 8, (byte) 5)).as("%s", said).hasValue("{\"n\":5}");
        assertThat(decoded(2, (byte) 0, (byte) 8, (byte) 5)).hasValue("{\"n\":5}");
        assertThat(asked).containsExactly("/schemas/ids/1", "/subjects/b/versions/1", "/schemas/ids/2");
    }

    /** Every answer is JSON, and nothing is thrown but what the decoder takes for an answer. */
    @Test
    void random_bytes_never_end_it() {
        schema(
                1,
                "AVRO",
                "{\"type\":\"array\",\"items\":[\"null\",\"string\",\"double\"," + LIST + "," + DECIMAL + "]}");
        schema(2, "PROTOBUF", PROTOBUF);
        Random random = new Random(12);
        for (int i = 0; i < 20_000; i++) {
            byte[] data = new byte[random.nextInt(40)];
            random.nextBytes(data);
            Optional<String> json = decoded(1 + i % 2, data);
            assertThat(json.isEmpty() || Json.of(json.get()).isPresent())
                    .as(Arrays.toString(data))
                    .isTrue();
        }
        assertThat(asked).hasSize(2);
    }
}
