package zooka.commands.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** Keys of a client, as they stand under {@code config}: they go over all that is said in other words. */
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

    /** Whether a secret stands there itself, and not where it is to be found. */
    boolean tellSecrets() {
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
