package zooka.shell.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.clients.Failure;
import zooka.clients.profile.Profile;
import zooka.commands.config.SecretReader;
import zooka.commands.config.Secrets;
import zooka.commands.config.Setting;
import zooka.commands.pod.PodServers;

/** Who is heard where several say which clusters are meant. */
final class TargetResolverTest {

    private static final SecretReader SECRETS = SecretReader.asking(Secrets.NONE);
    private static final PodServers POD = new PodServers(
            Optional.of(new PodServers.Side("pod:2181", Map.of(), "zoo.cfg")),
            Optional.of(new PodServers.Side("pod:9092", Map.of("security.protocol", "SSL"), "server.properties")),
            List.of());

    @TempDir
    Path folder;

    private Path config;
    private final Map<String, String> environment = new HashMap<>();
    private Optional<PodServers> pod = Optional.empty();

    @BeforeEach
    void write() throws IOException {
        config = folder.resolve("zooka/config.yaml");
        Files.createDirectories(config.getParent());
        Files.writeString(config, """
                current: prod
                contexts:
                  prod:
                    zookeeper: prod:2181
                    bootstrap: prod:9092
                    map: ['a=b:1']
                    listener: INNER
                    timeout: 3s
                    output: yaml
                    protect: [/x]
                    security:
                      zookeeper: {auth: [{secret: 'joe:s3cret'}]}
                      kafka: {config: {ssl.key.password: s3cret, client.id: me}}
                  dev:
                    zookeeper: dev:2181
                    readOnly: true
                """);
        environment.put("XDG_CONFIG_HOME", folder.toString());
    }

    private Target target(String... arguments) {
        return new TargetResolver(Sources.of(Options.parse(arguments), environment, Optional.empty(), () -> pod))
                .target(false, false, SECRETS);
    }

    private static String servers(Target target) {
        Profile profile = target.profile();
        return profile.name() + " " + profile.zookeeper().orElse("-") + " "
                + profile.bootstrap().orElse("-");
    }

    private static boolean trusted(Target target) {
        return !target.profile().access().credentials().isEmpty();
    }

    @Test
    void without_a_word_it_is_the_current_context() {
        Target target = target();
        assertThat(servers(target)).isEqualTo("prod prod:2181 prod:9092");
        assertThat(target.profile().timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(target.defaults().output()).contains("yaml");
        assertThat(target.profile().access().map().texts()).containsExactly("a=b:1");
        assertThat(target.profile().access().listener()).contains("INNER");
        assertThat(target.profile().access().kafka()).containsEntry("ssl.key.password", "s3cret");
        assertThat(target.guard().path("/x/y", false)).isTrue();
        assertThat(trusted(target)).isTrue();
    }

    @Test
    void servers_that_are_named_leave_the_current_context_and_its_passwords_out() {
        assertThat(servers(target("-z", "other:2181"))).isEqualTo("other:2181 other:2181 -");
        assertThat(servers(target("-b", "other:9092"))).isEqualTo("other:9092 - other:9092");
        assertThat(trusted(target("-z", "other:2181"))).isFalse();
        assertThat(target("-z", "other:2181").profile().access().kafka()).isEmpty();
        environment.put("ZOOKA_CONTEXT", "prod");
        assertThat(trusted(target("-z", "other:2181"))).isFalse();
        environment.remove("ZOOKA_CONTEXT");
        environment.put("ZOOKA_BOOTSTRAP", "env:9092");
        assertThat(servers(target())).isEqualTo("env:9092 - env:9092");
        assertThat(trusted(target())).isFalse();
    }

    @Test
    void controllers_are_servers_like_the_others() throws IOException {
        Target named = target("--bootstrap-controller", "other:9093");
        assertThat(servers(named)).isEqualTo("other:9093 - -");
        assertThat(named.profile().controllers()).contains("other:9093");
        assertThat(trusted(named)).isFalse();
        assertThat(target("-b", "b:9092", "--bootstrap-controller", "c:9093")
                        .profile()
                        .controllers())
                .contains("c:9093");
        Files.writeString(config, "    controllers: [one:9093, two:9093]\n", StandardOpenOption.APPEND);
        assertThat(target("-c", "dev").profile().controllers()).contains("one:9093,two:9093");
        assertThat(target("-c", "dev", "-b", "b:9092").profile().controllers()).isEmpty();
        environment.put("ZOOKA_CONTROLLERS", "env:9093");
        assertThat(target().profile().controllers()).contains("env:9093");
        assertThat(target("-b", "b:9092").profile().controllers()).isEmpty();
    }

    @Test
    void a_context_that_is_named_beside_servers_gives_all_but_the_servers() {
        Target target = target("-c", "prod", "-z", "other:2181");
        assertThat(servers(target)).isEqualTo("prod other:2181 -");
        assertThat(trusted(target)).isTrue();
        assertThat(target.profile().timeout()).isEqualTo(Duration.ofSeconds(3));
        environment.put("ZOOKA_CONTEXT", "prod");
        environment.put("ZOOKA_ZOOKEEPER", "env:2181");
        assertThat(servers(target())).isEqualTo("prod env:2181 -");
        assertThat(trusted(target())).isTrue();
    }

    @Test
    void an_option_goes_before_a_variable_and_that_before_the_file() {
        environment.put("ZOOKA_CONTEXT", "dev");
        environment.put("ZOOKA_ZOOKEEPER", "env:2181");
        assertThat(servers(target("-c", "prod"))).isEqualTo("prod prod:2181 prod:9092");
        environment.remove("ZOOKA_ZOOKEEPER");
        assertThat(servers(target())).isEqualTo("dev dev:2181 -");
        assertThat(target().guard().readOnly()).isTrue();
        environment.put("ZOOKA_TIMEOUT", "7s");
        environment.put("ZOOKA_OUTPUT", "json");
        environment.put("ZOOKA_MAP", "c=d:1; e=f:2");
        environment.put("ZOOKA_LISTENER", "OUTER");
        Target target = target("-c", "prod");
        assertThat(target.profile().timeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(target.defaults().output()).contains("json");
        assertThat(target.profile().access().map().texts()).containsExactly("c=d:1", "e=f:2");
        assertThat(target.profile().access().listener()).contains("OUTER");
        target = target("--timeout", "1s", "-o", "plain", "--map", "g=h:1", "--listener", "L", "--map", "i=j:1");
        assertThat(target.profile().timeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(target.defaults().output()).contains("plain");
        assertThat(target.profile().access().map().texts()).containsExactly("g=h:1", "i=j:1");
        assertThat(target.profile().access().listener()).contains("L");
    }

    @Test
    void files_of_the_stock_tools_take_the_place_of_what_the_context_says() throws IOException {
        Path kafka = Files.writeString(folder.resolve("client.properties"), "client.id=file\n");
        Path clientConfiguration = Files.writeString(folder.resolve("client.cfg"), "zookeeper.client.secure=true\n");
        Target target =
                target("--command-config", kafka.toString(), "-client-configuration", clientConfiguration.toString());
        assertThat(target.profile().access().kafka()).containsExactly(Map.entry("client.id", "file"));
        assertThat(target.profile().access().zookeeper()).containsExactly(Map.entry("zookeeper.client.secure", "true"));
        environment.put("ZOOKA_COMMAND_CONFIG", kafka.toString());
        environment.put("ZOOKA_CLIENT_CONFIGURATION", clientConfiguration.toString());
        assertThat(target().profile().access()).isEqualTo(target.profile().access());
        assertThatThrownBy(() -> target("--command-config", "/no/such")).hasMessage("no file /no/such");
    }

    @Test
    void the_pod_is_asked_where_nobody_names_servers() throws IOException {
        pod = Optional.of(POD);
        assertThat(servers(target())).startsWith("prod ");
        Files.delete(config);
        assertThat(servers(target())).isEqualTo("pod:2181 pod:2181 pod:9092");
        assertThat(target().profile().access().kafka()).containsEntry("security.protocol", "SSL");
        assertThat(servers(target("-z", "other:1"))).isEqualTo("other:1 other:1 -");
        pod = Optional.empty();
        assertThat(servers(target())).isEqualTo("localhost:2181 localhost:2181 -");
    }

    @Test
    void what_was_found_and_what_is_at_risk_goes_with_the_target() throws IOException {
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r--r--"));
        String exposed = config + " contains secrets and is readable by others; run chmod 600 " + config;
        assertThat(target().warnings()).containsExactly(exposed);
        assertThat(target().found()).isEmpty();
        assertThat(target("-z", "other:1").warnings()).isEmpty(); // the file was not read
        Files.delete(config);
        pod = Optional.of(new PodServers(POD.zookeeper(), Optional.empty(), List.of("cannot read zoo.cfg.d")));
        assertThat(target().warnings()).containsExactly("cannot read zoo.cfg.d");
        assertThat(target().found()).isEqualTo("found ZooKeeper pod:2181 (zoo.cfg)");
    }

    @Test
    void a_sandbox_is_no_cluster_that_the_environment_or_the_pod_knows() {
        environment.put("ZOOKA_MAP", "c=d:1");
        environment.put("ZOOKA_ZOOKEEPER", "env:2181");
        pod = Optional.of(POD);
        PodServers sandbox = new PodServers(
                Optional.of(new PodServers.Side("box:1", Map.of(), "--sandbox")), Optional.empty(), List.of());
        TargetResolver resolver = new TargetResolver(
                Sources.of(Options.parse(new String[] {"--sandbox"}), environment, Optional.of(sandbox), () -> pod));
        Target target = resolver.target(true, false, SECRETS);
        assertThat(servers(target)).isEqualTo("sandbox box:1 -");
        assertThat(target.settings())
                .extracting(setting -> setting.name() + " " + setting.value() + " " + setting.source())
                .containsExactly("zookeeper box:1 --sandbox", "timeout 5s built in");
        assertThat(target.found()).isEmpty();
        assertThat(servers(resolver.of("prod", true, SECRETS))).isEqualTo("prod prod:2181 prod:9092");
        assertThatThrownBy(() -> target("--sandbox", "-z", "other:1"))
                .hasMessageContaining("cannot be combined with -z or -b");
    }

    @Test
    void a_context_that_is_used_takes_the_place_of_all_that_was_said_of_another() {
        environment.put("ZOOKA_MAP", "c=d:1");
        TargetResolver resolver = new TargetResolver(Sources.of(
                Options.parse(new String[] {"-z", "other:1", "--listener", "L", "--timeout", "9s"}),
                environment,
                Optional.empty(),
                () -> pod));
        Target target = resolver.of("prod", true, SECRETS);
        assertThat(servers(target)).isEqualTo("prod prod:2181 prod:9092");
        assertThat(target.profile().lasting()).isTrue();
        assertThat(target.profile().access().map().texts()).containsExactly("a=b:1");
        assertThat(target.profile().access().listener()).contains("INNER");
        assertThat(target.profile().timeout()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void an_ensemble_that_is_named_in_the_session_gets_no_password_of_the_context() throws IOException {
        Path file = Files.writeString(folder.resolve("client.cfg"), "zookeeper.client.secure=true");
        TargetResolver resolver = new TargetResolver(Sources.of(
                Options.parse(new String[] {"--client-configuration", file.toString(), "--timeout", "9s"}),
                environment,
                Optional.empty(),
                () -> pod));
        Target context = resolver.target(true, false, SECRETS);
        assertThat(trusted(context)).isTrue();
        assertThat(context.profile().hasServers("prod/kafka")).isTrue();
        assertThat(context.profile().hasServers("prod,other:2181")).isFalse();
        Target other = resolver.elsewhere("other:2181/kafka", true, SECRETS);
        assertThat(servers(other)).isEqualTo("other:2181/kafka other:2181/kafka -");
        assertThat(trusted(other)).isFalse();
        assertThat(other.profile().access().kafka()).isEmpty();
        assertThat(other.profile().access().listener()).isEmpty();
        // What was said of no cluster in particular still holds.
        assertThat(other.profile().access().zookeeper()).containsEntry("zookeeper.client.secure", "true");
        assertThat(other.profile().timeout()).isEqualTo(Duration.ofSeconds(9));
        assertThat(other.under(context.guard()).guard().protect()).containsExactly("/x");
    }

    @Test
    void a_certificate_that_is_missing_stops_nobody_who_wants_no_server() throws IOException {
        Path authority = folder.resolve("none.pem");
        Files.writeString(config, """
                current: a
                contexts:
                  a:
                    zookeeper: a:1
                    security:
                      zookeeper: {tls: {ca: AUTHORITY}}
                      kafka: {ca: AUTHORITY}
                """.replace("AUTHORITY", authority.toString()));
        assertThatThrownBy(() -> target()).isInstanceOf(Failure.class).hasMessage("no file " + authority);
        Target aside = new TargetResolver(
                        Sources.of(Options.parse(new String[0]), environment, Optional.empty(), () -> pod))
                .target(false, true, SecretReader.NONE);
        assertThat(aside.settings())
                .filteredOn(setting -> setting.name().endsWith(":error"))
                .extracting(setting -> setting.name() + " " + setting.value())
                .containsExactly("zookeeper:error no file " + authority, "kafka:error no file " + authority);
    }

    @Test
    void each_setting_tells_who_said_it_and_no_secret() {
        environment.put("ZOOKA_TIMEOUT", "7s");
        List<Setting> settings = target("--listener", "L").settings();
        assertThat(settings)
                .extracting(setting -> setting.name() + " " + setting.value() + " " + setting.origin())
                .containsExactly(
                        "context prod CONTEXT",
                        "zookeeper prod:2181 CONTEXT",
                        "bootstrap prod:9092 CONTEXT",
                        "listener L OPTION",
                        "map a=b:1 CONTEXT",
                        "zookeeper:auth digest (hidden) CONTEXT",
                        "kafka:client.id me CONTEXT",
                        "kafka:ssl.key.password (hidden) CONTEXT",
                        "timeout 7s ENVIRONMENT",
                        "output yaml CONTEXT",
                        "protect /x CONTEXT");
        assertThat(settings.get(1).source()).isEqualTo("context prod in " + config + " line 4");
        assertThat(settings.toString()).doesNotContain("s3cret");
    }

    @Test
    void a_context_that_is_missing_is_no_matter_where_no_server_is_wanted() throws IOException {
        Files.writeString(config, "current: gone\ncontexts:\n  dev: {zookeeper: 'dev:1'}\n");
        assertThatThrownBy(() -> target()).isInstanceOfSatisfying(Failure.class, failure -> assertThat(failure.kind())
                .isEqualTo(Failure.Kind.NOT_FOUND));
        assertThat(new TargetResolver(
                                Sources.of(Options.parse(new String[0]), environment, Optional.empty(), () -> pod))
                        .target(false, true, SecretReader.NONE)
                        .guard()
                        .context())
                .isEmpty();
        assertThatThrownBy(() -> target("-c", "prod")).hasMessageContaining("no context prod in ");
        assertThatThrownBy(() -> target("--sandbox", "-c", "dev")).hasMessageContaining("cannot be combined with -c");
        assertThatThrownBy(() -> target("--config", "/no/such")).hasMessage("no file /no/such");
    }
}
