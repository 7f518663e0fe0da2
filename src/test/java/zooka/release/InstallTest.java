package zooka.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zooka.clients.net.Deadline;
import zooka.release.BareRoot.Run;
import zooka.sandbox.Sandbox;
import zooka.shell.run.Version;
import zooka.testing.OnServers;
import zooka.testing.Program;
import zooka.testing.RunsInParallel;
import zooka.testing.Sandboxes;

/** What {@code scripts/release} makes can be installed, and runs, where there is little else: of the jars that the build has made. */
@OnServers
@RunsInParallel(seconds = 50)
final class InstallTest {

    private static final String NAME = "zooka-" + Version.NUMBER;
    private static final String URL = "https://example.org/zooka/releases/download/v" + Version.NUMBER;
    private static final String REFUSAL = """
            error: --sandbox requires a checkout of zooka, whose scripts download the servers
            hint: run scripts/zooka --sandbox or scripts/sandbox up in a checkout
            """;

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @TempDir
    static Path folder;

    private static Path release;

    /** What users get, each with whether it needs a JRE, and the program after it is unpacked. */
    private enum Artefact {
        ARCHIVE(true, "/opt/" + NAME + "/bin/zooka"),
        ZIP(true, "/opt/" + NAME + "/bin/zooka"),
        ONE_FILE(true, "/opt/zooka"),
        WITH_RUNTIME(false, "/opt/" + NAME + "-linux-x64/bin/zooka"),
        DEB(true, "/usr/bin/zooka"),
        RPM(true, "/usr/bin/zooka");

        private final boolean java;
        private final String program;

        Artefact(boolean java, String program) {
            this.java = java;
            this.program = program;
        }
    }

    @BeforeAll
    static void a_release() {
        release = folder.resolve("release");
        Run made = BareRoot.run(List.of(
                Program.HOME.resolve("scripts/release").toString(),
                "--built",
                "--url",
                URL,
                "--to",
                release.toString(),
                "v" + Version.NUMBER));
        assertThat(made.code()).as(made.out()).isZero();
    }

    private static String file(String name) {
        return release.resolve(name).toString();
    }

    private static void unpack(Artefact artefact, Path root) throws IOException {
        Path opt = root.resolve("opt");
        switch (artefact) {
            case ARCHIVE -> done("tar", "-xzf", file(NAME + ".tar.gz"), "-C", opt.toString());
            case WITH_RUNTIME -> done("tar", "-xzf", file(NAME + "-linux-x64.tar.gz"), "-C", opt.toString());
            case ZIP -> unzip(release.resolve(NAME + ".zip"), opt);
            case ONE_FILE ->
                Files.copy(release.resolve(NAME), opt.resolve("zooka"), StandardCopyOption.COPY_ATTRIBUTES);
            case DEB -> {
                available("dpkg-deb");
                done("dpkg-deb", "-x", file("zooka_" + Version.NUMBER + "_all.deb"), root.toString());
            }
            case RPM -> {
                available("rpm2cpio");
                available("cpio");
                String unpack = "rpm2cpio \"$1\" | (cd \"$2\" && cpio -idm --quiet)";
                done("sh", "-c", unpack, "sh", file(NAME + "-1.noarch.rpm"), root.toString());
            }
        }
    }

    /** The tools of other systems' packages are missing on some machines. */
    private static void available(String tool) {
        if (BareRoot.run(List.of("sh", "-c", "command -v " + tool)).code() != 0) {
            System.err.println("left out: no " + tool);
            Assumptions.abort("no " + tool);
        }
    }

    private static void done(String... command) {
        Run run = BareRoot.run(List.of(command));
        assertThat(run.code()).as(run.out()).isZero();
    }

    private static void unzip(Path zip, Path target) throws IOException {
        try (FileSystem files = FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", true));
                Stream<Path> all = Files.walk(files.getPath("/"))) {
            for (Path path : all.toList()) {
                Path to = target.resolve(path.toString().substring(1));
                if (Files.isDirectory(path)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(path, to);
                    Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(path));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Artefact.class)
    void each_runs_in_a_bare_read_only_root_as_another_user(Artefact artefact) throws IOException {
        BareRoot bare = new BareRoot(folder.resolve(artefact.name()), artefact.java);
        unpack(artefact, folder.resolve(artefact.name()));
        String zooka = artefact.program;
        Sandbox servers = Sandboxes.zookeeper();
        String addresses = " -z " + servers.zookeeper().orElseThrow() + " -b "
                + servers.bootstrap().orElseThrow();

        assertThat(bare.without(zooka + " --version; echo $?; " + zooka + " --sandbox; echo $?")
                        .out())
                .isEqualTo("zooka " + Version.NUMBER + "\n0\n" + REFUSAL + "1\n");
        Run live = bare.with(zooka + addresses + " -e 'get /demo/app/motd; topics'");
        assertThat(live.out()).contains("Logs in, events out. 名前: ログ解析. Ça va?", "\norders\t");
        assertThat(live.code()).isZero();
    }

    @Test
    void without_java_the_error_says_what_is_missing() throws IOException {
        BareRoot bare = new BareRoot(folder.resolve("none"), false);
        unpack(Artefact.ONE_FILE, folder.resolve("none"));

        Run run = bare.without("sh /opt/zooka --version");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEqualTo("""
                error: Java not found
                hint: set JAVA_HOME or add java to PATH: Java 17 or later, a JRE is enough
                """);
    }

    @Test
    void the_one_file_makes_a_class_data_archive_at_its_first_run() throws IOException {
        String program = release.resolve(NAME).toString();
        Path cache = folder.resolve("cache");
        Path loaded = folder.resolve("loaded");
        done("env", "XDG_CACHE_HOME=" + cache, program, "--version");
        archive(cache.resolve("zooka"));

        String options = "ZOOKA_JAVA_OPTS=-Xshare:on -Xlog:class+load:file=" + loaded;
        done("env", "XDG_CACHE_HOME=" + cache, options, program, "help", "ls");

        assertThat(Files.readString(loaded)).contains("zooka.shell.Main source: shared objects file");
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static void archive(Path cache) throws IOException {
        Deadline deadline = Deadline.in(Duration.ofMinutes(4));
        while (!deadline.passed()) {
            List<String> made = Files.isDirectory(cache) ? names(cache) : List.of();
            if (made.stream().noneMatch(file -> file.endsWith(".lock"))
                    && made.stream().anyMatch(file -> file.endsWith(".jsa"))) {
                return;
            }
            deadline.within(100).await();
        }
        throw new AssertionError("no archive in " + cache);
    }

    private static String sum(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    @Test
    void the_sums_are_those_of_all_files() throws Exception {
        Map<String, String> named = new TreeMap<>();
        for (String line : Files.readAllLines(release.resolve("SHA256SUMS"))) {
            String[] words = line.split(" [ *]", 2);
            named.put(words[1], words[0]);
        }
        Map<String, String> found = new TreeMap<>();
        for (String name : names(release)) {
            found.put(name, sum(release.resolve(name)));
        }
        found.remove("SHA256SUMS");
        assertThat(named).isEqualTo(found);
        assertThat(found).hasSizeGreaterThanOrEqualTo(13);
    }

    @Test
    void the_manifest_of_krew_is_one_and_names_the_plugin_s_archive() throws Exception {
        JsonNode plugin = YAML.readTree(Files.readString(release.resolve("zooka.yaml")));
        JsonNode platform = plugin.at("/spec/platforms/0");
        assertThat(plugin.path("apiVersion").asText()).isEqualTo("krew.googlecontainertools.github.com/v1alpha2");
        assertThat(plugin.path("kind").asText()).isEqualTo("Plugin");
        assertThat(plugin.at("/metadata/name").asText()).isEqualTo("zooka");
        assertThat(plugin.at("/spec/version").asText()).isEqualTo("v" + Version.NUMBER);
        assertThat(plugin.at("/spec/shortDescription").asText()).isNotEmpty().hasSizeLessThan(60);
        assertThat(platform.at("/selector/matchExpressions/0/key").asText()).isEqualTo("os");
        Path archive = downloaded(platform.path("uri").asText());
        assertThat(platform.path("sha256").asText()).isEqualTo(sum(archive));
        assertThat(BareRoot.run(List.of("tar", "-tzf", archive.toString()))
                        .out()
                        .lines())
                .contains(platform.path("bin").asText(), "kubectl_complete-zooka", "zooka", "LICENSE");
    }

    @Test
    void the_plugins_of_k9s_have_the_fields_of_its_schema() throws IOException {
        JsonNode plugins = YAML.readTree(Files.readString(release.resolve("k9s-plugins.yaml")))
                .path("plugins");
        List<String> scopes = new ArrayList<>();
        for (JsonNode plugin : plugins) {
            assertThat(plugin.properties())
                    .extracting(Map.Entry::getKey)
                    .containsExactlyInAnyOrder("args", "background", "command", "description", "scopes", "shortCut");
            scopes.add(plugin.at("/scopes/0").asText());
        }
        assertThat(scopes).containsExactly("pods", "containers");
    }

    @Test
    void the_formula_and_the_catalogue_of_jbang_name_files_of_the_release() throws Exception {
        String formula = Files.readString(release.resolve("zooka.rb"));
        Path archive = downloaded(formula.replaceFirst("(?s).*\n  url \"([^\"]+)\".*", "$1"));
        assertThat(formula).contains("sha256 \"" + sum(archive) + "\"").doesNotContain("@");
        JsonNode alias = new ObjectMapper()
                .readTree(Files.readString(release.resolve("jbang-catalog.json")))
                .at("/aliases/zooka");
        assertThat(downloaded(alias.path("script-ref").asText())).hasSameBinaryContentAs(release.resolve(NAME));
        assertThat(alias.path("main").asText()).isEqualTo("zooka.shell.Main");
    }

    private static Path downloaded(String url) {
        assertThat(url).startsWith(URL + "/");
        Path file = release.resolve(url.substring(URL.length() + 1));
        assertThat(file).isRegularFile();
        return file;
    }
}
