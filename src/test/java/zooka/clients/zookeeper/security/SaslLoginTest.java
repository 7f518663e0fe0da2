package zooka.clients.zookeeper.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zooka.clients.Failure;

final class SaslLoginTest {

    private static final String FILE = "java.security.auth.login.config";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF"})
    void a_jaas_file_may_begin_with_a_byte_order_mark(String mark) throws IOException {
        Path file = Files.writeString(
                folder.resolve("jaas.conf"),
                mark + "Client { org.apache.zookeeper.server.auth.DigestLoginModule required username=\"joe\""
                        + " password=\"x\"; };\r\n");
        assertThat(SaslLogin.of(Map.of(FILE, file.toString())).orElseThrow().who())
                .isEqualTo("joe");
        assertThat(SaslLogin.of(Map.of(FILE, file.toUri().toString()))
                        .orElseThrow()
                        .who())
                .isEqualTo("joe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/no/such/file", "file:///no/such/file", "file:no", "a\0b", "file:///%zz"})
    void a_jaas_file_that_cannot_be_read_is_a_usage_error(String file) {
        assertThatThrownBy(() -> SaslLogin.of(Map.of(FILE, file))).isInstanceOf(Failure.class);
    }
}
