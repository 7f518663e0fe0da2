package zooka.commands.kafka.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zooka.commands.kafka.registry.Registry.Schema;

/** Each kind of value that a Protobuf message can have, from the bytes that encoders write to the JSON that is printed. */
class ProtobufFormTest {

    private static final String PROTO2 = """
            syntax = "proto2";
            package shop;
            message Order {
              required int64 id = 1;
              optional int32 number = 2 [default = 7];
              repeated int32 numbers = 3;
              extensions 100 to 200;
            }
            extend Order { optional string note = 100; }""";

    private static String json(String schema, Map<String, String> references, String hex) throws IOException {
        byte[] data = HexFormat.of().parseHex(hex.replace(" ", ""));
        return new ProtobufForm(new Schema("PROTOBUF", schema, references)).json(ByteBuffer.wrap(data));
    }

    /** Field 1 of a message, behind the index of the first message of the file. */
    private static String field(String declared, String hex) throws IOException {
        return json(
                "syntax = \"proto3\"; package shop; message M { " + declared + " }"
                        + " message Line { int32 n = 1; Line next = 2; } enum Kind { SMALL = 0; LARGE = 1; }",
                Map.of(),
                "00" + hex);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            int32    | 08 ffffffffffffffffff01     | -1
            int32    | 08 00                       | 0
            int64    | 08 80808080808080808001     | -9223372036854775808
            int64    | 08 ffffffffffffffff7f       | 9223372036854775807
            uint32   | 08 ffffffff0f               | 4294967295
            uint64   | 08 ffffffffffffffffff01     | 18446744073709551615
            sint32   | 08 ffffffff0f               | -2147483648
            sint64   | 08 ffffffffffffffffff01     | -9223372036854775808
            fixed32  | 0d ffffffff                 | 4294967295
            sfixed32 | 0d ffffffff                 | -1
            fixed64  | 09 ffffffffffffffff         | 18446744073709551615
            sfixed64 | 09 ffffffffffffffff         | -1
            float    | 0d 0000c03f                 | 1.5
            double   | 09 000000000000f83f         | 1.5
            double   | 09 000000000000f07f         | "Infinity"
            bool     | 08 01                       | true
            bool     | 08 00                       | false
            string   | 0a 05 4bc3b66c6e            | "Köln"
            bytes    | 0a 02 ff00                  | {"base64":"/wA="}
            bytes    | 0a 00                       | ""
            Kind     | 08 01                       | "LARGE"
            Kind     | 08 05                       | 5
            Kind     | 08 ffffffffffffffffff01     | -1
            Line     | 0a 06 0803 1202 0804        | {"n":3,"next":{"n":4}}
            .shop.Line | 0a 00                     | {}
            shop.Kind  | 08 00                     | "SMALL"
            """)
    void a_value_is_printed_as_its_type_says(String type, String hex, String json) throws IOException {
        assertThat(field(type + " a = 1;", hex)).isEqualTo("{\"a\":" + json + "}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            int32   | 0a 03 010203           | [1,2,3]
            int32   | 08 01 08 02            | [1,2]
            int32   | 08 01 0a 02 0203 08 04 | [1,2,3,4]
            int32   | 0a 00                  | []
            uint64  | 0a 0b ffffffffffffffffff01 01 | [18446744073709551615,1]
            fixed32 | 0a 08 ffffffff 01000000 | [4294967295,1]
            fixed64 | 0a 08 ffffffffffffffff | [18446744073709551615]
            Kind    | 0a 02 0105             | ["LARGE",5]
            string  | 0a 01 61 0a 00         | ["a",""]
            Line    | 0a 02 0801 0a 00       | [{"n":1},{}]
            """)
    void repeated_values_are_a_list_packed_or_not(String type, String hex, String json) throws IOException {
        assertThat(field("repeated " + type + " a = 1;", hex)).isEqualTo("{\"a\":" + json + "}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            string, int32   | 0a 05 0a0161 1002 0a 05 0a0162 1003 | {"a":2,"b":3}
            string, int32   | 0a 05 0a0161 1002 0a 05 0a0161 1003 | {"a":3}
            string, int32   | 0a 05 1002 0a0161           | {"a":2}
            uint64, bool    | 0a 0d 08ffffffffffffffffff01 1001 | {"18446744073709551615":true}
            fixed32, bool   | 0a 07 0dffffffff 1001       | {"4294967295":true}
            sint32, bool    | 0a 04 0803 1001             | {"-2":true}
            bool, Kind      | 0a 04 0801 1001             | {"true":"LARGE"}
            string, Line    | 0a 07 0a0161 1202 0805      | {"a":{"n":5}}
            string, uint64  | 0a 0d 0a00 10ffffffffffffffffff01 | {"":18446744073709551615}
            int32, string   | 0a 00                       | {"0":""}
            string, int64   | 0a 03 0a0161                | {"a":0}
            string, double  | 0a 03 0a0161                | {"a":0.0}
            bool, bool      | 0a 00                       | {"false":false}
            string, Kind    | 0a 03 0a0161                | {"a":"SMALL"}
            string, Line    | 0a 03 0a0161                | {"a":{}}
            string, Missing | 0a 03 0a0161                | {"a":null}
            string, int32   | 0a 07 0a0161 1002 1809      | {"a":2}
            """)
    void maps_have_keys_of_each_kind_and_defaults_for_what_an_encoder_leaves_out(String types, String hex, String json)
            throws IOException {
        assertThat(field("map<" + types + "> a = 1;", hex)).isEqualTo("{\"a\":" + json + "}");
    }

    @Test
    void fields_are_in_the_order_of_the_data_and_absent_ones_are_absent() throws IOException {
        assertThat(field("int32 a = 1; int32 b = 2; int32 c = 3; optional int32 d = 4;", "18 03 08 01 20 00"))
                .isEqualTo("{\"c\":3,\"a\":1,\"d\":0}");
        assertThat(field("int32 a = 1;", "")).isEqualTo("{}");
        assertThat(field("int32 a = 1;", "08 01 08 02")).isEqualTo("{\"a\":2}");
    }

    @Test
    void of_a_oneof_the_last_counts() throws IOException {
        String declared = "oneof how { int32 a = 1; string b = 2; Line c = 3; } int32 d = 4;";
        assertThat(field(declared, "08 01 20 05 12 01 78")).isEqualTo("{\"d\":5,\"b\":\"x\"}");
        assertThat(field(declared, "12 01 78 08 00")).isEqualTo("{\"a\":0}");
    }

    @Test
    void unknown_fields_are_shown_by_number_all_of_them() throws IOException {
        assertThat(field("int32 a = 1;", "78 09 7d 01000000 79 0200000000000000 7a 01 78"))
                .isEqualTo("{\"15\":[9,1,2,\"x\"]}");
        assertThat(field("int32 a = 1;", "78 ffffffffffffffffff01 08 01")).isEqualTo("{\"15\":-1,\"a\":1}");
    }

    @Test
    void groups_are_shown_by_number() throws IOException {
        assertThat(field("int32 a = 1;", "7b 08 01 7b 7c 12 01 78 7c 08 02"))
                .isEqualTo("{\"15\":{\"1\":1,\"15\":{},\"2\":\"x\"},\"a\":2}");
    }

    @Test
    void a_schema_of_the_second_syntax_has_no_defaults_in_the_data_and_its_extensions_by_number() throws IOException {
        assertThat(json(PROTO2, Map.of(), "00 08 01 18 05 18 06 a206 01 78"))
                .isEqualTo("{\"id\":1,\"numbers\":[5,6],\"100\":\"x\"}");
    }

    @Test
    void what_is_imported_and_missing_is_shown_as_it_is() throws IOException {
        String schema = """
                syntax = "proto3"; package shop;
                import "confluent/meta.proto"; import "money.proto"; import "google/protobuf/field_mask.proto";
                message Order { option (confluent.message_meta).doc = "an order";
                  Money price = 1 [(confluent.field_meta) = { tags: "PII" }]; google.protobuf.FieldMask mask = 2;
                  repeated other.Kind kinds = 3; }""";
        assertThat(json(schema, Map.of(), "00 0a 02 0805 12 03 0a0161 18 01 18 02"))
                .isEqualTo("{\"price\":\"\\b\\u0005\",\"mask\":\"\\n\\u0001a\",\"kinds\":[1,2]}");
        String money = "syntax = \"proto3\"; package shop; message Money { int64 units = 1; }";
        assertThat(json(schema, Map.of("money.proto", money), "00 0a 02 0805")).isEqualTo("{\"price\":{\"units\":5}}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            timestamp | Timestamp   | 0a 04 083c 1005            | "1970-01-01T00:01:00.000000005Z"
            timestamp | Timestamp   | 0a 00                      | "1970-01-01T00:00:00Z"
            duration  | Duration    | 0a 08 083c 1080cab5ee01    | "60.5s"
            duration  | Duration    | 0a 00                      | "0s"
            wrappers  | UInt64Value | 0a 0b 08ffffffffffffffffff01 | 18446744073709551615
            wrappers  | Int32Value  | 0a 00                      | 0
            wrappers  | DoubleValue | 0a 00                      | 0.0
            wrappers  | BoolValue   | 0a 00                      | false
            wrappers  | StringValue | 0a 03 0a0178               | "x"
            wrappers  | BytesValue  | 0a 00                      | ""
            struct    | Value       | 0a 02 0800                 | null
            struct    | Value       | 0a 00                      | null
            struct    | ListValue   | 0a 09 0a03 1a0178 0a02 2001 | ["x",true]
            struct    | Struct      | 0a 0b 0a09 0a0161 1204 2a02 0a00 | {"a":{"":null}}
            struct    | Struct      | 0a 00                      | {}
            any       | Any         | 0a 06 0a0174 120178        | {"type_url":"t","value":"x"}
            empty     | Empty       | 0a 00                      | {}
            """)
    void well_known_types_are_printed_as_in_the_json_of_protobuf(String file, String type, String hex, String json)
            throws IOException {
        String schema = "syntax = \"proto3\"; import public \"google/protobuf/" + file
                + ".proto\"; message M { google.protobuf." + type + " a = 1; }";
        assertThat(json(schema, Map.of(), "00" + hex)).isEqualTo("{\"a\":" + json + "}");
        // The import of an import counts, too.
        assertThat(json(
                        "syntax = \"proto3\"; import \"m.proto\"; message N { M m = 1; }",
                        Map.of("m.proto", schema),
                        "00 0a"
                                + HexFormat.of().toHexDigits((byte)
                                        (hex.replace(" ", "").length() / 2)) + hex))
                .isEqualTo("{\"m\":{\"a\":" + json + "}}");
    }

    @Test
    void the_message_indexes_lead_to_the_message() throws IOException {
        String schema = """
                syntax = "proto3"; package shop;
                enum Kind { SMALL = 0; }
                message A { int32 a = 1; }
                message B { enum Inner { NONE = 0; } message C { int32 c = 1; } message D { C c = 1; } int32 b = 1; }""";
        assertThat(json(schema, Map.of(), "00 08 05")).isEqualTo("{\"a\":5}");
        assertThat(json(schema, Map.of(), "02 00 08 05")).isEqualTo("{\"a\":5}");
        assertThat(json(schema, Map.of(), "02 02 08 05")).isEqualTo("{\"b\":5}");
        assertThat(json(schema, Map.of(), "04 02 00 08 05")).isEqualTo("{\"c\":5}");
        assertThat(json(schema, Map.of(), "04 02 02 0a 02 0805")).isEqualTo("{\"c\":{\"c\":5}}");
    }
}
