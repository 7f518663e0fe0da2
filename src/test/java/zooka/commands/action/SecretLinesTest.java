package zooka.commands.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zooka.clients.Failure;
import zooka.commands.text.Grammar;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeClusters;

/** Which lines are kept out of the history; {@code PW} stands where a secret does. */
final class SecretLinesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                // an argument that is declared as one
                "addauth digest u:PW",
                "addauth sasl PW",
                "addauth digest @@PW",
                "digest joe PW",
                "digest joe:PW",
                "addauth digest:u:PW",
                "addauth digest u PW",
                "addauth --nonsense digest u:PW",
                "add_auth digest u:PW",
                // under other commands
                "watch -n 1 addauth digest u:PW",
                "watch -n 1 -i 5s digest joe PW",
                "txn 'create /a; addauth digest u:PW'",
                "txn \"create /a x 'username_password:joe:PW:r'\"",
                "pwd; ls / && digest joe PW",
                // mistyped
                "adauth digest u:PW",
                "addath sasl PW",
                "watch adauth digest u:PW",
                "xyz digest u:PW",
                "auth u:PW",
                "digst joe PW",
                "addauth digest 'u:PW",
                "ls | > ; addauth digest u:PW",
                // by option
                "user alter g --password PW",
                "user alter g --password=PW",
                "context add t --password PW",
                "context add t -z h:1 --sasl-password PW",
                "produce t --token PW",
                // by key
                "config alter broker/1 ssl.keystore.password=PW",
                "config alter broker/1 --append listener.name.x.ssl.key.password=PW",
                "config alter broker/1 'sasl.jaas.config=x.PlainLoginModule required username=\"u\" password=\"PW\";'",
                "confg alter broker/1 ssl.truststore.password=PW",
                "config alter broker/1 listener.name.x.ssl.keystore.key='PW'",
                "topic create t --config my.secret=PW",
                "set /app/config '{\"user\": \"u\", \"password\": \"PW\"}'",
                "set /app/db/password PW",
                "create /app/client-secret PW",
                "json set /app/config /db/password PW",
                "txn 'set /app/password PW'",
                // by scheme
                "setAcl /a username_password:joe:PW:cdrwa",
                "setAcl /a world:anyone:r,username_password:joe:PW:cdrwa",
                "create /a x username_password:joe:PW",
                "setAcl /a digest:joe:PW:cdrwa",
                "setAcl /a usernam_pasword:joe:PW:r",
                // by URL, and for other programs
                "tail t --registry http://u:PW@registry:8081",
                "get /a | curl -u joe:PW https://h/",
                "get /a | env DB_PASSWORD=PW psql"
            })
    void a_line_with_a_secret_is_not_kept(String line) {
        assertThat(SecretLines.containsSecret(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ls /",
                "addauth digest",
                "addauth digest @file",
                "addauth digest env:JOES_PASSWORD",
                "addauth digest -",
                "digest joe @file",
                "help digest",
                "get /app/password",
                "set /app/db/password @file",
                "user alter g --scram-sha-512 --password-file f",
                "user alter g --scram-sha-512 --password-env PW",
                "setAcl /a username_password:joe:env:JOES_PASSWORD:cdrwa",
                "setAcl /a digest:joe:n4HBDBjyBEMRWdsoIjKSpDXrsTQ=:cdrwa",
                "setAcl /a world:anyone:r,ip:10.0.0.0/8:cdrwa,x509:CN=a,OU=b:r",
                "connect zk-0:2181,zk-1:2181/kafka",
                "context add t -z h:2181 -b h:9092",
                "config alter topic/orders retention.ms=1000",
                "config describe broker/1 ssl.keystore.password",
                "group reset g --topic orders:0,2-3 --to-datetime 2026-01-01T00:00:00Z",
                "topc describe orders:0,2-3",
                "tail t --registry http://registry:8081",
                "get /a | grep password",
                "txn 'create /a x; set /b y'",
                "watch -n 1 group lag g",
                "set /a '{\"user\": \"joe\"}'",
                "ls 'a"
            })
    void a_line_without_one_is_kept(String line) {
        assertThat(SecretLines.containsSecret(line)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "setAcl /a username_password:joe:hunter2",
                "setAcl /a username_password:joe:hunter2:z",
                "setAcl /a username_password:joe:x,hunter2:r",
                "setAcl /a username_password:hunter2",
                "setAcl /a username_password:joe:@hunter2:r",
                "setAcl /a username_password:joe:env:hunter2:r",
                "setAcl /a usernamepassword:joe:hunter2:z",
                "setAcl -v username_password:joe:hunter2:r /a",
                "setAcl /a world:anyone:r username_password:joe:hunter2:r",
                "create /a x username_password:joe:hunter2:z",
                "addauth digest joe hunter2",
                "addauth digest:joe:hunter2",
                "digest joe x hunter2",
                "user alter joe --password=hunter2",
                "context add t --password=hunter2",
                "adauth digest joe:hunter2"
            })
    void an_error_does_not_repeat_a_password(String line) {
        TestRun run = new TestRun(new FakeClusters());
        List<String> words = Grammar.lines(line).get(0).words();
        Failure failure = catchThrowableOfType(Failure.class, () -> {
            Action action = Invocation.of(words).action();
            if (action instanceof Action.Change change) {
                change.plan(run.context());
            } else {
                ((Action.Query) action).run(run.context());
            }
        });
        assertThat(failure).isNotNull();
        assertThat(failure.getMessage() + failure.hint().orElse("")).doesNotContain("hunter2");
    }

    @Test
    void an_argument_that_is_a_secret_does_not_show_itself() {
        assertThat(Optional.of(new SecretArgument("PW")).toString()).doesNotContain("PW");
    }
}
