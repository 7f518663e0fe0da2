package zooka.commands.kafka.registry;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import zooka.commands.kafka.registry.Registry.Schema;
import zooka.fuzz.FuzzTarget;

/** Values that a schema decodes; what it does not decode may be said in any way that the decoder takes for that. */
public final class RegistryFuzz {

    private RegistryFuzz() {}

    public static List<FuzzTarget> targets() {
        Decoder.Form avro = new AvroForm(new Schema("AVRO", """
                {"type":"record","name":"Order","fields":[{"name":"id","type":"long"},{"name":"note","type":["null","string"]},
                {"name":"price","type":{"type":"bytes","logicalType":"decimal","precision":9,"scale":2}},
                {"name":"tags","type":{"type":"array","items":"string"}},{"name":"more","type":["null","Order"]},
                {"name":"at","type":{"type":"long","logicalType":"timestamp-millis"}}]}""", Map.of()));
        Decoder.Form protobuf = new ProtobufForm(new Schema("PROTOBUF", """
                syntax = "proto3"; package shop; import "google/protobuf/timestamp.proto"; import "google/protobuf/struct.proto";
                message Order { int64 id = 1; repeated int32 numbers = 2; map<string, Order> lines = 3; oneof how { bytes blob = 5;
                bool quick = 6; } google.protobuf.Timestamp at = 7; double weight = 8; Order more = 9;
                google.protobuf.Struct bag = 10; }""", Map.of()));
        return List.of(
                new FuzzTarget(
                        "avro",
                        List.of(new byte[] {34, 2, 4, 'a', 'b', 4, 7, -49, 4, 2, 'a', 2, 'b', 0, 0, 20}),
                        bytes -> read(avro, bytes)),
                new FuzzTarget(
                        "protobuf",
                        List.of(new byte[] {
                            0, 8, -84, 2, 0x12, 3, 1, 2, 3, 0x1a, 7, 0x0a, 1, 'k', 0x12, 2, 8, 5, 0x2a, 2, -1, 0, 0x3a,
                            2, 8, 60, 0x4a, 2, 8, 1, 0x52, 9, 0x0a, 7, 0x0a, 1, 'k', 0x12, 2, 0x20, 1, 0x7b, 8, 1, 0x7c
                        }),
                        bytes -> read(protobuf, bytes)));
    }

    private static void read(Decoder.Form form, byte[] bytes) {
        try {
            Objects.requireNonNull(form.json(java.nio.ByteBuffer.wrap(bytes)));
        } catch (java.io.IOException | RuntimeException e) {
            return; // the decoder gives the bytes as they are
        }
    }
}
