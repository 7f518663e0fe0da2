package zooka.commands.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Keys of a client, from {@code config}: they override the other settings. */
record FreeKeys(Map<String, SecretText> values) {

    static FreeKeys of(Mapping given) {
        Map<String, SecretText> values = new LinkedHashMap<>();
        given.mapping("config", "'config'").ifPresent(keys -> keys.keys()
                .forEach(key -> keys.secret(key).ifPresent(secret -> values.put(key, secret))));
        return new FreeKeys(values);
    }

    boolean hides(String key) {
        SecretText given = values.get(key);
        return Setting.secretive(key) || (given != null && !given.inClear());
    }

    /** What the config file says about a key; empty if it says nothing. */
    Optional<SecretText> given(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** Whether a value is a secret itself, and not its source. */
    boolean containSecrets() {
        return values.entrySet().stream()
                .anyMatch(each -> each.getValue().inClear() && Setting.secretive(each.getKey()));
    }

    /** @param of what these are the keys of: {@code context prod} */
    Map<String, String> read(SecretReader secrets, String of) {
        Map<String, String> read = new LinkedHashMap<>();
        values.forEach((key, secret) -> read.put(key, secrets.read(secret, key + " of " + of)));
        return read;
    }
}
