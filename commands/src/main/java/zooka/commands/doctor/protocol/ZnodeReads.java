package zooka.commands.doctor.protocol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import zooka.clients.Failure;
import zooka.clients.zookeeper.Znodes;

/** What a ZooKeeper server is asked for: a few znodes, by their whole paths. */
public interface ZnodeReads {

    /** Whether there is such a znode. */
    boolean exists(String path) throws IOException;

    /** The value of a znode; empty where there is none, or it may not be read. */
    Optional<String> read(String path) throws IOException;

    /** The names of a znode's children; none where there is no such znode, or it may not be listed. */
    List<String> children(String path) throws IOException;

    /** The same by the real client, which knows how to log in. */
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
