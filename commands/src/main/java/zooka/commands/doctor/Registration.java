package zooka.commands.doctor;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.Listener;

/**
 * A broker as it is registered in ZooKeeper.
 *
 * @param doors all its listeners
 * @param time the registration time, by its own clock
 */
record Registration(int id, List<Listener> doors, Optional<Instant> time) {

    private static final Pattern ENDPOINT = Pattern.compile("([^:]+)://(.*):(\\d{1,5})");

    Registration {
        doors = List.copyOf(doors);
    }

    /** Parses a registration; empty if it is invalid. */
    static Optional<Registration> of(String id, String json) {
        Map<String, Object> fields;
        try {
            fields = JSON.std.mapFrom(json);
        } catch (IOException e) {
            return Optional.empty();
        }
        Optional<Integer> broker = Broker.id(id);
        if (broker.isEmpty()) {
            return Optional.empty();
        }
        Map<?, ?> protocols = fields.get("listener_security_protocol_map") instanceof Map<?, ?> map ? map : Map.of();
        List<Listener> doors = new ArrayList<>();
        if (fields.get("endpoints") instanceof List<?> endpoints) {
            for (Object endpoint : endpoints) {
                Matcher parts = ENDPOINT.matcher(String.valueOf(endpoint));
                if (parts.matches()) {
                    Object protocol = protocols.get(parts.group(1));
                    doors.add(new Listener(
                            broker.get(),
                            parts.group(1),
                            protocol == null ? parts.group(1) : protocol.toString(),
                            parts.group(2),
                            Integer.parseInt(parts.group(3))));
                }
            }
        }
        Optional<Instant> time = String.valueOf(fields.get("timestamp")).matches("\\d{10,15}")
                ? Optional.of(Instant.ofEpochMilli(Long.parseLong(String.valueOf(fields.get("timestamp")))))
                : Optional.empty();
        return Optional.of(new Registration(broker.get(), doors, time));
    }

    /** The cluster id in {@code /cluster/id}. */
    static Optional<String> clusterId(String json) {
        try {
            return Optional.ofNullable(JSON.std.mapFrom(json).get("id")).map(String::valueOf);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The first listener with the client's security protocol. */
    Optional<Listener> listener(String protocol) {
        return doors.stream().filter(door -> door.protocol().equals(protocol)).findFirst();
    }
}
