package zooka.clients.kafka.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import zooka.clients.Failure;
import zooka.clients.kafka.Listener;
import zooka.clients.net.AddressMap;

/** Every broker dialled at one listener, whichever of them the brokers name. */
public final class ListenerChoice {

    private static final String PROTOCOL = "security.protocol";

    private final List<Listener> chosen;

    private ListenerChoice(List<Listener> chosen) {
        this.chosen = chosen;
    }

    /**
     * The listeners of that name.
     *
     * @param all those of all brokers, as ZooKeeper knows them
     * @throws Failure {@code NOT_FOUND} where no broker has it; {@code FAILED} where there are none, as with brokers that keep
     *     their metadata themselves
     */
    public static ListenerChoice of(String name, List<Listener> all) {
        if (all.isEmpty()) {
            throw new Failure(
                            Failure.Kind.FAILED,
                            "listener " + name
                                    + " cannot be looked up: no broker is registered in ZooKeeper, and brokers"
                                    + " themselves tell only of the listener that they are asked at")
                    .hint("name its addresses with -b HOST:PORT[,...]");
        }
        List<Listener> chosen =
                all.stream().filter(listener -> listener.name().equals(name)).toList();
        if (chosen.isEmpty()) {
            throw Failure.notFound("no broker has a listener " + name)
                    .hint("they have "
                            + all.stream()
                                    .map(Listener::name)
                                    .distinct()
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
        }
        return new ListenerChoice(chosen);
    }

    public String bootstrap() {
        return chosen.stream().map(Listener::address).collect(Collectors.joining(","));
    }

    /** The way to these: each broker is known by its id, and what is spoken there is spoken unless the user says what. */
    public BrokerAccess reach(BrokerAccess reach) {
        AddressMap map = AddressMap.parse(chosen.stream()
                .map(listener -> listener.broker() + "=" + reach.map().orItself(listener.address()))
                .toList());
        Map<String, String> config = new HashMap<>(reach.config());
        config.putIfAbsent(PROTOCOL, chosen.get(0).protocol());
        return new BrokerAccess(config, map.and(reach.map()), reach.listeners());
    }
}
