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
 * The environment as a pod's images read it. A variable with {@code _FILE} at the end of its name names a file that has the
 * value, which is how Bitnami's images take secrets; {@code $(NAME)}, which Kubernetes leaves alone where the variable is
 * defined later than its use, is the value of another one.
 */
final class Variables {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\(([A-Za-z_][A-Za-z0-9_]*)\\)");

    /** Those of Bitnami's images that name a file in place of a value. */
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
     * All of them.
     *
     * @param root where the pod's files are
     * @param unread told why a file cannot be read
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

    /** Whether a value is not known here: the image fills it in when it starts. */
    static boolean isOpen(String value) {
        return value.contains("${") || value.contains("$(");
    }
}
