package zooka.commands.kafka.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import zooka.clients.Failure;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.result.Result;
import zooka.testing.KafkaRun;
import zooka.testing.ResultText;
import zooka.testing.TestRun;

/** ACLs, SCRAM users and quotas: the plan, the refusal, the effect; on brokers of any kind. */
@Timeout(180)
abstract class AccessContract {

    private final Supplier<KafkaRun> brokers;

    AccessContract(Supplier<KafkaRun> brokers) {
        this.brokers = brokers;
    }

    KafkaRun brokers() {
        return brokers.get();
    }

    @TempDir
    Path folder;

    @Test
    void acls_are_listed_created_and_deleted() {
        try (KafkaRun kafka = brokers()) {
            TestRun run = kafka.run();
            String[] create = {
                "acl",
                "create",
                "--allow",
                "ops-alice",
                "--consumer",
                "--topic",
                "ops-",
                "--group",
                "ops-g",
                "--prefixed"
            };
            Plan plan = run.plan(create);

            assertThat(plan.preview().summary()).isEqualTo("""
                    create 3 ACLs
                      User:ops-alice may READ topic ops-*
                      User:ops-alice may DESCRIBE topic ops-*
                      User:ops-alice may READ group ops-g*""");
            assertThat(run.told("acl", "list", "--principal", "ops-alice")).isEmpty();
            plan.make();
            KafkaRun.until(
                    "the ACLs",
                    () -> run.table("acl", "list", "--principal", "ops-alice")
                                    .rows()
                                    .size()
                            == 3);
            assertThat(run.told("acl", "list", "--principal", "User:ops-alice", "--operation", "describe"))
                    .isEqualTo("principal=User:ops-alice host=* operation=DESCRIBE permission=ALLOW"
                            + " resourceType=TOPIC resourceName=ops- patternType=PREFIXED");
            assertThat(run.table("acl", "list", "--topic", "ops-x", "--match").rows())
                    .hasSize(2);
            assertThat(run.table("acl", "list", "--topic", "ops-x").rows()).isEmpty();
            assertThat(run.change(create)).isEqualTo("nothing created");

            run.change("acl", "create", "--deny", "ops-alice", "--host", "10.0.0.9", "--operation", "All", "--cluster");
            KafkaRun.until(
                    "four ACLs",
                    () -> run.table("acl", "list", "--principal", "ops-alice")
                                    .rows()
                                    .size()
                            == 4);
            Plan delete = run.plan("acl", "delete", "--principal", "ops-alice", "--permission", "deny");
            assertThat(delete.preview().summary())
                    .isEqualTo("delete 1 ACL\n  User:ops-alice may not ALL the cluster from 10.0.0.9");
            assertThat(delete.confirmation()).contains("User:ops-alice");
            delete.make();
            KafkaRun.until(
                    "three ACLs",
                    () -> run.table("acl", "list", "--principal", "ops-alice")
                                    .rows()
                                    .size()
                            == 3);
            assertThat(run.change("acl", "delete", "--principal", "ops-alice")).startsWith("deleted 3 ACLs");
            KafkaRun.until("no ACLs", () -> run.table("acl", "list", "--principal", "ops-alice")
                    .rows()
                    .isEmpty());
            assertThatThrownBy(() -> run.plan("acl", "delete", "--principal", "ops-alice"))
                    .hasMessage("no matching ACLs");
        }
    }

    /** Makes a change where a person gives a password. */
    private static Result.Change asked(TestRun run, String password, String... words) {
        Context plain = run.context();
        Context context = new Context(
                plain.clusters(),
                plain.place(),
                plain.clock(),
                plain.stdin(),
                plain.remarks(),
                plain.journal(),
                what -> Optional.of(password));
        return (Result.Change)
                ((Action.Change) TestRun.action(words)).plan(context).make();
    }

    @Test
    void users_get_passwords_that_nobody_sees() throws Exception {
        try (KafkaRun kafka = brokers()) {
            TestRun run = kafka.run();
            Path file = Files.writeString(folder.resolve("password"), "ops-secret\n");
            Plan plan = run.plan(
                    "user",
                    "alter",
                    "ops-bob",
                    "--scram-sha-256",
                    "--scram-sha-512",
                    "--password-file",
                    file.toString());
            assertThat(plan.preview().summary()).isEqualTo("""
                    alter user ops-bob:
                      SCRAM-SHA-256: none → 8,192 iterations, a new password
                      SCRAM-SHA-512: none → 8,192 iterations, a new password""");
            Result.Change done = (Result.Change) plan.make();
            assertThat(done.what()
                            + ResultText.fields(done.fields())
                            + ResultText.fields(plan.preview().fields()))
                    .doesNotContain("secret");
            KafkaRun.until("the user", () -> run.table("users").rows().stream()
                    .anyMatch(row -> row.cells().get(0).toString().contains("ops-bob")));
            assertThat(run.told("user", "list", "ops-bob")).isEqualTo("""
                    user=ops-bob mechanism=SCRAM-SHA-256 iterations=8192
                    user=ops-bob mechanism=SCRAM-SHA-512 iterations=8192""");

            String[] again = {"user", "alter", "ops-bob", "--scram-sha-256", "--iterations", "4096"};
            // Another broker may be asked than before, and may not know the user yet.
            KafkaRun.until(
                    "the user everywhere",
                    () -> !run.plan(again).preview().summary().contains("none"));
            assertThat(run.plan(again).preview().summary())
                    .endsWith("SCRAM-SHA-256: 8,192 iterations → 4,096 iterations, a new password");
            assertThatThrownBy(() -> run.plan(again).make())
                    .hasMessage("cannot ask for the password of ops-bob: no terminal");
            assertThatThrownBy(() -> asked(run, "", again)).hasMessage("the password is empty");
            assertThat(asked(run, "ops-secret-2", again).what()).isEqualTo("altered user ops-bob");
            KafkaRun.until("fewer iterations", () -> run.told("user", "list", "ops-bob")
                    .contains("iterations=4096"));

            Plan delete = run.plan("user", "alter", "ops-bob", "--delete", "SCRAM-SHA-256,scram_sha_512");
            assertThat(delete.confirmation()).contains("ops-bob");
            delete.make();
            KafkaRun.until("no user", () -> run.table("users").rows().stream()
                    .noneMatch(row -> row.cells().get(0).toString().contains("ops-bob")));
            // Another broker may be asked than before, and may know the user still.
            KafkaRun.until("no user anywhere", () -> fails(() -> run.query("user", "list", "ops-bob"))
                    .filter(failure -> failure.getMessage().equals("no user ops-bob with a SCRAM credential"))
                    .isPresent());
            KafkaRun.until("nothing to delete", () -> fails(
                            () -> run.plan("user", "alter", "ops-bob", "--delete", "SCRAM-SHA-256"))
                    .filter(failure -> failure.kind() == Failure.Kind.NOT_FOUND)
                    .isPresent());
            assertThatThrownBy(() -> run.plan("user", "alter", "ops-bob")).hasMessage("no change specified");
        }
    }

    private static Optional<Failure> fails(Runnable command) {
        try {
            command.run();
            return Optional.empty();
        } catch (Failure failure) {
            return Optional.of(failure);
        }
    }

    @Test
    void quotas_are_set_listed_and_taken() {
        try (KafkaRun kafka = brokers()) {
            TestRun run = kafka.run();
            String[] alter = {
                "quota", "alter", "--user", "ops-carol", "producer_byte_rate=1MiB", "request_percentage=12.5%"
            };
            Plan plan = run.plan(alter);
            assertThat(plan.preview().summary()).isEqualTo("""
                    alter the quotas of user ops-carol:
                      producer_byte_rate: none → 1 MiB/s
                      request_percentage: none → 12.5%""");
            assertThat(run.told("quota", "list", "--user", "ops-carol")).isEmpty();
            plan.make();
            KafkaRun.until(
                    "the quotas",
                    () -> run.table("quotas", "--user", "ops-carol").rows().size() == 2);
            assertThat(run.told("quota", "list", "--user", "ops-carol")).isEqualTo("""
                    user=ops-carol clientId=- ip=- key=producer_byte_rate value=1048576B
                    user=ops-carol clientId=- ip=- key=request_percentage value=12.5""");
            assertThat(run.change(alter)).isEqualTo("nothing to alter: the quotas are already set");
            assertThat(run.change(
                            "quota",
                            "alter",
                            "--user",
                            "ops-carol",
                            "--delete",
                            "producer_byte_rate,request_percentage"))
                    .contains("producer_byte_rate: 1 MiB/s → none");
            KafkaRun.until(
                    "no quotas",
                    () -> run.table("quotas", "--user", "ops-carol").rows().isEmpty());

            assertThat(run.change("quota", "alter", "--ip", "10.0.0.9", "connection_creation_rate=5"))
                    .contains("address 10.0.0.9");
            KafkaRun.until("the address", () -> run.told("quotas", "--ip", "10.0.0.9")
                    .contains("ip=10.0.0.9 key=connection_creation_rate value=5"));
            run.change("quota", "alter", "--ip", "10.0.0.9", "--delete", "connection_creation_rate");
            assertThatThrownBy(() -> run.plan("quota", "alter", "--ip", "10.0.0.9", "producer_byte_rate=1"))
                    .hasMessage("unknown quota 'producer_byte_rate' for address 10.0.0.9");
            assertThatThrownBy(() -> run.plan("quota", "alter", "producer_byte_rate=1"))
                    .hasMessage("missing user, client id or address");
            assertThatThrownBy(() -> run.plan("quota", "alter", "--user", "x", "producer_byte_rate=fast"))
                    .hasMessageContaining("invalid rate");
        }
    }
}
