package zooka.commands.kafka.config;

import org.junit.jupiter.api.Test;
import zooka.clients.Failure.Kind;
import zooka.testing.KafkaRun;

/** On brokers in memory, and what is refused before any is asked. */
final class ConfigsTest extends ConfigsContract {

    ConfigsTest() {
        super(KafkaRun::inMemory);
    }

    @Test
    void refuses_what_cannot_be_before_anything_is_sent() {
        try (KafkaRun kafka = brokers()) {
            fails(
                    Kind.USAGE,
                    "unknown configuration key retention.mss for a topic",
                    "did you mean retention.ms?",
                    () -> kafka.plan("config alter topic/orders retention.mss=1"));
            fails(
                    Kind.USAGE,
                    "unknown configuration key nonsense for a broker",
                    "config describe broker/ID --all lists the keys",
                    () -> kafka.plan("config alter broker/default nonsense=1"));
            fails(
                    Kind.USAGE,
                    "broker.id is read-only: it cannot be changed while the broker is running",
                    "change it in the broker's server.properties and restart the broker",
                    () -> kafka.plan("config alter broker/1 broker.id=1"));
            fails(
                    Kind.USAGE,
                    "retention.ms is not a list; use retention.ms=1 to set it",
                    "",
                    () -> kafka.plan("config alter topic/orders --append retention.ms=1"));
            fails(
                    Kind.NOT_FOUND,
                    "retention.ms is not set on topic/orders",
                    "config describe topic/orders",
                    () -> kafka.plan("config alter topic/orders --delete retention.ms"));
            fails(
                    Kind.USAGE,
                    "config alter topic/orders: no change specified",
                    "specify KEY=VALUE, --delete KEY, --append KEY=VALUE or --subtract KEY=VALUE",
                    () -> kafka.plan("config alter topic/orders"));
            fails(
                    Kind.USAGE,
                    "a key can be changed only once",
                    "",
                    () -> kafka.plan("config alter topic/orders retention.ms=1 --delete retention.ms"));
            fails(
                    Kind.NOT_FOUND,
                    "no topic nosuch",
                    "topics",
                    () -> kafka.plan("config alter topic/nosuch retention.ms=1"));
        }
    }
}
