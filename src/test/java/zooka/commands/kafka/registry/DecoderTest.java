package zooka.commands.kafka.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import zooka.clients.profile.ClientSettings;
import zooka.clients.profile.Profile;
import zooka.commands.LiveClusters;
import zooka.sandbox.Sandbox;
import zooka.testing.OnServers;
import zooka.testing.ResultText;
import zooka.testing.Sandboxes;
import zooka.testing.TestRun;

/** Records with Confluent's frame on real brokers, and a registry that is a real server. */
@OnServers
@Timeout(180)
class DecoderTest {

    private static final String TOPIC = "decoder-test";

    private static final String AVRO = """
            {"type":"record","name":"Order","namespace":"shop","fields":[
              {"name":"id","type":"long"},
              {"name":"note","type":["null","string"],"default":null},
              {"name":"price","type":{"type":"bytes","logicalType":"decimal","precision":9,"scale":2}},
              {"name":"at","type":{"type":"long","logicalType":"timestamp-millis"}},
              {"name":"tags","type":{"type":"array","items":"string"}},
              {"name":"from","type":"shop.Address"}]}""";

    private static final String ADDRESS =
            "{\"type\":\"record\",\"name\":\"Address\",\"namespace\":\"shop\",\"fields\":[{\"name\":\"town\",\"type\":\"string\"}]}";

    private static final String PROTOBUF = """
            syntax = "proto3";
            package shop;
            import "google/protobuf/timestamp.proto";
            import "kind.proto";
            message Ignored {}
            message Order {
              message Line { string name = 1; sint32 change = 2; }
              int64 id = 1;
              repeated int32 numbers = 2;
              map<string, Line> lines = 3;
              Kind kind = 4;
              oneof how { bytes blob = 5; bool quick = 6; }
              google.protobuf.Timestamp at = 7;
              double weight = 8;
            }""";

    private final List<String> asked = new ArrayList<>();
    private HttpServer server;

    private static final Sandbox SANDBOX = Sandboxes.kraft();

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String quotedAvro = quoted(AVRO);
        Map<String, String> answers = Map.of(
                "/schemas/ids/1",
                "{\"schema\":" + quotedAvro
                        + ",\"references\":[{\"name\":\"shop.Address\",\"subject\":\"address\",\"version\":3}]}",
                "/subjects/address/versions/3",
                "{\"schema\":" + quoted(ADDRESS) + "}",
                "/schemas/ids/2",
                "{\"schemaType\":\"PROTOBUF\",\"schema\":" + quoted(PROTOBUF)
                        + ",\"references\":[{\"name\":\"kind.proto\",\"subject\":\"kind\",\"version\":1}]}",
                "/subjects/kind/versions/1",
                "{\"schema\":" + quoted("package shop; enum Kind { SMALL = 0; LARGE = 1; }") + "}",
                "/schemas/ids/3",
                "{\"schemaType\":\"JSON\",\"schema\":\"{}\"}");
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            boolean allowed =
                    "Basic dXNlcjpwYXNz".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            asked.add(path);
            byte[] answer = answers.getOrDefault(path, "{\"error_code\":40403}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(!allowed ? 401 : answers.containsKey(path) ? 200 : 404, answer.length);
            try (var body = exchange.getResponseBody()) {
                body.write(answer);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    private static byte[] framed(int id, byte[] data) {
        return ByteBuffer.allocate(5 + data.length)
                .put((byte) 0)
                .putInt(id)
                .put(data)
                .array();
    }

    private static byte[] avro() throws IOException {
        Schema.Parser parser = new Schema.Parser();
        Schema address = parser.parse(ADDRESS);
        Schema order = parser.parse(AVRO);
        GenericRecord from = new GenericData.Record(address);
        from.put("town", "Köln");
        GenericRecord record = new GenericData.Record(order);
        record.put("id", 17L);
        record.put("note", "two \"words\"");
        record.put("price", ByteBuffer.wrap(new java.math.BigInteger("1999").toByteArray()));
        record.put("at", 1_767_323_045_006L);
        record.put("tags", List.of("a", "b"));
        record.put("from", from);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(order).write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    /** The second message of the file, as protoc's encoders write it. */
    private static byte[] protobuf() {
        ByteBuffer out = ByteBuffer.allocate(200);
        out.put(new byte[] {2, 2}); // one step down: message 1
        out.put(new byte[] {0x08, (byte) 0xac, 0x02}); // id = 300
        out.put(new byte[] {0x12, 3, 1, 2, 3}); // numbers, packed
        out.put(new byte[] {0x1a, 10, 0x0a, 1, 'k', 0x12, 5, 0x0a, 1, 'n', 0x10, 5}); // lines: k -> n, -3
        out.put(new byte[] {0x20, 1}); // kind = LARGE
        out.put(new byte[] {0x2a, 2, (byte) 0xff, 0}); // blob
        out.put(new byte[] {0x3a, 2, 0x08, 60}); // at: 60 s
        out.put((byte) 0x41).order(java.nio.ByteOrder.LITTLE_ENDIAN).putDouble(1.5);
        out.put(new byte[] {0x78, 9}); // field 15, which the schema does not know
        return java.util.Arrays.copyOf(out.array(), out.position());
    }

    private String tail(TestRun run, String... options) {
        List<String> words = new ArrayList<>(List.of("tail", TOPIC));
        words.addAll(List.of(options));
        return ResultText.flow(run.follow(words.toArray(new String[0])))
                .replaceAll("(?m)^.* key=", "key=")
                .replaceAll("(?m) headers=.*$", "");
    }

    @Test
    void decodes_what_the_registry_knows_and_leaves_the_rest_as_it_is() throws Exception {
        String url = "http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort();
        Map<String, String> config = Map.of("basic.auth.user.info", "user:pass");
        Profile profile = new Profile(
                "test",
                Optional.empty(),
                SANDBOX.bootstrap(),
                ClientSettings.OPEN.withKafka(config),
                Duration.ofSeconds(30),
                false);
        try (Admin admin = Admin.create(
                        Map.of("bootstrap.servers", SANDBOX.bootstrap().orElseThrow()));
                LiveClusters clusters = new LiveClusters(profile, notice -> {})) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
            try {
                StringBuilder lines = new StringBuilder();
                for (byte[] value : List.of(
                        framed(1, avro()),
                        framed(2, protobuf()),
                        framed(3, "{\"a\": 1.10}".getBytes(StandardCharsets.UTF_8)),
                        framed(9, new byte[] {1}),
                        framed(1, new byte[] {1}),
                        "plain".getBytes(StandardCharsets.UTF_8))) {
                    lines.append("{\"key\":\"k\",\"value\":{\"base64\":\"")
                            .append(Base64.getEncoder().encodeToString(value))
                            .append("\"}}\n");
                }
                TestRun run = new TestRun(clusters);
                run.stdin(lines.toString())
                        .plan("produce", TOPIC, "--json-lines")
                        .make();
                assertThat(tail(run, "--registry", url + "/").lines())
                        .containsExactly(
                                "key='k' value={\"id\":17,\"note\":\"two \\\"words\\\"\",\"price\":19.99,"
                                        + "\"at\":\"2026-01-02T03:04:05.006Z\",\"tags\":[\"a\",\"b\"],\"from\":{\"town\":\"Köln\"}}",
                                "key='k' value={\"id\":300,\"numbers\":[1,2,3],\"lines\":{\"k\":{\"name\":\"n\",\"change\":-3}},"
                                        + "\"kind\":\"LARGE\",\"blob\":{\"base64\":\"/wA=\"},\"at\":\"1970-01-01T00:01:00Z\","
                                        + "\"weight\":1.5,\"15\":9}",
                                "key='k' value={\"a\": 1.10}",
                                "key='k' value='\u0000\u0000\u0000\u0000\t\u0001'",
                                "key='k' value='\u0000\u0000\u0000\u0000\u0001\u0001'",
                                "key='k' value='plain'");
                assertThat(run.takeMissing())
                        .containsExactly(
                                "schema 9 is not in the schema registry; its records are shown undecoded",
                                "the value of decoder-test-0 offset 4 does not match schema 1; shown undecoded");
                assertThat(asked).hasSize(6);

                assertThat(tail(run, "--registry", "http://127.0.0.1:1", "-n", "6", "--to", "1"))
                        .contains("value='\u0000");
                assertThat(run.takeMissing())
                        .singleElement()
                        .asString()
                        .startsWith("no schema registry answers at http://127.0.0.1:1: ")
                        .endsWith("; records are shown undecoded");
                assertThat(asked).hasSize(6);
            } finally {
                admin.deleteTopics(List.of(TOPIC)).all().get();
            }
        }
    }
}
