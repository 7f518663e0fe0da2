package zooka.clients.kafka.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import zooka.clients.Failure;
import zooka.clients.kafka.Listener;
import zooka.clients.net.AddressMap;

/** Connects to all brokers at the listener of one name, instead of the advertised one. */
public final class ListenerChoice {

    private static final String PROTOCOL = "security.protocol";

    private final List<Listener> chosen;

    private ListenerChoice(List<Listener> chosen) {
        this.chosen = chosen;
    }

    /**
     * The listeners with this name.
     *
     * @param all the listeners of all brokers, from ZooKeeper
     * @throws Failure {@code NOT_FOUND} if no broker has it; {@code FAILED} without any listener, as for brokers in
     *     KRaft mode
     */
    public static ListenerChoice of(String name, List<Listener> all) {
        if (all.isEmpty()) {
            throw new Failure(
                            Failure.Kind.FAILED,
                            "listener " + name
                                    + " cannot be resolved: no broker is registered in ZooKeeper, and a broker"
                                    + " reports only the listener that the request arrived at")
                    .hint("specify its addresses with -b HOST:PORT[,...]");
        }
        List<Listener> chosen =
                all.stream().filter(listener -> listener.name().equals(name)).toList();
        if (chosen.isEmpty()) {
            throw Failure.notFound("no broker has a listener " + name)
                    .hint("listeners: "
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

    /** The access to these listeners: maps brokers by id, and sets the protocol unless the user has set one. */
    public BrokerAccess reach(BrokerAccess reach) {
        AddressMap map = AddressMap.parse(chosen.stream()
                .map(listener -> listener.broker() + "=" + reach.map().orItself(listener.address()))
                .toList());
        Map<String, String> config = new HashMap<>(reach.config());
        config.putIfAbsent(PROTOCOL, chosen.get(0).protocol());
        return new BrokerAccess(config, map.and(reach.map()), reach.listeners(), reach.zookeeper());
    }
}
