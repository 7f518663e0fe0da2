package zooka.clients.kafka.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zooka.clients.Failure;

final class ChannelsTest {

    private static Failure refused(String protocol, String jaas) {
        Map<String, String> config = new HashMap<>(Map.of("security.protocol", protocol, "sasl.mechanism", "PLAIN"));
        if (jaas != null) {
            config.put("sasl.jaas.config", jaas);
        }
        Failure failure = catchThrowableOfType(Failure.class, () -> Channels.selector(config));
        assertThat(failure.kind()).isEqualTo(Failure.Kind.USAGE);
        return failure;
    }

    @Test
    void sasl_without_a_login_is_a_usage_error_that_names_the_key() {
        assertThat(refused("SASL_PLAINTEXT", null))
                .hasMessage(
                        "invalid Kafka client configuration: sasl.jaas.config is not set, and SASL_PLAINTEXT requires it");
        assertThat(refused("SASL_SSL", null)).hasMessageContaining("SASL_SSL requires it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hunter2",
                "username=u password=hunter2;",
                "a.Module hunter2 username=u;",
                "a.Module required username=u password=hunter2",
                "a.Module required username;",
                ""
            })
    void a_login_that_is_none_is_a_usage_error_that_does_not_show_it(String jaas) {
        Failure failure = refused("SASL_PLAINTEXT", jaas);
        assertThat(failure.getMessage() + failure.hint()).doesNotContain("hunter2");
    }

    @Test
    void a_class_that_is_not_there_has_a_hint_where_its_jar_may_be() {
        assertThat(refused("SASL_PLAINTEXT", "a.Module required;").hint())
                .contains("put the jar with this class into ~/.local/share/zooka/lib, or set ZOOKA_CLASSPATH=JAR");
        Map<String, String> config = Map.of(
                "security.protocol", "SASL_PLAINTEXT",
                "sasl.mechanism", "AWS_MSK_IAM",
                "sasl.jaas.config", "org.apache.kafka.common.security.plain.PlainLoginModule required;",
                "sasl.client.callback.handler.class", "a.Handler");
        Failure failure = catchThrowableOfType(Failure.class, () -> Channels.selector(config));
        assertThat(failure.getMessage()).contains("a.Handler");
        assertThat(failure.hint().orElse("")).contains("ZOOKA_CLASSPATH");
    }
}
