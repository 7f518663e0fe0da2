package zooka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.sandbox.Sandbox;
import zooka.testing.OnServers;
import zooka.testing.Program;
import zooka.testing.Program.Run;
import zooka.testing.Sandboxes;
import zooka.testing.Tmux;

/** Named clusters on the real program: which is spoken to, what may be changed there, and that no secret is told. */
@OnServers
final class ContextsTest {

    private static final Sandbox SANDBOX = Sandboxes.zookeeper();
    private static final String ZOOKEEPER = SANDBOX.zookeeper().orElseThrow();
    private static final String SECRET = "s3cret-of-contexts";

    @TempDir
    Path folder;

    private Path config;

    @BeforeEach
    void write() throws IOException {
        config = folder.resolve("zooka/config.yaml");
        Files.createDirectories(config.getParent());
        Files.writeString(config, """
                # ours
                current: demo
                contexts:
                  demo:
                    zookeeper: 'ZOOKEEPER/demo'
                    timeout: 4s
                  whole:
                    zookeeper: 'ZOOKEEPER'
                    bootstrap: 'BOOTSTRAP'
                    protect: [/demo/app, clicks, /contexts-test/*/kept]
                    security:
                      zookeeper: {auth: [{secret: {env: ZOOKA_TEST_SECRET}}]}
                  frozen:
                    zookeeper: 'ZOOKEEPER'
                    readOnly: true
                  nowhere:
                    zookeeper: '127.0.0.1:1'
                """.replace("ZOOKEEPER", ZOOKEEPER)
                .replace("BOOTSTRAP", SANDBOX.bootstrap().orElseThrow()));
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-------"));
    }

    private Program zooka(String... options) {
        return Program.with(options)
                .environment("XDG_CONFIG_HOME", folder.toString())
                .environment("XDG_STATE_HOME", folder.resolve("state").toString())
                .environment("ZOOKA_TEST_SECRET", "joe:" + SECRET);
    }

    private static void fails(int code, String error, Run run) {
        assertThat(run.err()).startsWith("error: " + error).doesNotContain(SECRET);
        assertThat(run.out()).isEmpty();
        assertThat(run.code()).isEqualTo(code);
    }

    private static String out(Run run) {
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).doesNotContain(SECRET);
        return run.out();
    }

    @Test
    void the_current_context_is_spoken_to_until_another_is_named() {
        assertThat(out(zooka().run("ls", "/"))).isEqualTo("app\njobs\nold\nworkers\n");
        assertThat(out(zooka("-c", "whole").run("ls", "/"))).contains("brokers\n");
        assertThat(out(zooka().environment("ZOOKA_CONTEXT", "whole").run("topics")))
                .contains("clicks");
        assertThat(out(zooka("-z", ZOOKEEPER).run("ls", "/"))).contains("brokers\n");
        fails(
                3,
                "no context wole in " + config + "\nhint: did you mean whole?",
                zooka("-c", "wole").run("ls", "/"));
        fails(
                6,
                "no ZooKeeper server answers: 127.0.0.1:1",
                zooka("-c", "nowhere").run("ls", "/"));
    }

    @Test
    void a_file_that_is_wrong_is_told_of_with_its_line() throws IOException {
        Files.writeString(config, Files.readString(config).replace("timeout", "timeuot"));
        fails(
                2,
                config + " line 6: unknown key 'timeuot' in context demo\nhint: did you mean timeout?",
                zooka().run("ls", "/"));
        Path none = folder.resolve("none.yaml");
        Run run = zooka("--config", none.toString()).run("contexts");
        assertThat(run.err()).isEqualTo("no contexts in " + none + "; run context add NAME to create one\n");
        assertThat(run.code()).isZero();
        fails(2, "no file " + none, zooka("--config", none.toString()).run("ls", "/"));
    }

    @Test
    void lists_them_in_json_too() throws IOException {
        assertThat(out(zooka().run("context", "list")))
                .contains("demo\ttrue\ttrue\t" + ZOOKEEPER + "/demo\t\tfalse\t\n")
                .contains("frozen\tfalse\tfalse\t" + ZOOKEEPER + "\t\ttrue\t\n");
        List<Object> rows = JSON.std.listFrom(out(zooka("-c", "whole").run("contexts", "--json")));
        assertThat(rows).hasSize(4);
        assertThat((Map<?, ?>) rows.get(1)).isEqualTo(JSON.std.mapFrom("""
                {"name": "whole", "current": false, "inUse": true, "zookeeper": "%s", "bootstrap": "%s",
                 "readOnly": false, "protect": ["/demo/app", "clicks", "/contexts-test/*/kept"]}
                """.formatted(
                        ZOOKEEPER, SANDBOX.bootstrap().orElseThrow())));
    }

    @Test
    void shows_who_said_what() {
        assertThat(out(zooka("--listener", "L")
                        .environment("ZOOKA_OUTPUT", "plain")
                        .run("context", "show")))
                .isEqualTo("""
                        context	demo	context	current: in CONFIG
                        zookeeper	ZOOKEEPER/demo	context	context demo in CONFIG line 5
                        listener	L	option	--listener
                        timeout	4s	context	context demo in CONFIG line 6
                        output	plain	environment	ZOOKA_OUTPUT
                        """.replace("CONFIG", config.toString()).replace("ZOOKEEPER", ZOOKEEPER));
        assertThat(out(zooka().run("context", "show", "whole")))
                .contains("zookeeper:auth\tdigest (hidden), from $ZOOKA_TEST_SECRET\tcontext\tcontext whole in "
                        + config + " line 12\n")
                .contains("protect\tclicks\t");
        assertThat(out(zooka("-z", ZOOKEEPER).run("context", "show")))
                .isEqualTo("zookeeper\t" + ZOOKEEPER + "\toption\t--zookeeper\ntimeout\t5s\tdefault\tbuilt in\n");
    }

    @Test
    void a_context_that_is_used_stays_the_current_one() throws IOException {
        String before = Files.readString(config);
        fails(3, "no context wole in ", zooka().run("context", "use", "wole"));
        assertThat(out(zooka().run("context", "use", "whole"))).isEmpty();
        assertThat(config).content().isEqualTo(before.replace("current: demo", "current: whole"));
        assertThat(out(zooka().run("-e", "context use --session demo; ls /; context use demo; pwd")))
                .isEqualTo("app\njobs\nold\nworkers\n/\n");
        assertThat(config).content().isEqualTo(before);
        // Where it cannot be reached all stays as it was.
        Run run = zooka("--keep-going").run("-e", "cd /app; context use nowhere; pwd");
        assertThat(run.out()).isEqualTo("/app\n");
        assertThat(run.err()).contains("no ZooKeeper server answers: 127.0.0.1:1");
        assertThat(config).content().isEqualTo(before);
    }

    @Test
    void adds_one_with_a_plan_and_keeps_what_is_there() throws IOException {
        String before = Files.readString(config);
        String[] words = {
            "context", "add", "new", "-z", "zk:1/x", "--map", "k-{n}=n:{1+n}", "--protect", "/a", "--refuse-changes"
        };
        assertThat(out(zooka("--dry-run").run(words)))
                .isEqualTo("would add context new to " + config + ":\n  zookeeper: zk:1/x\n  map:\n"
                        + "    - 'k-{n}=n:{1+n}'\n  readOnly: true\n  protect:\n    - /a\n");
        fails(5, "read-only: would add context new", zooka("--read-only").run(words));
        assertThat(config).content().isEqualTo(before);
        // The client's own file is no change of a cluster that may not be changed.
        assertThat(out(zooka("-c", "frozen").run(words))).isEmpty();
        assertThat(config)
                .content()
                .isEqualTo(before
                        + "  new:\n    zookeeper: zk:1/x\n    map:\n      - 'k-{n}=n:{1+n}'\n    readOnly: true\n"
                        + "    protect:\n      - /a\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(config)))
                .isEqualTo("rw-------");
        fails(4, "context new already exists in " + config, zooka().run(words));
        fails(2, "context x needs servers", zooka().run("context", "add", "x"));
        fails(
                2,
                "invalid address map entry 'nonsense'",
                zooka().run("context", "add", "x", "-z", "a", "--map", "nonsense"));
        fails(
                2,
                "no place for a config file",
                Program.with()
                        .environment("HOME", "")
                        .environment("XDG_CONFIG_HOME", "")
                        .run("context", "add", "x", "-z", "a"));
    }

    @Test
    void protected_names_are_split_and_what_matches_nothing_is_refused() throws IOException {
        assertThat(out(zooka("--dry-run").run("context", "add", "x", "-z", "a", "--protect", "/demo/,orders*, /a\\,b")))
                .endsWith("protect:\n    - /demo\n    - 'orders*'\n    - '/a\\,b'\n");
        for (String entry : List.of("/demo//x", "/demo/../x", "a b", "orders/x", "/a,", "orders:9")) {
            fails(2, "--protect '", zooka().run("context", "add", "x", "-z", "a", "--protect", entry));
        }
        Files.writeString(
                config,
                Files.readString(config).replace("[/demo/app, clicks, /contexts-test/*/kept]", "'/demo/app,clicks'"));
        fails(
                5,
                "clicks is protected by context whole",
                zooka("-c", "whole", "-y").run("produce", "clicks", "x"));
        fails(5, "/demo/app is protected", zooka("-c", "whole", "-y").run("deleteall", "/demo/app"));
        Files.writeString(config, Files.readString(config).replace("'/demo/app,clicks'", "[/demo, 'a b']"));
        fails(
                2,
                config + " line 10: 'a b' matches nothing: not a topic name, and znode paths start with /",
                zooka("-c", "whole").run("ls", "/"));
    }

    @Test
    void an_empty_word_names_no_context_and_no_file() {
        for (String option : List.of("--context", "--config", "--listener", "--command-config", "-f")) {
            fails(2, option + " must not be empty", zooka(option, "").run("ls", "/"));
        }
    }

    @Test
    void removes_and_renames_one_and_leaves_the_rest_as_it_is() throws IOException {
        String before = Files.readString(config);
        fails(
                5,
                "not confirmed: would remove context frozen from " + config,
                zooka().run("context", "remove", "frozen"));
        fails(3, "no context frozn in ", zooka("-y").run("context", "remove", "frozn"));
        assertThat(config).content().isEqualTo(before);
        // The client's own file is no change of a cluster that may not be changed.
        assertThat(out(zooka("-c", "frozen", "-y").run("context", "remove", "frozen")))
                .isEmpty();
        String frozen = "  frozen:\n    zookeeper: '" + ZOOKEEPER + "'\n    readOnly: true\n";
        assertThat(before).contains(frozen);
        String without = before.replace(frozen, "");
        assertThat(config).content().isEqualTo(without);
        fails(4, "context whole already exists in ", zooka().run("context", "rename", "demo", "whole"));
        fails(2, "invalid context name: use letters", zooka().run("context", "rename", "demo", "a b"));
        assertThat(out(zooka().run("context", "rename", "demo", "trial"))).isEmpty();
        assertThat(config)
                .content()
                .isEqualTo(without.replace("current: demo", "current: trial").replace("  demo:", "  trial:"));
        assertThat(out(zooka("-y").run("context", "delete", "trial"))).isEmpty();
        assertThat(out(zooka().run("contexts"))).doesNotContain("trial").contains("whole\tfalse\tfalse");
        assertThat(config).content().startsWith("# ours\ncontexts:\n  whole:\n");
    }

    @Test
    void edits_the_file_and_takes_it_only_if_it_can_be_read() throws IOException {
        String before = Files.readString(config);
        assertThat(out(zooka("-c", "frozen")
                        .environment("EDITOR", "sed -i s/4s/9s/")
                        .run("context", "edit")))
                .isEmpty();
        assertThat(config).content().isEqualTo(before.replace("4s", "9s"));
        Run wrong = zooka().environment("EDITOR", "sed -i s/timeout/timeuot/").run("context", "edit");
        assertThat(wrong.err())
                .startsWith("error: " + config + " line 6: unknown key 'timeuot' in context demo\n")
                .contains("hint: the edited text is saved in ");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(config).content().isEqualTo(before.replace("4s", "9s"));
        // A file that is wrong already can be put right.
        Files.writeString(config, before.replace("timeout", "timeuot"));
        assertThat(out(zooka().environment("EDITOR", "sed -i s/timeuot/timeout/")
                        .run("context", "edit")))
                .isEmpty();
        assertThat(config).content().isEqualTo(before);
    }

    @Test
    void a_context_that_is_read_only_refuses_every_change() {
        fails(
                5,
                "read-only: would create /contexts-test\nhint: the context frozen is read-only; run context show to see where it is set\n",
                zooka("-c", "frozen", "-y").run("create", "/contexts-test"));
        assertThat(out(zooka("-c", "frozen").run("--dry-run", "create", "/contexts-test")))
                .startsWith("would create");
    }

    @Test
    void what_a_context_protects_is_changed_by_force_or_by_name_only() {
        String hint = "\nhint: use --force to override\n";
        Program whole = zooka("-c", "whole", "-y");
        fails(5, "/demo/app/motd is protected by context whole: would set", whole.run("set", "/demo/app/motd", "x"));
        fails(5, "/demo is protected by context whole: would delete", whole.run("deleteall", "/demo"));
        Run topic = whole.run("topic", "delete", "clicks");
        assertThat(topic.err())
                .startsWith("error: clicks is protected by context whole: would delete")
                .endsWith(hint);
        assertThat(topic.code()).isEqualTo(5);
        fails(5, "clicks is protected by context whole", whole.run("produce", "clicks", "x"));
        fails(
                5,
                "clicks is protected by context whole",
                whole.run("config", "alter", "topic/clicks", "retention.ms=-1"));
        fails(
                5,
                "/contexts-test/a/kept is protected by context whole",
                whole.run("create", "-p", "/contexts-test/a/kept"));
        assertThat(whole.run("create", "-p", "/contexts-test/a/other").code()).isZero();
        assertThat(whole.run("create", "--force", "/contexts-test/a/kept").code())
                .isZero();
        fails(5, "/contexts-test is protected", whole.run("deleteall", "/contexts-test"));
        assertThat(whole.run("deleteall", "--force", "/contexts-test").code()).isZero();
    }

    @Test
    void its_credentials_are_shown_to_its_own_servers_only() {
        Program whole = zooka("-c", "whole");
        assertThat(out(whole.run("whoami"))).contains("joe");
        assertThat(out(zooka("-z", ZOOKEEPER).run("whoami"))).doesNotContain("joe");
        assertThat(out(whole.run("-e", "connect " + ZOOKEEPER + "/demo; whoami")))
                .contains("joe");
        // By another name they are other servers, for all that anybody knows.
        String other = ZOOKEEPER.replace("127.0.0.1", "localhost");
        assertThat(other).isNotEqualTo(ZOOKEEPER);
        assertThat(out(whole.run("-e", "connect " + other + "; whoami"))).doesNotContain("joe");
    }

    @Test
    void secrets_that_others_can_read_are_warned_of_and_none_is_told() throws IOException {
        Files.writeString(config, Files.readString(config).replace("{env: ZOOKA_TEST_SECRET}", "'joe:" + SECRET + "'"));
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r--r--"));
        Run run = zooka("-c", "whole", "--debug").run("-e", "whoami; context show; contexts -o json");
        assertThat(run.err())
                .startsWith("warning: " + config + " contains secrets and is readable by others; run chmod 600 "
                        + config + "\n")
                .doesNotContain(SECRET);
        assertThat(run.out()).contains("digest (hidden)").doesNotContain(SECRET);
        Files.writeString(config, Files.readString(config).replace("auth:", "auht:"));
        fails(
                2,
                config + " line 12: unknown key 'auht'",
                zooka("-c", "whole", "--debug").run("whoami"));
        Files.writeString(config, Files.readString(config).replace("auht: [{", "auth: [{{"));
        Run broken = zooka().run("ls", "/");
        assertThat(broken.err()).contains("config.yaml line 1").doesNotContain(SECRET);
    }

    @Test
    void a_program_of_the_user_prints_a_secret_where_a_server_is_reached() throws IOException {
        Path ran = folder.resolve("ran");
        String script = "echo ran >>" + ran + "; echo told >&2; echo joe:" + SECRET + "; exit $CODE";
        Files.writeString(
                config,
                Files.readString(config).replace("{env: ZOOKA_TEST_SECRET}", "{command: [sh, -c, '" + script + "']}"));
        Run shown = zooka().environment("CODE", "0").run("context", "show", "whole");
        assertThat(shown.out()).contains("zookeeper:auth\tdigest (hidden), from command sh -c '");
        assertThat(out(zooka("-c", "whole").environment("CODE", "0").run("contexts")))
                .contains("whole");
        assertThat(ran).doesNotExist();

        Run used = zooka("-c", "whole").environment("CODE", "0").run("whoami");
        assertThat(used.out()).contains("joe").doesNotContain(SECRET);
        assertThat(used.err()).isEqualTo("told\n");
        assertThat(used.code()).isZero();
        assertThat(ran).hasContent("ran");

        Run failed = zooka("-c", "whole").environment("CODE", "4").run("whoami");
        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err()).isEqualTo("""
                        told
                        error: credentials for digest of ZooKeeper, context whole: sh failed with exit code 4
                        hint: run context show to see where it is set
                        """);
    }

    @Test
    void a_program_may_ask_for_a_pin_on_the_terminal() throws IOException {
        String script = "printf \"PIN of the store: \" >&2; read -r pin; echo joe:$pin";
        Files.writeString(
                config,
                Files.readString(config).replace("{env: ZOOKA_TEST_SECRET}", "{command: [sh, -c, '" + script + "']}"));
        try (Tmux terminal = Tmux.open(folder, 110, 30)) {
            terminal.line("export XDG_CONFIG_HOME=" + folder + "; " + Program.HOME.resolve("scripts/zooka")
                    + " -c whole whoami");
            terminal.await("PIN of the store:");
            terminal.line("1234");
            terminal.await("the user", screen -> screen.contains("joe"));
            terminal.afresh(Program.HOME + "/scripts/zooka");
            terminal.await("prompt", screen -> screen.endsWith("demo:/>"));
            terminal.line("context use whole");
            terminal.await("PIN of the store:");
            terminal.keys("C-c");
            terminal.await("prompt", screen -> screen.endsWith("demo:/>"));
            terminal.line("context use whole");
            terminal.await("PIN", screen -> screen.endsWith("PIN of the store:"));
            terminal.line("1234");
            terminal.await("prompt", screen -> screen.endsWith("whole:/>"));
        }
    }

    @Test
    void a_program_that_does_not_end_leaves_the_terminal_to_the_prompt() throws IOException {
        String script = "trap \"\" INT TERM; stty -echo; printf PIN: >&2; sleep 4; stty raw -echo";
        Files.writeString(
                config,
                Files.readString(config).replace("{env: ZOOKA_TEST_SECRET}", "{command: [sh, -c, '" + script + "']}"));
        try (Tmux terminal = Tmux.open(folder, 110, 30)) {
            terminal.line("export XDG_CONFIG_HOME=" + folder + "; clear");
            terminal.afresh(Program.HOME + "/scripts/zooka");
            terminal.await("prompt", screen -> screen.endsWith("demo:/>"));
            terminal.line("context use whole");
            terminal.await("PIN", screen -> screen.endsWith("PIN:"));
            terminal.keys("C-c");
            terminal.await("prompt", screen -> screen.endsWith("demo:/>"));
            terminal.line("pwd");
            terminal.await("an echo and an answer", screen -> screen.endsWith("demo:/> pwd\n/\ndemo:/>"));
        }
    }

    @Test
    void the_prompt_has_the_contexts_name_and_asks_for_its_password() throws IOException {
        Files.writeString(config, Files.readString(config).replace("{env: ZOOKA_TEST_SECRET}", "{prompt: true}"));
        try (Tmux terminal = Tmux.open(folder, 110, 30)) {
            terminal.line("export XDG_CONFIG_HOME=" + folder + "; " + Program.HOME.resolve("scripts/zooka"));
            terminal.await("prompt", screen -> screen.endsWith("demo:/>"));
            terminal.line("context use whole");
            terminal.await("credentials for digest of ZooKeeper, context whole:");
            terminal.line("joe:" + SECRET);
            terminal.await("prompt", screen -> screen.endsWith("whole:/>"));
            terminal.line("set /demo/app/motd x");
            terminal.await("is protected by context whole");
            terminal.line("no");
            terminal.await("not confirmed; nothing was changed");
            terminal.line("create -p /contexts-journal/a x; deleteall -y /contexts-journal");
            terminal.await("deleted 2 znodes");
            terminal.line("quit");
            terminal.await("ready>", screen -> screen.endsWith("ready>"));
            assertThat(terminal.screen()).doesNotContain(SECRET);
            try (Stream<Path> kept = Files.walk(folder.resolve("state"))) {
                List<Path> files = kept.filter(Files::isRegularFile).toList();
                assertThat(files).anyMatch(file -> file.endsWith("history")).anyMatch(file -> file.getParent()
                        .endsWith("undo"));
                assertThat(files).allSatisfy(file -> assertThat(
                                new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain(SECRET));
            }
            terminal.afresh(Program.HOME.resolve("scripts/zooka") + " pwd");
            terminal.await("credentials for digest of ZooKeeper, context whole:");
            terminal.line("jane:" + SECRET);
            terminal.await("the place", screen -> screen.contains("\n/\n"));
            assertThat(terminal.screen()).doesNotContain(SECRET);
        }
    }
}
