package zooka.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.server.SimpleKdcServer;

/** A Kerberos realm whose tickets are given within this process. */
public final class Kdc implements AutoCloseable {

    /** Goes behind a principal's name. */
    public static final String REALM = "@ZOOKA.TEST";

    private final SimpleKdcServer server;
    private final Path folder;

    private Kdc(SimpleKdcServer server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    /**
     * Begins to give tickets.
     *
     * @param folder an existing one, for its files
     * @param principals without the realm; the keytab has their keys
     */
    public static Kdc start(Path folder, String... principals) {
        try {
            SimpleKdcServer server = new SimpleKdcServer();
            server.setKdcHost("127.0.0.1");
            server.setKdcRealm(REALM.substring(1));
            server.setAllowUdp(false);
            server.setAllowTcp(true);
            server.setKdcTcpPort(ZooKeeperProcess.freePort());
            server.setWorkDir(Files.createDirectories(folder.resolve("kdc")).toFile());
            server.init();
            server.start();
            Kdc kdc = new Kdc(server, folder);
            server.createAndExportPrincipals(
                    kdc.keytab().toFile(),
                    Arrays.stream(principals).map(name -> name + REALM).toArray(String[]::new));
            return kdc;
        } catch (KrbException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The realm knows it no longer; the keytab still has its key. */
    public void forget(String principal) {
        try {
            server.deletePrincipal(principal + REALM);
        } catch (KrbException e) {
            throw new IllegalStateException(e);
        }
    }

    public Path keytab() {
        return folder.resolve("keytab");
    }

    /** Says where the KDC is, as {@code /etc/krb5.conf} does. */
    public Path krb5() {
        return folder.resolve("kdc/krb5.conf");
    }

    /** Of a JVM that is to find it. */
    public String option() {
        return "-Djava.security.krb5.conf=" + krb5();
    }

    /** What logs a principal in, in the words of JAAS. */
    public String login(String principal) {
        return "com.sun.security.auth.module.Krb5LoginModule required useKeyTab=true storeKey=true keyTab=\"" + keytab()
                + "\" principal=\"" + principal + REALM + "\";";
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (KrbException e) {
            throw new IllegalStateException(e);
        }
    }
}
