package zooka.commands.migration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What ZooKeeper, the brokers and the controllers tell of a migration at one moment.
 *
 * @param claim who is the controller by {@code /controller}; empty without one
 * @param copy what {@code /migration} says; empty without it
 * @param brokers by id: those that are registered, on either side
 * @param controllers those that brokers or the user name
 * @param named the brokers that ZooKeeper names without a registration, with what names them: partitions, configurations
 */
record MigrationState(
        Optional<Claim> claim,
        Optional<Copy> copy,
        Map<Integer, Broker> brokers,
        List<Controller> controllers,
        Map<Integer, List<String>> named) {

    MigrationState {
        controllers = List.copyOf(controllers);
    }

    /** How a broker has its metadata. */
    enum Kind {
        ZOOKEEPER,
        KRAFT,
        /** It does not answer. */
        UNKNOWN
    }

    /**
     * The controller in ZooKeeper.
     *
     * @param kraftEpoch the epoch of the KRaft controller; empty for a broker
     */
    record Claim(OptionalInt id, OptionalInt kraftEpoch, Instant since) {}

    /**
     * The progress of the copy, which KRaft controllers write.
     *
     * @param controller the controller that took over; empty before, while controllers wait for brokers
     * @param offset the offset of the metadata log up to which ZooKeeper is written; empty before the end of the copy
     * @param since when it was written last
     */
    record Copy(OptionalInt controller, OptionalInt epoch, OptionalLong offset, Instant since) {}

    /**
     * A broker.
     *
     * @param registered whether it is registered in ZooKeeper
     * @param enabled whether it is configured for the migration; empty if unknown
     */
    record Broker(int id, Kind kind, boolean registered, Optional<Boolean> enabled) {}

    /**
     * A controller.
     *
     * @param ready whether it is in migration mode; empty if it does not answer
     */
    record Controller(String address, Optional<Boolean> ready, Optional<String> trouble) {}

    private boolean claimed() {
        return claim.flatMap(one -> one.kraftEpoch().isPresent() ? Optional.of(one) : Optional.empty())
                .isPresent();
    }

    private boolean copied() {
        return copy.filter(one -> one.offset().isPresent()).isPresent();
    }

    /** Whether all brokers that answer are in KRaft mode, and some do. */
    private boolean allKraft() {
        Set<Kind> kinds = brokers.values().stream()
                .map(Broker::kind)
                .filter(kind -> kind != Kind.UNKNOWN)
                .collect(Collectors.toSet());
        return kinds.equals(Set.of(Kind.KRAFT));
    }

    private boolean someReady() {
        return controllers.stream().anyMatch(one -> one.ready().orElse(false));
    }

    private boolean someAnswer() {
        return controllers.stream().anyMatch(one -> one.ready().isPresent());
    }

    /** The phase in which this is. */
    Phase phase() {
        if (allKraft() && (someAnswer() ? !someReady() : !claimed())) {
            return Phase.FINALIZED;
        }
        if (claimed()) {
            return !copied() ? Phase.COPYING : allKraft() ? Phase.DUAL_WRITE_KRAFT : Phase.DUAL_WRITE;
        }
        if (copy.filter(one -> one.controller().isPresent()).isPresent()) {
            return Phase.BROKEN_OFF;
        }
        if (brokers.values().stream().anyMatch(one -> one.enabled().orElse(false))) {
            return Phase.WAITING_FOR_BROKERS;
        }
        return someReady() ? Phase.CONTROLLERS_READY : Phase.NOT_BEGUN;
    }

    /** When the phase began, as far as ZooKeeper tells. */
    Optional<Instant> since() {
        return switch (phase()) {
            case COPYING -> claim.map(Claim::since);
            case DUAL_WRITE, DUAL_WRITE_KRAFT, BROKEN_OFF -> copy.map(Copy::since);
            default -> Optional.empty();
        };
    }

    /** On what the phase rests, a sentence each. */
    List<String> evidence() {
        List<String> evidence = new ArrayList<>();
        claim.ifPresentOrElse(
                one -> evidence.add("/controller is held by "
                        + (one.kraftEpoch().isPresent()
                                ? "KRaft controller " + id(one.id()) + " of epoch "
                                        + one.kraftEpoch().getAsInt()
                                : "broker " + id(one.id()))),
                () -> evidence.add("there is no /controller"));
        copy.ifPresentOrElse(
                one -> evidence.add(
                        one.controller().isEmpty()
                                ? "/migration names no controller yet"
                                : "/migration is of controller " + id(one.controller()) + ", "
                                        + (one.offset().isPresent()
                                                ? "up to offset " + one.offset().getAsLong()
                                                : "and the copy has not ended")),
                () -> evidence.add("there is no /migration"));
        kinds().forEach((kind, ids) -> evidence.add(brokers(ids)
                + switch (kind) {
                    case ZOOKEEPER -> " on ZooKeeper (LeaderAndIsr is served)";
                    case KRAFT -> " in KRaft mode (LeaderAndIsr is not served)";
                    case UNKNOWN -> " without an answer";
                }));
        for (Controller one : controllers) {
            evidence.add("controller " + one.address()
                    + one.ready()
                            .map(ready -> ready ? " is in migration mode" : " is not in migration mode")
                            .orElse(" does not answer: " + one.trouble().orElse("")));
        }
        return evidence;
    }

    private static String id(OptionalInt id) {
        return id.isPresent() ? Integer.toString(id.getAsInt()) : "?";
    }

    private Map<Kind, List<Integer>> kinds() {
        Map<Kind, List<Integer>> kinds = new TreeMap<>();
        brokers.values().forEach(one -> kinds.computeIfAbsent(one.kind(), none -> new ArrayList<>())
                .add(one.id()));
        return kinds;
    }

    private static String brokers(List<Integer> ids) {
        return (ids.size() == 1 ? "broker " : "brokers ")
                + ids.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    /** What the next phase waits for. */
    List<String> awaited() {
        return switch (phase()) {
            case NOT_BEGUN -> List.of("controllers in migration mode");
            case CONTROLLERS_READY, WAITING_FOR_BROKERS ->
                brokers.values().stream()
                        .filter(one -> !one.enabled().orElse(false))
                        .map(one -> "broker " + one.id() + " ready for the migration")
                        .toList();
            case COPYING -> List.of("the end of the copy");
            case DUAL_WRITE ->
                brokers.values().stream()
                        .filter(one -> one.kind() != Kind.KRAFT)
                        .map(one -> "broker " + one.id() + " in KRaft mode")
                        .toList();
            case DUAL_WRITE_KRAFT ->
                controllers.stream()
                        .filter(one -> one.ready().orElse(false))
                        .map(one -> "controller " + one.address() + " without ZooKeeper")
                        .toList();
            case FINALIZED, BROKEN_OFF -> List.of();
        };
    }

    /** What keeps the next phase from coming, though all was done for it. */
    List<String> blockers() {
        List<String> blockers = new ArrayList<>();
        Phase phase = phase();
        if (phase == Phase.BROKEN_OFF) {
            blockers.add("/migration is left from an earlier try: another one would take what is in KRaft for newer,"
                    + " and delete what ZooKeeper has");
        }
        if (!phase.hasBegun()) {
            named.forEach((id, what) -> blockers.add("broker " + id + " is not registered, but named by "
                    + what.stream().limit(3).collect(Collectors.joining(", "))
                    + (what.size() > 3 ? " and " + (what.size() - 3) + " more" : "")));
        }
        brokers.values().stream()
                .filter(one -> one.kind() == Kind.UNKNOWN)
                .forEach(one -> blockers.add("broker " + one.id() + " does not answer"));
        return blockers;
    }

    /** Whether it does not go on by itself, and not by the next step of the manual. */
    boolean stuck() {
        return phase() == Phase.BROKEN_OFF
                || (phase() == Phase.WAITING_FOR_BROKERS && !blockers().isEmpty());
    }
}
