package zooka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.testing.OnServers;
import zooka.testing.Program;
import zooka.testing.Program.Run;
import zooka.testing.Sandboxes;

/** Kinds of failures that only a server's answer, or its silence, brings about; the others are in {@link ExitCodeTest}. */
@OnServers
final class FailureKindsTest {

    private static final String ZOOKEEPER = Sandboxes.zookeeper().zookeeper().orElseThrow();

    @TempDir
    Path folder;

    private static void fails(int code, String error, Run run) {
        assertThat(run.err()).contains("error: " + error);
        assertThat(run.code()).isEqualTo(code);
    }

    private static Program zooka() {
        return Program.with("-z", ZOOKEEPER);
    }

    @Test
    void a_value_that_is_too_large_is_called_so() throws IOException {
        Path large = folder.resolve("large");
        Files.write(large, new byte[3 << 20]);
        fails(
                1,
                "the server closed the connection on a value of 3072 KiB",
                zooka().run("create", "/failure-kinds", "@" + large));
    }

    @Test
    void what_an_acl_forbids_names_the_way_to_see_it() {
        zooka().run("create", "/failure-kinds-acl", "x", "world:anyone:da");
        try {
            Run run = zooka().run("get", "/failure-kinds-acl");
            fails(5, "no permission for reading /failure-kinds-acl", run);
            assertThat(run.err()).contains("hint: getAcl /failure-kinds-acl");
            fails(5, "no permission", zooka().run("set", "/failure-kinds-acl", "y"));
        } finally {
            zooka().run("-y", "deleteall", "/failure-kinds-acl");
            zooka().run("delete", "/failure-kinds-acl");
        }
    }

    @Test
    void what_a_hard_quota_does_not_allow_is_refused() {
        Run run =
                zooka().run("-e", "create /failure-kinds-q; setquota -N 1 /failure-kinds-q; create /failure-kinds-q/a");
        try {
            fails(5, "quota exceeded: creating /failure-kinds-q/a", run);
        } finally {
            zooka().run("-e", "delquota /failure-kinds-q; delete /failure-kinds-q");
        }
    }

    @Test
    void an_ephemeral_has_no_children_and_auth_wants_credentials() {
        fails(
                4,
                "/failure-kinds-e is ephemeral",
                zooka().run("-e", "create -e /failure-kinds-e; create /failure-kinds-e/a"));
        Run run = zooka().run("create", "/failure-kinds-auth", "x", "auth::cdrwa");
        fails(1, "invalid ACL", run);
        assertThat(run.err()).contains("hint: the scheme auth needs addauth first");
    }

    @Test
    void a_server_that_hangs_up_half_way_is_unreachable() throws Exception {
        try (ServerSocket server = new ServerSocket(0)) {
            CountDownLatch asked = new CountDownLatch(1);
            Thread hangingUp = new Thread(() -> {
                while (!server.isClosed()) {
                    try (Socket socket = server.accept();
                            InputStream in = socket.getInputStream()) {
                        if (in.read() >= 0) {
                            asked.countDown();
                        }
                    } catch (IOException e) {
                        return; // the test is over
                    }
                }
            });
            hangingUp.setDaemon(true);
            hangingUp.start();
            String address = "127.0.0.1:" + server.getLocalPort();
            Run run = Program.with("-z", address, "--timeout", "2s").run("set", "/a", "x");
            assertThat(asked.await(1, TimeUnit.SECONDS)).isTrue();
            assertThat(run.err()).contains("error: ").contains(address);
            assertThat(run.code()).isEqualTo(6);
        }
    }

    @Test
    void a_command_after_the_end_of_the_session_says_how_to_get_another() {
        Run run = zooka().stdin("close\npwd\nls /\n".getBytes(StandardCharsets.UTF_8))
                .run();
        assertThat(run.out()).isEqualTo("/\n");
        fails(6, "not connected", run);
        assertThat(run.err()).contains("hint: connect");
    }

    @Test
    void options_of_zkcli_are_taken_or_refused_by_name() {
        assertThat(Program.with("-server", ZOOKEEPER, "-timeout", "5000", "-waitforconnection", "-r")
                        .run("ls", "/demo")
                        .code())
                .isZero();
        fails(
                2,
                "-timeout must be greater than zero",
                Program.with("-timeout", "0").run("ls", "/"));
        fails(2, "no file x", Program.with("-client-configuration", "x").run("ls", "/"));
        fails(2, "set: ", zooka().run("set", "-v", "abc", "/demo", "x"));
        fails(2, "removewatches: ", zooka().run("removewatches", "-c", "-d", "/demo"));
        fails(2, "no line 5 in the history", zooka().stdin("redo 5\n").run());
    }
}
