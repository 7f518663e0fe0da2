package zooka.shell.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import zooka.testing.StockRun;
import zooka.testing.fake.MemoryKafka;

/** The text of kafka-acls 4.x. */
final class KafkaAclsTest {

    private final StockRun stock = new StockRun(new MemoryKafka().clusters());

    private StockRun.Ended run(String... words) {
        return stock.run(
                Stream.concat(Stream.of("kafka-acls"), Stream.of(words)).toArray(String[]::new));
    }

    @Test
    void adds_and_lists_acls() {
        assertThat(run("--add", "--allow-principal", "User:alice", "--operation", "Read", "--topic", "orders")
                        .out())
                .isEqualTo("Adding ACLs for resource"
                        + " `ResourcePattern(resourceType=TOPIC, name=orders, patternType=LITERAL)`: \n"
                        + " \t(principal=User:alice, host=*, operation=READ, permissionType=ALLOW)\n\n");
        assertThat(run("--list", "--topic", "orders").out())
                .isEqualTo("Current ACLs for resource"
                        + " `ResourcePattern(resourceType=TOPIC, name=orders, patternType=LITERAL)`:\n"
                        + "\t(principal=User:alice, host=*, operation=READ, permissionType=ALLOW)\n\n");
        assertThat(run("--list", "--principal", "User:bob").out()).isEqualTo("ACLs for principal `User:bob`\n");
    }

    @Test
    void adds_what_clients_need() {
        assertThat(run("--add", "--allow-principal", "User:app", "--consumer", "--topic", "orders", "--group", "g")
                        .out()
                        .lines()
                        .filter(line -> line.startsWith("Adding")))
                .hasSize(2);
    }

    @Test
    void removes_what_matches() {
        run(
                "--add",
                "--allow-principal",
                "User:alice",
                "--operation",
                "Read",
                "--operation",
                "Write",
                "--topic",
                "orders");
        assertThat(run(
                        "--remove",
                        "--force",
                        "--allow-principal",
                        "User:alice",
                        "--operation",
                        "Read",
                        "--topic",
                        "orders"))
                .isEqualTo(new StockRun.Ended(0, "", ""));
        assertThat(run("--list").out()).contains("operation=WRITE").doesNotContain("operation=READ");
        assertThat(run("--remove", "--force", "--topic", "orders").code()).isZero();
        assertThat(run("--list").out()).isEmpty();
        assertThat(run("--remove", "--force", "--topic", "orders").code()).isEqualTo(3);
    }

    @Test
    void refuses_what_is_wrong_or_not_supported_by_name() {
        assertRefused("exactly one action is required", "--topic", "orders");
        assertRefused("--add requires a resource", "--add", "--allow-principal", "User:a");
        assertRefused("--add requires --allow-principal or --deny-principal", "--add", "--topic", "a");
        assertRefused("--remove requires --force", "--remove", "--topic", "a");
        assertRefused("--resource-pattern-type any is not supported", "--list", "--resource-pattern-type", "any");
        assertRefused("--delegation-token is not supported", "--list", "--delegation-token", "x");
    }

    private void assertRefused(String why, String... words) {
        assertThat(run(words)).satisfies(ended -> {
            assertThat(ended.err()).contains(why);
            assertThat(ended.code()).isEqualTo(2);
            assertThat(ended.out()).isEmpty();
        });
    }
}
