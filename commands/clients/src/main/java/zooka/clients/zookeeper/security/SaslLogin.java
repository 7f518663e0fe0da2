package zooka.clients.zookeeper.security;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.security.URIParameter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.Subject;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslClient;
import zooka.clients.Failure;
import zooka.clients.net.TicketTrouble;
import zooka.clients.text.TextFile;

/**
 * The SASL login of this client: from {@code zooka.sasl.*}, or from a JAAS file.
 *
 * @param entry what JAAS is told
 * @param who the name that is claimed, for people to read
 */
public record SaslLogin(Mechanism mechanism, AppConfigurationEntry entry, String who) {

    /** The two that ZooKeeper has. */
    public enum Mechanism {
        DIGEST,
        KERBEROS
    }

    private static final String MECHANISM = "zooka.sasl.mechanism";
    private static final String USERNAME = "zooka.sasl.username";
    private static final String PASSWORD = "zooka.sasl.password";
    private static final String PRINCIPAL = "zooka.sasl.principal";
    private static final String KEYTAB = "zooka.sasl.keytab";
    private static final String JAAS_FILE = "java.security.auth.login.config";
    private static final String SECTION = "zookeeper.sasl.clientconfig";
    private static final String DIGEST_MODULE = "org.apache.zookeeper.server.auth.DigestLoginModule";
    private static final String KERBEROS_MODULE = "com.sun.security.auth.module.Krb5LoginModule";

    /**
     * What the settings say; empty where they ask for no SASL.
     *
     * @throws Failure {@code USAGE} where they ask for it and do not say enough
     */
    static Optional<SaslLogin> of(Map<String, String> settings) {
        if ("false".equals(settings.get("zookeeper.sasl.client"))) {
            return Optional.empty();
        }
        String mechanism = settings.get(MECHANISM);
        if (mechanism == null) {
            return fromFile(settings);
        }
        return Optional.of(
                switch (mechanism) {
                    case "digest" -> digest(settings);
                    case "kerberos" -> kerberos(settings);
                    default ->
                        throw Failure.usage("unknown SASL mechanism '" + mechanism + "'")
                                .hint("configure " + MECHANISM + " as digest or kerberos");
                });
    }

    private static SaslLogin digest(Map<String, String> settings) {
        String username = settings.get(USERNAME);
        String password = settings.get(PASSWORD);
        if (username == null || password == null) {
            throw Failure.usage("SASL DIGEST-MD5 needs a username and a password")
                    .hint(username == null ? USERNAME + " is not set" : PASSWORD + " is not set");
        }
        if ("true".equals(settings.get("zookeeper.fips-mode"))) {
            throw Failure.usage("SASL DIGEST-MD5 does not work with zookeeper.fips-mode=true")
                    .hint("remove zookeeper.fips-mode; zooka sets it as the mechanism needs it");
        }
        return new SaslLogin(
                Mechanism.DIGEST, entry(DIGEST_MODULE, Map.of("username", username, "password", password)), username);
    }

    private static SaslLogin kerberos(Map<String, String> settings) {
        String principal = settings.get(PRINCIPAL);
        String keytab = settings.get(KEYTAB);
        if (keytab != null && principal == null) {
            throw Failure.usage("SASL Kerberos needs a principal for the keytab")
                    .hint(PRINCIPAL + " is not set; klist -k " + keytab + " lists the principals of the keytab");
        }
        if (keytab != null && !Files.isReadable(TextFile.path(keytab))) {
            throw Failure.usage("cannot read " + keytab).hint("review " + KEYTAB);
        }
        Map<String, String> options = new HashMap<>(Map.of("doNotPrompt", "true", "refreshKrb5Config", "true"));
        if (principal != null) {
            options.put("principal", principal);
        }
        if (keytab == null) {
            options.put("useTicketCache", "true");
        } else {
            options.putAll(Map.of("useKeyTab", "true", "keyTab", keytab, "storeKey", "true"));
        }
        return new SaslLogin(
                Mechanism.KERBEROS,
                entry(KERBEROS_MODULE, options),
                principal == null ? "the owner of the ticket cache" : principal);
    }

    private static AppConfigurationEntry entry(String module, Map<String, String> options) {
        return new AppConfigurationEntry(module, LoginModuleControlFlag.REQUIRED, options);
    }

    /** From a JAAS file: one that the settings name, or the JVM's. */
    private static Optional<SaslLogin> fromFile(Map<String, String> settings) {
        String file = settings.getOrDefault(JAAS_FILE, System.getProperty(JAAS_FILE));
        if (file == null) {
            return Optional.empty();
        }
        String section = settings.getOrDefault(SECTION, "Client");
        AppConfigurationEntry[] entries = read(file).getAppConfigurationEntry(section);
        if (entries == null || entries.length == 0) {
            if (settings.containsKey(SECTION) || settings.containsKey(JAAS_FILE)) {
                throw Failure.usage(file + " has no section " + section)
                        .hint("configure " + SECTION + " to use another section");
            }
            return Optional.empty(); // the JVM's is for another client
        }
        Map<String, ?> options = entries[0].getOptions();
        boolean digest = entries[0].getLoginModuleName().equals(DIGEST_MODULE);
        Object name = options.get(digest ? "username" : "principal");
        return Optional.of(new SaslLogin(
                digest ? Mechanism.DIGEST : Mechanism.KERBEROS,
                entries[0],
                name == null ? "section " + section + " of " + file : name.toString()));
    }

    private static Configuration read(String file) {
        try {
            Path path = file.startsWith("file:")
                    ? Path.of(URI.create(file))
                    : TextFile.path(file).toAbsolutePath();
            if (!TextFile.isMarked(path)) {
                return Configuration.getInstance("JavaLoginConfig", new URIParameter(path.toUri()));
            }
            // Java's reader takes a byte order mark for a part of the first section's name.
            Path copy = Files.createTempFile("zooka-", ".jaas"); // the owner's alone
            try {
                Files.writeString(copy, TextFile.orLatin1(path));
                return Configuration.getInstance("JavaLoginConfig", new URIParameter(copy.toUri()));
            } finally {
                Files.delete(copy);
            }
        } catch (GeneralSecurityException | IllegalArgumentException | IOException | FileSystemNotFoundException e) {
            throw Failure.usage("cannot read the JAAS file " + file).hint("review " + JAAS_FILE);
        }
    }

    /**
     * Why the servers do not know this client.
     *
     * @param section where {@link JaasSections} has the login
     * @param server the host that was dialled
     */
    Failure refusal(String section, String server, Map<String, String> settings) {
        if (mechanism == Mechanism.DIGEST) {
            return new Failure(
                            Failure.Kind.REFUSED,
                            "the server refuses the SASL login of " + who
                                    + ": wrong password, or DIGEST-MD5 is not enabled")
                    .hint("servers from 3.9 on accept DIGEST-MD5 only with -Dzookeeper.fips-mode=false");
        }
        String why =
                kerberosTrouble(section, server, settings).orElse("the server does not accept the ticket of " + who);
        return new Failure(Failure.Kind.REFUSED, "Kerberos authentication failed for " + who + ": " + why)
                .hint("review " + PRINCIPAL + ", " + KEYTAB + " and zookeeper.server.principal");
    }

    /** The failure of a Kerberos login, which ZooKeeper's client only logs. */
    private Optional<String> kerberosTrouble(String section, String server, Map<String, String> settings) {
        String service = settings.getOrDefault(
                "zookeeper.server.principal",
                settings.getOrDefault("zookeeper.sasl.client.username", "zookeeper") + "/" + server);
        String[] names = service.replaceFirst("@.*", "").split("/", 2);
        try {
            LoginContext login = new LoginContext(section);
            login.login();
            PrivilegedExceptionAction<byte[]> asking = () -> {
                SaslClient client = Sasl.createSaslClient(
                        new String[] {"GSSAPI"}, null, names[0], names[names.length - 1], Map.of(), null);
                return client.evaluateChallenge(new byte[0]);
            };
            Subject.doAs(login.getSubject(), asking);
            return Optional.empty();
        } catch (LoginException e) {
            return Optional.of(TicketTrouble.describe(e));
        } catch (PrivilegedActionException e) {
            Throwable cause = e.getException().getCause() == null
                    ? e.getException()
                    : e.getException().getCause();
            return Optional.of("no ticket for " + service + ": " + TicketTrouble.describe(cause));
        }
    }
}
