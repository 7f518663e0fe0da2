package zooka.sandbox;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The status of one member of a consumer group that is part of a sandbox's traffic.
 *
 * @param name its client id, by which it is killed and started: {@code log-parser-1}
 * @param group its consumer group
 * @param state running or killed
 */
public record ConsumerStatus(String name, String group, ServerStatus.State state) {

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", name);
        map.put("group", group);
        map.put("state", state.word());
        return map;
    }

    static ConsumerStatus fromMap(Map<?, ?> map) {
        return new ConsumerStatus(
                (String) map.get("name"),
                (String) map.get("group"),
                ServerStatus.State.valueOf(((String) map.get("state")).toUpperCase(Locale.ROOT)));
    }
}
