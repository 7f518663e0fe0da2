package zooka.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/**
 * Certificates for tests, made in this process in a moment and gone with it: an authority, those that it signs for
 * servers and clients, an expired one, and another authority that nobody believes. Each is there as PKCS12, JKS and PEM.
 */
public final class Certificates {

    /** Of every store and every key in it. It is a secret: no output may hold it. */
    public static final String PASSWORD = "store-secret-7f3a";

    /** Names that servers of tests go by beside those that a test asks for. */
    private static final List<String> LOCAL = List.of("localhost", "127.0.0.1");

    private static final byte[] ECDSA_WITH_SHA256 = {0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 4, 3, 2};
    private static final byte[] BASIC_CONSTRAINTS = {0x55, 0x1d, 0x13};
    private static final byte[] ALTERNATIVE_NAMES = {0x55, 0x1d, 0x11};
    private static final AtomicLong SERIAL = new AtomicLong(1);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Path folder;
    private final Authority authority;
    private final Authority other;

    private Certificates(Path folder) {
        this.folder = folder;
        this.authority = new Authority(folder, "zooka-test-ca");
        this.other = new Authority(folder, "another-ca");
    }

    private static final class Holder {
        private static final Certificates ALL = make();

        private static Certificates make() {
            try {
                Path folder = Files.createTempDirectory("zooka-certificates");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "end of the certificates"));
                return new Certificates(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void delete(Path folder) {
            try (Stream<Path> all = Files.walk(folder)) {
                all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Those of this JVM. */
    public static Certificates shared() {
        return Holder.ALL;
    }

    /** What signs the certificates of servers and clients. */
    public Authority authority() {
        return authority;
    }

    /** An authority that signed nothing that a server shows. */
    public Authority other() {
        return other;
    }

    /** A server on this machine, of these further names: host names, {@code *.kafka-headless}, addresses. */
    public Identity server(String... names) {
        List<String> all = new ArrayList<>(List.of(names));
        all.addAll(LOCAL);
        return authority.identity("server", all, Instant.now().plus(1, ChronoUnit.DAYS));
    }

    /** A server that is called nothing but this. */
    public Identity serverOnly(String... names) {
        return authority.identity("server", List.of(names), Instant.now().plus(1, ChronoUnit.DAYS));
    }

    /** A server whose certificate ran out yesterday. */
    public Identity expired(String... names) {
        List<String> all = new ArrayList<>(List.of(names));
        all.addAll(LOCAL);
        return authority.identity("expired", all, Instant.now().minus(1, ChronoUnit.DAYS));
    }

    /** A client, {@code CN=name}. */
    public Identity client(String name) {
        return authority.identity(name, List.of(), Instant.now().plus(1, ChronoUnit.DAYS));
    }

    /** A client that another authority signed. */
    public Identity stranger(String name) {
        return other.identity(name, List.of(), Instant.now().plus(1, ChronoUnit.DAYS));
    }

    /** A file of the test's own in the folder that goes with the JVM. */
    public Path file(String name, String text) {
        try {
            return Files.writeString(folder.resolve(SERIAL.getAndIncrement() + "-" + name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A certificate and its key.
     *
     * @param pkcs12 store of both, under {@link #PASSWORD}
     * @param jks the same as JKS
     * @param pem key and chain in one file, the key in the clear
     * @param certificatePem the chain alone
     * @param keyPem the key alone, in the clear
     */
    public record Identity(Path pkcs12, Path jks, Path pem, Path certificatePem, Path keyPem) {}

    /** Who signs; whoever believes it has its certificate in a store. */
    public static final class Authority {
        private final Path folder;
        private final String name;
        private final KeyPair keys = keys();
        private final X509Certificate certificate;
        private final Path trustPkcs12;
        private final Path trustJks;
        private final Path trustPem;

        private Authority(Path folder, String name) {
            this.folder = folder;
            this.name = name;
            this.certificate = sign(name, keys, List.of(), Instant.now().plus(10, ChronoUnit.DAYS), true);
            this.trustPkcs12 = store("PKCS12", name + "-trust.p12", null);
            this.trustJks = store("JKS", name + "-trust.jks", null);
            this.trustPem = write(name + ".pem", pem("CERTIFICATE", encoded(certificate)));
        }

        /** The certificate in a store, under {@link #PASSWORD}. */
        public Path trustPkcs12() {
            return trustPkcs12;
        }

        public Path trustJks() {
            return trustJks;
        }

        public Path trustPem() {
            return trustPem;
        }

        /** A certificate that this one signs, valid from thirty days ago until then. */
        public Identity identity(String commonName, List<String> names, Instant until) {
            KeyPair own = keys();
            X509Certificate signed = sign(commonName, own, names, until, false);
            String file = commonName + "-" + signed.getSerialNumber();
            String chain = pem("CERTIFICATE", encoded(signed)) + pem("CERTIFICATE", encoded(certificate));
            String key = pem("PRIVATE KEY", own.getPrivate().getEncoded());
            KeyStore.PrivateKeyEntry entry =
                    new KeyStore.PrivateKeyEntry(own.getPrivate(), new Certificate[] {signed, certificate});
            return new Identity(
                    store("PKCS12", file + ".p12", entry),
                    store("JKS", file + ".jks", entry),
                    write(file + ".pem", key + chain),
                    write(file + "-certificate.pem", chain),
                    write(file + "-key.pem", key));
        }

        /** A store of an entry, or of this authority's certificate for those who believe it. */
        private Path store(String type, String file, KeyStore.PrivateKeyEntry entry) {
            Path path = folder.resolve(file);
            try (OutputStream out = Files.newOutputStream(path)) {
                KeyStore store = KeyStore.getInstance(type);
                store.load(null, null);
                if (entry == null) {
                    store.setCertificateEntry("ca", certificate);
                } else {
                    store.setKeyEntry(
                            "key", entry.getPrivateKey(), PASSWORD.toCharArray(), entry.getCertificateChain());
                }
                store.store(out, PASSWORD.toCharArray());
                return path;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        private Path write(String file, String text) {
            try {
                return Files.writeString(folder.resolve(file), text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private X509Certificate sign(
                String commonName, KeyPair subject, List<String> names, Instant until, boolean signs) {
            byte[] algorithm = Der.sequence(Der.of(Der.OBJECT_ID, ECDSA_WITH_SHA256));
            byte[] body = Der.sequence(
                    Der.of(Der.VERSION, Der.integer(2)), // which is version 3
                    Der.integer(SERIAL.getAndIncrement()),
                    algorithm,
                    new X500Principal("CN=" + name).getEncoded(),
                    Der.sequence(time(Instant.now().minus(30, ChronoUnit.DAYS)), time(until)),
                    new X500Principal("CN=" + commonName).getEncoded(),
                    subject.getPublic().getEncoded(),
                    Der.of(Der.EXTENSIONS, Der.sequence(constraints(signs), alternatives(names))));
            try {
                Signature signature = Signature.getInstance("SHA256withECDSA");
                signature.initSign(keys.getPrivate());
                signature.update(body);
                byte[] whole = Der.sequence(body, algorithm, Der.of(Der.BITS, new byte[1], signature.sign()));
                return (X509Certificate)
                        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] time(Instant when) {
        return Der.of(Der.TIME, TIME.format(when).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] constraints(boolean signs) {
        byte[] value = signs ? Der.sequence(Der.of(Der.TRUTH, new byte[] {-1})) : Der.sequence();
        return Der.sequence(Der.of(Der.OBJECT_ID, BASIC_CONSTRAINTS), Der.of(Der.OCTETS, value));
    }

    private static byte[] alternatives(List<String> names) {
        if (names.isEmpty()) {
            return new byte[0];
        }
        byte[][] all = names.stream().map(Certificates::alternative).toArray(byte[][]::new);
        return Der.sequence(Der.of(Der.OBJECT_ID, ALTERNATIVE_NAMES), Der.of(Der.OCTETS, Der.sequence(all)));
    }

    private static byte[] alternative(String name) {
        try {
            return name.matches("[0-9.]+|.*:.*")
                    ? Der.of(Der.ADDRESS, InetAddress.getByName(name).getAddress())
                    : Der.of(Der.DNS_NAME, name.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
                + "\n-----END " + what + "-----\n";
    }

    /** As much of the encoding that certificates have as these need. */
    private static final class Der {
        static final int TRUTH = 0x01;
        static final int BITS = 0x03;
        static final int OCTETS = 0x04;
        static final int OBJECT_ID = 0x06;
        static final int TIME = 0x17;
        static final int SEQUENCE = 0x30;
        static final int DNS_NAME = 0x82;
        static final int ADDRESS = 0x87;
        static final int VERSION = 0xa0;
        static final int EXTENSIONS = 0xa3;
        private static final int INTEGER = 0x02;

        static byte[] sequence(byte[]... parts) {
            return of(SEQUENCE, parts);
        }

        static byte[] integer(long value) {
            return of(INTEGER, BigInteger.valueOf(value).toByteArray());
        }

        static byte[] of(int tag, byte[]... parts) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (byte[] part : parts) {
                body.writeBytes(part);
            }
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.write(tag);
            if (body.size() < 0x80) {
                all.write(body.size());
            } else {
                byte[] length = BigInteger.valueOf(body.size()).toByteArray();
                int lead = length[0] == 0 ? 1 : 0;
                all.write(0x80 + length.length - lead);
                all.write(length, lead, length.length - lead);
            }
            all.writeBytes(body.toByteArray());
            return all.toByteArray();
        }
    }
}
