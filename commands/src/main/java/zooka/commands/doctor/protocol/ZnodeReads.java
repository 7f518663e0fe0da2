package zooka.commands.doctor.protocol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import zooka.clients.Failure;
import zooka.clients.zookeeper.Znodes;

/** Reads a few znodes of a ZooKeeper server, by their full paths. */
public interface ZnodeReads {

    /** Whether the znode exists. */
    boolean exists(String path) throws IOException;

    /** The value of a znode; empty if it does not exist, or must not be read. */
    Optional<String> read(String path) throws IOException;

    /** The names of a znode's children; none if it does not exist, or must not be listed. */
    List<String> children(String path) throws IOException;

    /** Reads with the real client, which supports SASL. */
    record ByClient(Znodes znodes) implements ZnodeReads {
        @Override
        public boolean exists(String path) throws IOException {
            return asked(() -> znodes.stat(path).isPresent());
        }

        @Override
        public Optional<String> read(String path) throws IOException {
            return asked(() -> znodes.readEach(List.of(path)).get(0).value())
                    .map(znode -> new String(znode.data().orElse(new byte[0]), StandardCharsets.UTF_8));
        }

        @Override
        public List<String> children(String path) throws IOException {
            return asked(() -> znodes.childrenOfEach(List.of(path)).get(0).value())
                    .orElse(List.of());
        }

        private static <T> T asked(Supplier<T> question) throws IOException {
            try {
                return question.get();
            } catch (Failure failure) {
                throw new IOException(failure.getMessage(), failure);
            }
        }
    }
}
