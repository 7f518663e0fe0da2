package zooka.commands.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import zooka.clients.zookeeper.Acl;
import zooka.clients.zookeeper.Kind;

/** Znodes as lines of JSON, and back. */
final class CopyFormatTest {

    private static byte[] written(ZnodeCopy copy) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = CopyFormat.JSON.createGenerator(out)) {
            CopyFormat.write(json, copy);
        }
        return out.toByteArray();
    }

    private static ZnodeCopy read(byte[] line) throws IOException {
        try (JsonParser in = CopyFormat.JSON.createParser(line)) {
            return CopyFormat.read(in);
        }
    }

    private static ZnodeCopy read(String line) throws IOException {
        return read(line.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] allBytes() {
        byte[] bytes = new byte[1 << 16];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) ((i * 31) >> 3);
        }
        return bytes;
    }

    private static Stream<Optional<byte[]>> values() {
        return Stream.concat(
                Stream.of(Optional.empty(), Optional.of(allBytes())),
                Stream.of(
                                "",
                                "text",
                                "名前 é \ud83d\ude00",
                                "\u0000\u0001\u001b[2J\u007f\u0085\"\\\r\n\t",
                                "{}",
                                "\u2028",
                                "x".repeat(2_000_000))
                        .map(text -> Optional.of(text.getBytes(StandardCharsets.UTF_8))));
    }

    @ParameterizedTest
    @MethodSource("values")
    void brings_every_value_back(Optional<byte[]> value) throws IOException {
        byte[] line = written(new ZnodeCopy("/a b/é", value, Kind.PERSISTENT, Acl.OPEN));
        assertThat(new String(line, StandardCharsets.UTF_8)).doesNotContain("\n", "\u001b");
        ZnodeCopy back = read(line);
        assertThat(back.path()).isEqualTo("/a b/é");
        assertThat(back.data().isPresent()).isEqualTo(value.isPresent());
        assertThat(back.data().orElse(null)).isEqualTo(value.orElse(null));
        assertThat(back.kind()).isEqualTo(Kind.PERSISTENT);
        assertThat(back.acl()).isEqualTo(Acl.OPEN);
    }

    @Test
    void brings_bytes_back_that_are_almost_text() throws IOException {
        for (int[] bytes :
                new int[][] {{0x80}, {0xc0, 0x80}, {0xed, 0xa0, 0x80}, {0xf5, 0x80, 0x80, 0x80}, {'a', 0xe5, 0x90}}) {
            byte[] value = new byte[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                value[i] = (byte) bytes[i];
            }
            byte[] line = written(new ZnodeCopy("/", Optional.of(value), Kind.PERSISTENT, Acl.OPEN));
            assertThat(new String(line, StandardCharsets.UTF_8)).contains("base64");
            assertThat(read(line).data().orElseThrow()).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PERSISTENT, 0, world:anyone:cdrwa",
        "PERSISTENT, 0, 'ip:127.0.0.1:rda,world:anyone:r'",
        "PERSISTENT, 0, 'x509:CN=a,OU=b:r,digest:u:bsJ8gm8ebcHBGUWGLCGuPHEWrzU=:cdrwa'",
        "EPHEMERAL, 0, auth::r",
        "CONTAINER, 0, world:anyone:r",
        "TTL, 60000, world:anyone:r",
        "TTL, 1099511627775, world:anyone:r"
    })
    void brings_kinds_and_acls_back(Kind.Lifetime lifetime, long ttl, String acl) throws IOException {
        ZnodeCopy copy = new ZnodeCopy("/a", Optional.empty(), new Kind(lifetime, false, ttl), Acl.parse(acl));
        assertThat(read(written(copy))).isEqualTo(copy);
    }

    @Test
    void leaves_out_what_is_usual() throws IOException {
        ZnodeCopy copy = new ZnodeCopy("/a", Optional.of(new byte[] {'x'}), Kind.PERSISTENT, Acl.OPEN);
        assertThat(new String(written(copy), StandardCharsets.UTF_8)).isEqualTo("{\"path\":\"/a\",\"data\":\"x\"}");
        ZnodeCopy timed = new ZnodeCopy("/a", Optional.empty(), Kind.ttl(5), Acl.parse("world:anyone:r"));
        assertThat(new String(written(timed), StandardCharsets.UTF_8))
                .isEqualTo("{\"path\":\"/a\",\"data\":null,\"acl\":[\"world:anyone:r\"],\"kind\":\"ttl\",\"ttlMs\":5}");
    }

    @Test
    void keeps_that_an_acl_is_not_known() throws IOException {
        ZnodeCopy copy = new ZnodeCopy("/a", Optional.empty(), Kind.PERSISTENT, Acl.UNKNOWN);
        assertThat(read(written(copy)).acl()).isEqualTo(Acl.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "1",
                "{'data':'x'}",
                "{'path':'a'}",
                "{'path':'/a/'}",
                "{'path':'/a//b'}",
                "{'path':'/a/../b'}",
                "{'path':'/a\\u0000'}",
                "{'path':1}",
                "{'path':'/a','colour':'red'}",
                "{'path':'/a','data':5}",
                "{'path':'/a','data':['x']}",
                "{'path':'/a','data':{'base64':'?'}}",
                "{'path':'/a','data':{'base64':5}}",
                "{'path':'/a','data':{'base64':'QQ==','more':1}}",
                "{'path':'/a','data':{'hex':'00'}}",
                "{'path':'/a','acl':'world:anyone:r'}",
                "{'path':'/a','acl':[1]}",
                "{'path':'/a','acl':['world:anyone:z']}",
                "{'path':'/a','acl':null}",
                "{'path':'/a','kind':'lasting'}",
                "{'path':'/a','kind':1}",
                "{'path':'/a','kind':'ttl'}",
                "{'path':'/a','kind':'ttl','ttlMs':-5}",
                "{'path':'/a','kind':'ttl','ttlMs':99999999999999}",
                "{'path':'/a','kind':'ttl','ttlMs':'60s'}",
                "{'path':'/a','ttlMs':5}"
            })
    void refuses_what_it_would_not_write(String line) {
        assertThatThrownBy(() -> read(line.replace('\'', '"')))
                .isInstanceOfSatisfying(
                        JsonProcessingException.class,
                        e -> assertThat(e.getLocation().getLineNr()).isEqualTo(1));
    }
}
