package zooka.commands.config;

import java.util.Map;
import java.util.Optional;

/** How one side of a context, its ensemble or its brokers, lets this client in. */
public sealed interface Security permits ZooKeeperSecurity, KafkaSecurity {

    /**
     * What a client of that side is told, by its own keys.
     *
     * @param of what these are the settings of: {@code context prod}
     * @throws zooka.clients.Failure {@code USAGE} for a file that cannot be read, and for a secret that cannot be requested
     *     without a terminal
     */
    Map<String, String> client(SecretReader secrets, String of);

    /** Whether the file itself contains a secret. */
    boolean containsSecrets();

    /** Whether the value of a client's key must not be shown: it is a password, or kept elsewhere as if it were one. */
    boolean hides(String key);

    /** The secret in the value of a client's key: of a hidden value, its source can be shown. */
    Optional<SecretText> secret(String key);
}
