package zooka.commands.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import zooka.clients.Failure;
import zooka.clients.text.TextFile;

/**
 * Whom to trust and what to show, the same words for both kinds of servers. A store may be PEM, JKS or PKCS12; which it is
 * is seen from its first bytes.
 *
 * @param trust the authorities; empty for those that Java knows
 * @param keystore what this client shows, key and certificate in one file
 * @param certificate the same in two files of PEM, with {@code key}
 */
record Tls(
        Optional<Path> trust,
        Optional<SecretText> trustPassword,
        Optional<Path> keystore,
        Optional<SecretText> keystorePassword,
        Optional<Path> certificate,
        Optional<Path> key,
        Optional<SecretText> keyPassword) {

    static final List<String> KEYS = List.of(
            "ca",
            "truststore",
            "truststorePassword",
            "keystore",
            "keystorePassword",
            "certificate",
            "key",
            "keyPassword");

    static Tls of(Mapping given) {
        if (given.value("ca").isPresent() && given.value("truststore").isPresent()) {
            throw given.bad("truststore", "'ca' and 'truststore' are synonyms: use one of them");
        }
        if (given.value("certificate").isPresent() != given.value("key").isPresent()) {
            throw given.bad(
                    given.value("key").isPresent() ? "key" : "certificate",
                    "'certificate' and 'key' must be given together");
        }
        if (given.value("certificate").isPresent() && given.value("keystore").isPresent()) {
            throw given.bad("keystore", "'keystore' replaces 'certificate' and 'key': use one or the other");
        }
        return new Tls(
                given.path("ca").or(() -> given.path("truststore")),
                given.secret("truststorePassword"),
                given.path("keystore"),
                given.secret("keystorePassword"),
                given.path("certificate"),
                given.path("key"),
                given.secret("keyPassword"));
    }

    /** Whether nothing is configured. */
    boolean isEmpty() {
        return trust.isEmpty() && keystore.isEmpty() && certificate.isEmpty();
    }

    boolean containsSecrets() {
        return Stream.of(trustPassword, keystorePassword, keyPassword)
                .anyMatch(secret -> secret.filter(SecretText::inClear).isPresent());
    }

    /** By the keys of a Kafka client. */
    Map<String, String> kafka(SecretReader secrets, String of) {
        Map<String, String> keys = new LinkedHashMap<>();
        trust.ifPresent(file -> {
            Kind kind = Kind.of(file);
            keys.put("ssl.truststore.type", kind.name());
            keys.put("ssl.truststore.location", file.toString());
            if (kind != Kind.PEM) {
                trustPassword.ifPresent(secret ->
                        keys.put("ssl.truststore.password", secrets.read(secret, "truststorePassword of " + of)));
            }
        });
        keystore.ifPresent(file -> {
            Kind kind = Kind.of(file);
            keys.put("ssl.keystore.type", kind.name());
            keys.put("ssl.keystore.location", file.toString());
            if (kind != Kind.PEM) {
                keystorePassword.ifPresent(
                        secret -> keys.put("ssl.keystore.password", secrets.read(secret, "keystorePassword of " + of)));
            }
            passwordOfKey(kind)
                    .ifPresent(secret -> keys.put("ssl.key.password", secrets.read(secret, "keyPassword of " + of)));
        });
        certificate.ifPresent(file -> {
            keys.put("ssl.keystore.type", Kind.PEM.name());
            keys.put("ssl.keystore.certificate.chain", text(file));
            keys.put("ssl.keystore.key", text(key.orElseThrow()));
            keyPassword.ifPresent(secret -> keys.put("ssl.key.password", secrets.read(secret, "keyPassword of " + of)));
        });
        return keys;
    }

    /** A PEM file has one password, by whichever name it is given. */
    private Optional<SecretText> passwordOfKey(Kind kind) {
        return kind == Kind.PEM ? keyPassword.or(() -> keystorePassword) : keyPassword;
    }

    /** By the keys of a ZooKeeper client. */
    Map<String, String> zookeeper(SecretReader secrets, String of) {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("zookeeper.client.secure", "true");
        keys.put("zookeeper.clientCnxnSocket", "org.apache.zookeeper.ClientCnxnSocketNetty");
        trust.ifPresent(file -> {
            keys.put("zookeeper.ssl.trustStore.location", file.toString());
            keys.put("zookeeper.ssl.trustStore.type", Kind.of(file).name());
            trustPassword.ifPresent(secret ->
                    keys.put("zookeeper.ssl.trustStore.password", secrets.read(secret, "truststorePassword of " + of)));
        });
        // A file with a key in it is made only for a client.
        Optional<Path> shown = keystore.or(() -> certificate.map(
                file -> secrets == SecretReader.NONE ? file : CertificateWithKey.of(file, key.orElseThrow())));
        shown.ifPresent(file -> {
            keys.put("zookeeper.ssl.keyStore.location", file.toString());
            keys.put("zookeeper.ssl.keyStore.type", Kind.of(file).name());
            keystorePassword
                    .or(() -> keyPassword)
                    .ifPresent(secret -> keys.put(
                            "zookeeper.ssl.keyStore.password", secrets.read(secret, "keystorePassword of " + of)));
        });
        return keys;
    }

    /** The secret in the value of a key of a Kafka client. */
    Optional<SecretText> kafkaSecret(String key) {
        return switch (key) {
            case "ssl.truststore.password" -> trustPassword;
            case "ssl.keystore.password" -> keystorePassword;
            case "ssl.key.password" -> keyPassword.or(() -> keystorePassword);
            default -> Optional.empty();
        };
    }

    /** The secret in the value of a key of a ZooKeeper client. */
    Optional<SecretText> zookeeperSecret(String key) {
        return switch (key) {
            case "zookeeper.ssl.trustStore.password" -> trustPassword;
            case "zookeeper.ssl.keyStore.password" -> keystorePassword.or(() -> keyPassword);
            default -> Optional.empty();
        };
    }

    private static String text(Path file) {
        return TextFile.orLatin1(file);
    }

    static Failure unreadable(Path file) {
        return Failure.usage((Files.exists(file) ? "cannot read " : "no file ") + file);
    }

    /** What a store is written in. */
    enum Kind {
        PEM,
        JKS,
        PKCS12,
        BCFKS;

        static Kind of(Path file) {
            byte[] first;
            try (InputStream in = Files.newInputStream(file)) {
                first = in.readNBytes(4);
            } catch (IOException e) {
                throw unreadable(file);
            }
            if (first.length == 4 && first[0] == (byte) 0xFE && first[1] == (byte) 0xED) {
                return JKS;
            }
            if (first.length > 0 && first[0] == 0x30) {
                return file.toString().endsWith(".bcfks") ? BCFKS : PKCS12;
            }
            return PEM;
        }
    }
}
