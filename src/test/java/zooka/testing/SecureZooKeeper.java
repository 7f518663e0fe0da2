package zooka.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import zooka.testing.Certificates.Identity;

/** A ZooKeeper server that lets in whom it knows: over TLS on one port, in the clear on another, by SASL on both if it is told. */
public final class SecureZooKeeper implements AutoCloseable {

    private final ZooKeeperProcess process;
    private final int port;

    private SecureZooKeeper(ZooKeeperProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** What one is to be like. */
    public static final class Settings {
        private final Path folder;
        private final StringBuilder lines = new StringBuilder();
        private final List<String> options =
                new ArrayList<>(List.of("-Xmx128m", "-Dorg.slf4j.simpleLogger.showThreadName=false"));

        private Settings(Path folder) {
            this.folder = folder;
            line("admin.enableServer=false");
            line("serverCnxnFactory=org.apache.zookeeper.server.NettyServerCnxnFactory");
        }

        /** With that certificate, and trust in the authority of the tests. */
        public Settings tls(Identity identity, String clientAuth) {
            line("ssl.keyStore.location=" + identity.pkcs12());
            line("ssl.keyStore.password=" + Certificates.PASSWORD);
            line("ssl.trustStore.location=" + Certificates.shared().authority().trustPkcs12());
            line("ssl.trustStore.password=" + Certificates.PASSWORD);
            return line("ssl.clientAuth=" + clientAuth);
        }

        /** With users by SASL DIGEST-MD5. */
        public Settings digest(String user, String password) {
            option("-Dzookeeper.fips-mode=false");
            return sasl("org.apache.zookeeper.server.auth.DigestLoginModule required user_" + user + "=\"" + password
                    + "\";");
        }

        /** With SASL as a line of a JAAS file says it. */
        public Settings sasl(String module) {
            Path jaas = folder.resolve("jaas.conf");
            try {
                Files.writeString(jaas, "Server {\n" + module + "\n};\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            option("-Djava.security.auth.login.config=" + jaas);
            return line("authProvider.sasl=org.apache.zookeeper.server.auth.SASLAuthenticationProvider");
        }

        /** With a line more in its configuration. */
        public Settings line(String text) {
            lines.append(text).append('\n');
            return this;
        }

        public Settings option(String text) {
            options.add(text);
            return this;
        }

        public SecureZooKeeper start() {
            int port = ZooKeeperProcess.freePort();
            line("secureClientPort=" + port);
            return new SecureZooKeeper(
                    ZooKeeperProcess.start("zookeeper-3.9.5", folder, lines.toString(), options), port);
        }
    }

    /** One that keeps its data there. */
    public static Settings in(Path folder) {
        try {
            return new Settings(Files.createDirectories(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its port in the clear. */
    public String clear() {
        return process.address();
    }

    /** Its port for TLS, by a name that the usual certificates hold. */
    public String secure() {
        return "localhost:" + port;
    }

    @Override
    public void close() {
        process.close();
    }
}
