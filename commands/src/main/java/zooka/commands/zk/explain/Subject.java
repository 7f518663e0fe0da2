package zooka.commands.zk.explain;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import zooka.commands.value.LenientJson;

/**
 * A znode to be explained.
 *
 * @param data empty for a null value
 * @param siblings the names of its parent's children, its own among them; asked of the server, and none where it fails
 */
public record Subject(
        String path, Optional<byte[]> data, Instant created, Instant changed, Supplier<List<String>> siblings) {

    /** The value as JSON; an empty object if it is not JSON. */
    LenientJson json() {
        return LenientJson.of(data);
    }

    String text() {
        return new String(data.orElse(new byte[0]), StandardCharsets.UTF_8).strip();
    }

    /** The last part of the path. */
    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
