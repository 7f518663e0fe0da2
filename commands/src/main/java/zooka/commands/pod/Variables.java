package zooka.commands.pod;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zooka.clients.Failure;
import zooka.clients.text.TextFile;

/**
 * The environment as the images of a pod interpret it. A variable whose name ends in {@code _FILE} names a file with the value,
 * as Bitnami's images do for secrets. {@code $(NAME)} is the value of another variable; Kubernetes does not replace it if the
 * variable is defined later than its use.
 */
final class Variables {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\(([A-Za-z_][A-Za-z0-9_]*)\\)");

    /** The variables of Bitnami's images that can name a file instead of a value. */
    private static final List<String> IN_FILES = List.of(
            "ZOO_SERVERS",
            "ZOO_PORT_NUMBER",
            "ZOO_ADMIN_SERVER_PORT_NUMBER",
            "ZOO_CLIENT_USER",
            "ZOO_CLIENT_PASSWORD",
            "KAFKA_CLIENT_USERS",
            "KAFKA_CLIENT_PASSWORDS",
            "KAFKA_CFG_LISTENERS",
            "KAFKA_CFG_ADVERTISED_LISTENERS",
            "KAFKA_CFG_ZOOKEEPER_CONNECT");

    private Variables() {}

    /**
     * All variables.
     *
     * @param root the root directory of the pod
     * @param unread receives why a file cannot be read
     */
    static Map<String, String> of(Map<String, String> environment, Path root, Consumer<String> unread) {
        Map<String, String> all = new HashMap<>(environment);
        for (String name : IN_FILES) {
            String file = environment.getOrDefault(name + "_FILE", "");
            if (!file.isBlank() && environment.getOrDefault(name, "").isEmpty()) {
                try {
                    all.put(
                            name,
                            TextFile.utf8(root.resolve(file.strip().replaceFirst("^/+", "")))
                                    .strip());
                } catch (Failure e) {
                    unread.accept(name + "_FILE: " + e.getMessage());
                }
            }
        }
        all.replaceAll((name, value) -> expanded(value, environment));
        return all;
    }

    private static String expanded(String value, Map<String, String> environment) {
        if (!value.contains("$(")) {
            return value;
        }
        Matcher matcher = REFERENCE.matcher(value);
        return matcher.replaceAll(
                found -> Matcher.quoteReplacement(environment.getOrDefault(found.group(1), found.group())));
    }

    /** Whether a value is a placeholder, which the image replaces when it starts. */
    static boolean isOpen(String value) {
        return value.contains("${") || value.contains("$(");
    }
}
