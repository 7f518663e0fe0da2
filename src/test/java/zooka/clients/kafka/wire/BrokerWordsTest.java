package zooka.clients.kafka.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerWordsTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "Request Request(processor=0, connectionId=127.0.0.1:1-2, session=Session(User:a,/10.0.0.7)) is not authorized.",
                "Failed: CreatableTopic(name='a', numPartitions=1)",
                "org.apache.kafka.common.errors.ApiException: TopicPartitionReplica(topic=a)"
            })
    void what_is_of_use_within_a_broker_only_is_not_told(String message) {
        assertThat(BrokerWords.of(message)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Topic 'a_b' collides with existing topics: a.b | Topic 'a_b' collides with existing topics: a.b",
                "Invalid config value for resource ConfigResource(type=TOPIC, name='o'): Not a number | Not a number",
                "java.lang.IllegalArgumentException: no such thing (really) | no such thing (really)",
                "Replication factor: 3 larger than available brokers: 1. | Replication factor: 3 larger than available brokers: 1."
            })
    void a_reason_is_told_without_what_has_been_said(String message, String told) {
        assertThat(BrokerWords.of(message)).hasValue(told);
    }
}
