package zooka.commands.kafka.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingUnitsTest {

    @ParameterizedTest
    @CsvSource({
        "retention.ms, 1h, 3600000",
        "log.retention.ms, 7d, 604800000",
        "max.compaction.lag.ms, 500ms, 500",
        "retention.ms, 5, 5",
        "retention.ms, -1, -1",
        "segment.bytes, 1GiB, 1073741824",
        "max.message.bytes, 1.5 MiB, 1572864",
        "replica.alter.log.dirs.io.max.bytes.per.second, 10MB, 10000000",
        "leader.replication.throttled.rate, 50MiB, 52428800",
        "retention.bytes, -1, -1"
    })
    void units_are_taken_where_the_key_says_what_is_counted(String key, String value, String plain) {
        assertThat(SettingUnits.plain(key, value)).isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource({
        "retention.ms, soon",
        "retention.ms, 1x",
        "retention.ms, 99999999999h",
        "retention.ms, 1GiB",
        "segment.bytes, 1h",
        "min.insync.replicas, 2h",
        "log.retention.hours, 1h",
        "flush.messages, 5k",
        "compression.type, 5m",
        "programs, 5m"
    })
    void what_is_not_understood_is_left_to_the_broker(String key, String value) {
        assertThat(SettingUnits.plain(key, value)).isEqualTo(value);
    }
}
