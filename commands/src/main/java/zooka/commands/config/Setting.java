package zooka.commands.config;

import java.util.Locale;

/**
 * What one setting is, and who said so.
 *
 * @param name what it is called in the config file; a client's own key behind {@code zookeeper:} or {@code kafka:}
 * @param value fit to be shown: of a secret only that there is one
 * @param source the option, the variable, the file and line
 */
public record Setting(String name, String value, Origin origin, String source) {

    /** The sources of a setting; the first that has it wins. */
    public enum Origin {
        OPTION,
        ENVIRONMENT,
        CONTEXT,
        POD,
        DEFAULT
    }

    /** Whether the value behind a client's key must not be shown. */
    public static boolean secretive(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        if (lower.endsWith("file") || lower.endsWith("path") || lower.endsWith("-env")) {
            return false; // where it is
        }
        return lower.contains("passw")
                || lower.contains("passphrase")
                || lower.endsWith("pwd")
                || lower.contains("jaas")
                || lower.contains("secret")
                || lower.contains("credential")
                || lower.endsWith("user.info")
                || lower.endsWith("api-key")
                || lower.endsWith("apikey")
                || (lower.contains("token") && !lower.contains("endpoint"))
                || lower.endsWith("keystore.key");
    }
}
