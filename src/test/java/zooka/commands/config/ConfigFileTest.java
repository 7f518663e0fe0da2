package zooka.commands.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zooka.clients.Failure;
import zooka.clients.profile.ClientSettings;
import zooka.commands.session.ConfigEdit;

/** What the config file says, what is wrong with it, and how it is changed. */
final class ConfigFileTest {

    private static final String WHOLE = """
            # Where we work.
            current: prod

            contexts:
              # The real thing.
              prod:
                zookeeper: [node1:30181, node2:30181/kafka]
                bootstrap: node1:30092
                map:
                  - 'kafka-{n}.kafka-headless:9092=node1:{30092+n}'
                listener: EXTERNAL
                timeout: 3s
                readOnly: yes
                protect: [/brokers, 'orders*']
                output: json
                security:
                  zookeeper:
                    tls: {ca: ca.pem, keystore: client.p12, keystorePassword: {env: PATH}}
                    sasl: {mechanism: digest, username: joe, password: {file: password}}
                    auth:
                      - {scheme: digest, secret: 'joe:s3cret-1'}
                    config: {zookeeper.ssl.protocol: TLSv1.3}
                  kafka:
                    protocol: SASL_SSL
                    mechanism: SCRAM-SHA-512
                    username: joe
                    password: 's3"cr\\et-2'
                    ca: ca.pem
                    properties: client.properties
                    config:
                      request.timeout.ms: 2000

              dev: {zookeeper: 'localhost:2181'} # mine
            """;

    @TempDir
    Path folder;

    private Path file;

    private ConfigFile file(String text) throws IOException {
        file = folder.resolve("config.yaml");
        Files.writeString(file, text);
        return ConfigFile.read(file);
    }

    private ConfigFile whole() throws IOException {
        Files.writeString(folder.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----\n");
        Files.write(folder.resolve("client.p12"), new byte[] {0x30, (byte) 0x82, 1, 1});
        Files.writeString(folder.resolve("password"), "s3cret-3\n");
        Files.writeString(
                folder.resolve("client.properties"), "client.id=zooka\nrequest.timeout.ms=1\nsecurity.protocol=SSL\n");
        return file(WHOLE);
    }

    @Test
    void comments_may_be_in_any_encoding_and_stay_as_they_are() throws IOException {
        byte[] comment = "# 配置\n".getBytes(Charset.forName("GBK"));
        byte[] text = "contexts:\n  dev: {zookeeper: 'zk:2181'} # ü\n".getBytes(StandardCharsets.UTF_8);
        file = Files.write(folder.resolve("config.yaml"), comment);
        Files.write(file, text, StandardOpenOption.APPEND);
        assertThat(ConfigFile.read(file).names()).containsExactly("dev");
        ConfigEdit.use(ConfigFile.read(file), "dev");
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        expected.write(comment);
        expected.write("current: dev\n".getBytes(StandardCharsets.UTF_8));
        expected.write(text);
        assertThat(file).hasBinaryContent(expected.toByteArray());
        Files.write(file, "contexts:\n  dev: {zookeeper: 'ü:2181'}\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> ConfigFile.read(file)).hasMessage(file + " line 2: not UTF-8");
    }

    @Test
    void may_begin_with_a_byte_order_mark() throws IOException {
        assertThat(file("\uFEFFcurrent: dev\r\ncontexts:\r\n  dev: {zookeeper: 'zk:2181'}\r\n")
                        .current())
                .contains("dev");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "contexts: \"\\q\"\n",
                "contexts: \"\\U00110000\"\n",
                "contexts: \"\\UFFFFFFFF\"\n",
                "contexts: a\0b\n",
                "contexts: {dev: {zookeeper: z, security: {kafka: {ca: \"a\\0b\"}}}}\n",
                "contexts: {dev: {zookeeper: z, security: {zookeeper: {clientConfiguration: \"a\\0b\"}}}}\n",
                "? [a, b]\n: c\n",
                "&a [*a]\n",
                "contexts: *a\n"
            })
    void what_cannot_be_read_is_a_usage_error_that_names_the_file(String text) {
        assertThatThrownBy(() -> file(text))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.USAGE))
                .hasMessageStartingWith(file.toString());
    }

    @Test
    void says_where_the_clusters_are_and_what_holds_there() throws IOException {
        ConfigFile whole = whole();

        assertThat(whole.current()).contains("prod");
        assertThat(whole.names()).containsExactly("prod", "dev");
        NamedContext prod = whole.context("prod");
        assertThat(prod.zookeeper()).contains("node1:30181,node2:30181/kafka");
        assertThat(prod.bootstrap()).contains("node1:30092");
        assertThat(prod.map()).containsExactly("kafka-{n}.kafka-headless:9092=node1:{30092+n}");
        assertThat(prod.listener()).contains("EXTERNAL");
        assertThat(prod.timeout()).contains(Duration.ofSeconds(3));
        assertThat(prod.readOnly()).isTrue();
        assertThat(prod.protect()).containsExactly("/brokers", "orders*");
        assertThat(prod.output()).contains("json");
        assertThat(prod.line("timeout")).isEqualTo(12);
    }

    @Test
    void tells_the_clients_by_their_own_keys_how_to_be_let_in() throws IOException {
        NamedContext prod = whole().context("prod");
        SecretReader secrets = SecretReader.asking(Secrets.NONE);

        assertThat(prod.kafkaSecurity().orElseThrow().client(secrets, "context prod"))
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("ssl.truststore.type", "PEM")
                .containsEntry(
                        "ssl.truststore.location", folder.resolve("ca.pem").toString())
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                .containsEntry(
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"joe\""
                                + " password=\"s3\\\"cr\\\\et-2\";")
                .containsEntry("client.id", "zooka")
                .containsEntry("request.timeout.ms", "2000");
        assertThat(prod.zookeeperSecurity().orElseThrow().client(secrets, "context prod"))
                .containsEntry("zookeeper.client.secure", "true")
                .containsEntry("zookeeper.clientCnxnSocket", "org.apache.zookeeper.ClientCnxnSocketNetty")
                .containsEntry("zookeeper.ssl.trustStore.type", "PEM")
                .containsEntry("zookeeper.ssl.keyStore.type", "PKCS12")
                .containsEntry("zookeeper.ssl.keyStore.password", System.getenv("PATH"))
                .containsEntry("zookeeper.ssl.protocol", "TLSv1.3")
                .containsEntry("zooka.sasl.mechanism", "digest")
                .containsEntry("zooka.sasl.username", "joe")
                .containsEntry("zooka.sasl.password", "s3cret-3");
        assertThat(prod.zookeeperSecurity().orElseThrow().credentials(secrets, "context prod"))
                .singleElement()
                .satisfies(shown -> assertThat(shown.secret()).isEqualTo("joe:s3cret-1"))
                .asString()
                .isEqualTo("digest");
    }

    @Test
    void tells_no_secret_by_its_text() throws IOException {
        assertThat(whole().toString() + whole().contexts()).doesNotContain("s3cret-1", "cr\\et-2");
    }

    @Test
    void a_key_and_a_certificate_in_two_files_are_taken_by_both_clients() throws IOException {
        Files.writeString(folder.resolve("c.pem"), "-----BEGIN CERTIFICATE-----\n");
        Files.writeString(folder.resolve("k.pem"), "-----BEGIN PRIVATE KEY-----\n");
        NamedContext context = file("""
                contexts:
                  x:
                    bootstrap: a:1
                    security:
                      zookeeper: {tls: {certificate: c.pem, key: k.pem}}
                      kafka: {certificate: c.pem, key: k.pem}
                """).context("x");

        assertThat(context.kafkaSecurity().orElseThrow().client(SecretReader.NONE, "x"))
                .containsOnly(
                        Map.entry("security.protocol", "SSL"),
                        Map.entry("ssl.keystore.type", "PEM"),
                        Map.entry("ssl.keystore.certificate.chain", "-----BEGIN CERTIFICATE-----\n"),
                        Map.entry("ssl.keystore.key", "-----BEGIN PRIVATE KEY-----\n"));
        Path joined = Path.of(context.zookeeperSecurity()
                .orElseThrow()
                .client(SecretReader.asking(Secrets.NONE), "x")
                .get("zookeeper.ssl.keyStore.location"));
        assertThat(joined).content().contains("BEGIN PRIVATE KEY", "BEGIN CERTIFICATE");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(joined)))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '"',
            value = {
                "contexts: {a: {zookeper: x}} -> 1 -> unknown key 'zookeper' in context a -> did you mean zookeeper?",
                "currant: a -> 1 -> unknown key 'currant' -> did you mean current? known keys: current, contexts",
                "contexts: {a: {timeout: soon}} -> 1 -> timeout: invalid duration 'soon' (examples: 500ms, 5s, 2m) -> ",
                "contexts: {a: {readOnly: perhaps}} -> 1 -> 'readOnly' must be true or false in context a -> ",
                "contexts: {a: {output: xml}} -> 1 -> 'output' must be one of table, plain -> ",
                "contexts: [a] -> 1 -> 'contexts' must be a mapping -> ",
                "contexts: {a: {map: {x: y}}} -> 1 -> 'map' must be a string in context a -> ",
                "contexts: {a: {security: {kafka: {pasword: s3cret}}}} -> 1 -> unknown key 'pasword' -> did you mean password?",
                "contexts: {a: {security: {kafka: {username: s3cret}}}} -> 1 -> 'username' needs a 'mechanism' -> ",
                "contexts: {a: {security: {kafka: {password: s3cret}}}} -> 1 -> 'username' and 'password' must be given together -> ",
                "contexts: {a: {security: {kafka: {protocol: s3cret}}}} -> 1 -> 'protocol' must be one of PLAINTEXT -> ",
                "contexts: {a: {security: {kafka: {mechanism: GSSAPI}}}} -> 1 -> 'mechanism' needs a 'protocol' -> ",
                "contexts: {a: {security: {kafka: {key: s3cret}}}} -> 1 -> 'certificate' and 'key' must be given together -> ",
                "contexts: {a: {security: {zookeeper: {auth: s3cret}}}} -> 1 -> 'auth' must be a list -> ",
                "contexts: {a: {security: {zookeeper: {auth: [{secret: {}}]}}}} -> 1 -> must have one of the keys file, env, command and prompt -> ",
                "contexts: {a: {security: {zookeeper: {auth: [{secret: {command: s3cret}}]}}}} -> 1 -> 'command' must be a list of a program and its arguments -> example: {command: [pass, show, kafka]}",
                "contexts: {a: {security: {zookeeper: {auth: [{secret: {command: []}}]}}}} -> 1 -> 'command' must be a list -> ",
                "contexts: {a: {security: {zookeeper: {auth: [{secret: {command: [' ', s3cret]}}]}}}} -> 1 -> 'command' must be a list -> ",
                "contexts: {a: {security: {zookeeper: {auth: [{secret: {command: [pass, [s3cret]]}}]}}}} -> 1 -> each item of 'command' must be a string -> ",
                "contexts: {a: {security: {zookeeper: {sasl: {mechanism: digest}}}}} -> 1 -> digest needs 'username' -> ",
                "contexts:\\n  a:\\n    zookeeper: x\\n    zookeeper: y -> 4 -> 'zookeeper' appears twice in context a -> ",
                "contexts:\\n  a:\\n\\tpassword: s3cret -> 3 -> invalid YAML -> indent with spaces",
                "contexts:\\n  a: {password: s3cret -> 2 -> invalid YAML -> indent with spaces"
            })
    void what_is_wrong_is_told_with_its_line_and_without_the_value(String text, int line, String what, String hint)
            throws IOException {
        assertThatThrownBy(() -> file(text.replace("\\n", "\n").replace("\\t", "\t")))
                .isInstanceOfSatisfying(Failure.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(Failure.Kind.USAGE);
                    assertThat(failure.getMessage())
                            .startsWith(file + " line " + line + ": ")
                            .contains(what)
                            .doesNotContain("s3cret");
                    assertThat(failure.hint().orElse("")).contains(hint == null ? "" : hint);
                });
    }

    @Test
    void an_empty_file_and_none_name_no_contexts() throws IOException {
        assertThat(file("").names()).isEmpty();
        assertThat(file("# nothing yet\n").names()).isEmpty();
        assertThat(file("contexts:\n").names()).isEmpty();
        assertThat(ConfigFile.read(folder.resolve("none.yaml")).names()).isEmpty();
    }

    @Test
    void a_context_that_is_not_there_is_named_with_the_nearest() throws IOException {
        assertThatThrownBy(() -> whole().context("prodd")).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.kind()).isEqualTo(Failure.Kind.NOT_FOUND);
            assertThat(failure.getMessage()).isEqualTo("no context prodd in " + file);
            assertThat(failure.hint()).contains("did you mean prod?");
        });
    }

    @Test
    void secrets_that_others_can_read_are_noticed() throws IOException {
        whole();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(ConfigFile.read(file).exposed()).isTrue();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(ConfigFile.read(file).exposed()).isFalse();
        ConfigFile harmless = file("contexts: {a: {security: {zookeeper: {auth: [{secret: {env: X}}]}}}}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(harmless.exposed()).isFalse();
    }

    @Test
    void another_current_context_changes_one_line() throws IOException {
        ConfigEdit.use(whole(), "dev");
        assertThat(file).content().isEqualTo(WHOLE.replace("current: prod", "current: dev"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        ConfigEdit.use(file("# mine\ncontexts: {a: {zookeeper: 'x:1'}}\n"), "a");
        assertThat(file).content().isEqualTo("# mine\ncurrent: a\ncontexts: {a: {zookeeper: 'x:1'}}\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "'' -> contexts:|  new:|    zookeeper: z:1|",
                "# mine| -> # mine|contexts:|  new:|    zookeeper: z:1|",
                "contexts:| -> contexts:|  new:|    zookeeper: z:1|",
                "contexts: {}|# end -> contexts:|  new:|    zookeeper: z:1|# end",
                "contexts:| a:|  zookeeper: x # ä𝄞|||current: a| "
                        + "-> contexts:| a:|  zookeeper: x # ä𝄞| new:|   zookeeper: z:1|||current: a|",
                "contexts:|  a: {zookeeper: x} -> contexts:|  a: {zookeeper: x}|  new:|    zookeeper: z:1|"
            })
    void a_context_is_added_behind_the_others(String before, String after) throws IOException {
        ConfigFile old = file(before.replace('|', '\n'));
        ConfigEdit.add(old, "new", List.of("zookeeper: z:1"));
        assertThat(file).content().isEqualTo(after.replace('|', '\n'));
        assertThat(ConfigFile.read(file).context("new").zookeeper()).contains("z:1");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void what_cannot_be_added_by_itself_is_left_to_the_person() throws IOException {
        ConfigFile old = file("contexts: {a: {zookeeper: x}}\n");
        assertThatThrownBy(() -> ConfigEdit.add(old, "new", List.of("zookeeper: z:1")))
                .isInstanceOfSatisfying(Failure.class, failure -> assertThat(failure.hint())
                        .contains("add to the file: new: {zookeeper: z:1}"));
        assertThat(file).content().isEqualTo("contexts: {a: {zookeeper: x}}\n");
    }

    @Test
    void a_link_to_the_file_stays_one_and_a_folder_is_made() throws IOException {
        whole();
        Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), file);
        ConfigEdit.use(ConfigFile.read(link), "dev");
        assertThat(link).isSymbolicLink();
        assertThat(ConfigFile.read(file).current()).contains("dev");
        Path fresh = folder.resolve("a/b/config.yaml");
        ConfigEdit.add(ConfigFile.read(fresh), "x", List.of("zookeeper: z:1"));
        assertThat(ConfigFile.read(fresh).names()).containsExactly("x");
    }

    @Test
    void a_secret_that_is_missing_is_named_by_what_it_is_of() throws IOException {
        NamedContext context = file("contexts: {a: {security: {zookeeper: {auth: [{secret: {env: ZOOKA_NONE}}]}}}}")
                .context("a");
        assertThatThrownBy(() -> context.zookeeperSecurity()
                        .orElseThrow()
                        .credentials(SecretReader.asking(Secrets.NONE), "context a"))
                .hasMessage(
                        "credentials for digest of ZooKeeper, context a: environment variable ZOOKA_NONE is not set");
        NamedContext asked = file("contexts: {a: {security: {zookeeper: {auth: [{secret: {prompt: true}}]}}}}")
                .context("a");
        assertThatThrownBy(() -> asked.zookeeperSecurity()
                        .orElseThrow()
                        .credentials(SecretReader.asking(Secrets.NONE), "context a"))
                .hasMessageContaining("cannot ask for it: no terminal");
        assertThat(asked.zookeeperSecurity()
                        .orElseThrow()
                        .credentials(SecretReader.asking(what -> Optional.of("typed")), "context a")
                        .get(0)
                        .secret())
                .isEqualTo("typed");
    }

    /** Programs that are not run: what they would print, by their words. */
    private static final class Programs implements Secrets {
        private final List<List<String>> run = new ArrayList<>();
        private String line = "printed";

        @Override
        public Optional<String> ask(String what) {
            return Optional.empty();
        }

        @Override
        public Optional<String> firstLine(List<String> command) {
            run.add(command);
            return Optional.of(line);
        }
    }

    private NamedContext withPrograms() throws IOException {
        return file("""
                contexts:
                  a:
                    bootstrap: b:1
                    security:
                      zookeeper: {auth: [{secret: {command: [bin/secret, 'two words', '', 3]}}]}
                      kafka:
                        protocol: SASL_SSL
                        mechanism: PLAIN
                        username: joe
                        password: {command: [pass, show, kafka]}
                        config: {ssl.key.password: {command: [pass, show, kafka]}}
                """).context("a");
    }

    @Test
    void a_secret_may_be_what_a_program_prints_which_is_run_once() throws IOException {
        NamedContext context = withPrograms();
        Programs programs = new Programs();
        SecretReader reader = SecretReader.asking(programs);

        assertThat(context.kafkaSecurity().orElseThrow().client(reader, "context a"))
                .containsEntry("ssl.key.password", "printed")
                .containsEntry(
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"joe\""
                                + " password=\"printed\";");
        assertThat(context.zookeeperSecurity().orElseThrow().credentials(reader, "context a"))
                .extracting(ClientSettings.Credential::secret)
                .containsExactly("printed");
        assertThat(programs.run)
                .containsExactly(
                        List.of("pass", "show", "kafka"),
                        List.of(folder.resolve("bin/secret").toString(), "two words", "", "3"));
        assertThat(ConfigFile.read(file).exposed()).isFalse();
    }

    @Test
    void the_source_of_a_secret_can_be_shown() throws IOException {
        NamedContext context = withPrograms();

        assertThat(context.kafkaSecurity().orElseThrow().secret("sasl.jaas.config"))
                .map(SecretText::source)
                .contains("(hidden), from command pass show kafka");
        assertThat(context.kafkaSecurity().orElseThrow().secret("security.protocol"))
                .isEmpty();
        assertThat(context.zookeeperSecurity().orElseThrow().shownCredentials())
                .containsExactly("digest (hidden), from command " + folder.resolve("bin/secret") + " 'two words' '' 3");
        NamedContext prod = whole().context("prod");
        assertThat(prod.kafkaSecurity().orElseThrow().secret("sasl.jaas.config"))
                .map(SecretText::source)
                .contains("(hidden)");
        assertThat(prod.zookeeperSecurity().orElseThrow().secret("zookeeper.ssl.keyStore.password"))
                .map(SecretText::source)
                .contains("(hidden), from $PATH");
        assertThat(prod.zookeeperSecurity().orElseThrow().secret("zooka.sasl.password"))
                .map(SecretText::source)
                .contains("(hidden), from " + folder.resolve("password"));
    }

    @Test
    void no_program_is_run_for_completion_and_for_commands_without_servers() throws IOException {
        NamedContext context = withPrograms();

        assertThat(context.zookeeperSecurity()
                        .orElseThrow()
                        .credentials(SecretReader.NONE, "context a")
                        .get(0)
                        .secret())
                .isEmpty();
        assertThatThrownBy(() ->
                        context.kafkaSecurity().orElseThrow().client(SecretReader.asking(Secrets.NONE), "context a"))
                .hasMessage("password of joe for Kafka, context a: cannot run pass here");
    }

    @Test
    void a_program_that_prints_no_secret_is_named_with_the_context() throws IOException {
        NamedContext context = withPrograms();
        Programs programs = new Programs();
        programs.line = "";

        assertThatThrownBy(
                        () -> context.kafkaSecurity().orElseThrow().client(SecretReader.asking(programs), "context a"))
                .isInstanceOfSatisfying(Failure.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(Failure.Kind.FAILED);
                    assertThat(failure.getMessage())
                            .isEqualTo(
                                    "password of joe for Kafka, context a: the first line that pass prints is empty");
                    assertThat(failure.hint()).contains("run context show to see where it is set");
                });
    }
}
