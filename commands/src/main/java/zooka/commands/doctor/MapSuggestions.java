package zooka.commands.doctor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import zooka.clients.kafka.Broker;
import zooka.clients.net.AddressMap;
import zooka.clients.net.Addresses;
import zooka.clients.net.MapTemplate;

/**
 * Remedies for brokers that are unreachable at their advertised address.
 *
 * @param brokers all brokers
 * @param known reachable addresses of brokers, by their ids
 * @param listener the remedy with another reachable listener; empty without one
 * @param map the current address map
 */
record MapSuggestions(List<Broker> brokers, Map<Integer, String> known, Optional<String> listener, AddressMap map) {

    /** The maximum number of entries. */
    private static final int SHOWN = 9;

    private static final Set<String> OF_NAMES = Set.of("dns-unknown-host", "dns-no-answer");
    private static final Set<String> OF_NETWORKS = Set.of("tcp-refused", "tcp-dropped", "tcp-no-route");

    /** The step with a remedy for an advertised address, instead of that for a specified one. */
    Step remedied(Step step, Broker broker) {
        String id = step.fault().map(Fault::id).orElse("");
        boolean name = OF_NAMES.contains(id);
        if (!name && !OF_NETWORKS.contains(id)) {
            return step;
        }
        Optional<String> dialled = map.reachable(OptionalInt.of(broker.id()), broker.host(), broker.port());
        if (dialled.isPresent()) {
            return step.remedy("the address map leads to " + dialled.get() + ": review the entry for " + broker.host()
                    + ":" + broker.port());
        }
        if (listener.isPresent()) {
            return step.remedy(listener.get());
        }
        String template = options();
        return step.remedy(
                name
                        ? "the advertised name does not resolve here; map it: " + template
                        : "see whether broker " + broker.id()
                                + " is running; if it has another address from here, map it: " + template);
    }

    /** A map with the known ports; the other ports are assumed to follow the same rule. */
    private String options() {
        List<String> advertised = brokers.stream().map(MapSuggestions::address).toList();
        return MapTemplate.entries(advertised).stream()
                .limit(SHOWN)
                .map(this::filled)
                .map(entry -> "--map '" + entry + "'")
                .collect(Collectors.joining(" "));
    }

    private String filled(String entry) {
        String left = entry.substring(0, entry.lastIndexOf('='));
        Pattern pattern = Pattern.compile(Pattern.quote(left).replace("{n}", "\\E(\\d{1,10})\\Q"));
        Map<Long, String> targets = new TreeMap<>();
        for (Broker broker : brokers) {
            Matcher matcher = pattern.matcher(address(broker));
            String at = known.get(broker.id());
            if (at != null && matcher.matches()) {
                targets.put(matcher.groupCount() == 0 ? 0 : Long.parseLong(matcher.group(1)), at);
            }
        }
        if (targets.isEmpty()) {
            return entry;
        }
        if (!left.contains("{n}")) {
            return left + "=" + targets.values().iterator().next();
        }
        return numbered(targets).map(target -> left + "=" + target).orElse(entry);
    }

    /** {@code node1:{30092+n}} if one rule applies to all known ports. */
    static Optional<String> numbered(Map<Long, String> targets) {
        List<Map.Entry<Long, String>> all = List.copyOf(new TreeMap<>(targets).entrySet());
        long from = all.get(0).getKey();
        long port = Addresses.port(all.get(0).getValue());
        String host = host(all.get(0).getValue());
        Map.Entry<Long, String> last = all.get(all.size() - 1);
        long step = all.size() == 1 ? 1 : (Addresses.port(last.getValue()) - port) / (last.getKey() - from);
        long base = port - step * from;
        boolean holds = base >= 0
                && step > 0
                && all.stream()
                        .allMatch(one -> host(one.getValue()).equals(host)
                                && Addresses.port(one.getValue()) == base + step * one.getKey());
        return holds ? Optional.of(host + ":{" + base + "+" + (step == 1 ? "" : step + "*") + "n}") : Optional.empty();
    }

    private static String host(String address) {
        return address.substring(0, address.lastIndexOf(':'));
    }

    private static String address(Broker broker) {
        return broker.host() + ":" + broker.port();
    }
}
