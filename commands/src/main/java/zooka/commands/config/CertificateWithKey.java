package zooka.commands.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import zooka.clients.Failure;
import zooka.clients.text.TextFile;

/**
 * A certificate and its key in one file, as ZooKeeper's client requires. The file is readable by its owner only, and is deleted
 * when the program ends.
 */
final class CertificateWithKey {

    private CertificateWithKey() {}

    static Path of(Path certificate, Path key) {
        if (certificate.equals(key)) {
            return certificate;
        }
        String text = TextFile.orLatin1(key) + "\n" + TextFile.orLatin1(certificate);
        try {
            Path file = Files.createTempFile("zooka-", ".pem"); // readable by its owner only
            file.toFile().deleteOnExit();
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new Failure(
                            Failure.Kind.FAILED,
                            "cannot combine " + certificate + " and " + key + " in one file for ZooKeeper")
                    .hint("use 'keystore' with a file that contains both")
                    .cause(e);
        }
    }
}
