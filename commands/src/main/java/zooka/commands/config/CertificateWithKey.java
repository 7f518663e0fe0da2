package zooka.commands.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import zooka.clients.Failure;
import zooka.clients.text.TextFile;

/**
 * A certificate and its key in one file, which ZooKeeper's client wants them in. The file is the owner's alone and goes with
 * the program.
 */
final class CertificateWithKey {

    private CertificateWithKey() {}

    static Path of(Path certificate, Path key) {
        if (certificate.equals(key)) {
            return certificate;
        }
        String text = TextFile.orLatin1(key) + "\n" + TextFile.orLatin1(certificate);
        try {
            Path file = Files.createTempFile("zooka-", ".pem"); // the owner's alone
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
