package zooka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.spi.LoginModule;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.testing.OnServers;
import zooka.testing.Program;
import zooka.testing.Program.Run;
import zooka.testing.RunsInParallel;

/** Jars of the user, with login modules that zooka does not have: found in a folder and by a variable. */
@OnServers
@RunsInParallel
final class UserJarsTest {

    private static final String MODULE = UserModule.class.getName();

    @TempDir
    Path folder;

    private Path client;

    /** A login module that tells that it was found. */
    public static final class UserModule implements LoginModule {

        @Override
        public void initialize(
                Subject subject, CallbackHandler handler, Map<String, ?> sharedState, Map<String, ?> options) {}

        @Override
        public boolean login() throws FailedLoginException {
            throw new FailedLoginException("by the module of the user");
        }

        @Override
        public boolean commit() {
            return false;
        }

        @Override
        public boolean abort() {
            return true;
        }

        @Override
        public boolean logout() {
            return true;
        }
    }

    @BeforeEach
    void a_client_with_a_login_of_its_own() throws IOException {
        client = Files.writeString(
                folder.resolve("client.properties"),
                "security.protocol=SASL_PLAINTEXT\nsasl.mechanism=PLAIN\nsasl.jaas.config=" + MODULE + " required;\n");
    }

    private static void jar(Path jar) throws IOException {
        Files.createDirectories(jar.getParent());
        String entry = MODULE.replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out);
                InputStream bytes = UserJarsTest.class.getClassLoader().getResourceAsStream(entry)) {
            zip.putNextEntry(new ZipEntry(entry));
            bytes.transferTo(zip);
            zip.closeEntry();
        }
    }

    private Program zooka() {
        return Program.with("-b", "127.0.0.1:1", "--command-config", client.toString())
                .environment("XDG_DATA_HOME", folder.resolve("data").toString());
    }

    @Test
    void without_its_jar_a_login_module_is_missing_and_the_hint_says_where_to_put_it() {
        Run run = zooka().run("topics");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("No LoginModule found for " + MODULE)
                .contains("hint: put the jar with this class into ~/.local/share/zooka/lib");
    }

    @Test
    void a_jar_in_the_folder_of_the_user_is_found() throws IOException {
        jar(folder.resolve("data/zooka/lib/a module.jar"));

        assertThat(zooka().run("topics").err()).contains("by the module of the user");
    }

    @Test
    void a_jar_named_by_the_variable_is_found() throws IOException {
        Path jar = folder.resolve("elsewhere/module.jar");
        jar(jar);

        assertThat(zooka().environment("ZOOKA_CLASSPATH", "/none.jar:" + jar)
                        .run("topics")
                        .err())
                .contains("by the module of the user");
    }
}
