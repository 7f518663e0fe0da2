package zooka.commands.doctor;

import java.util.List;
import java.util.Optional;

/** Faults of servers and their cluster. */
final class ClusterFaults {

    /** A server that does not serve; the cause depends on the other servers. */
    static final String NO_QUORUM = "no-quorum";

    private static final String FOR_WANT = ": the ensemble has no quorum";
    private static final String REMEDY =
            "start the other servers of the ensemble, and make sure that they reach each other (ports 2888 and 3888)";

    private ClusterFaults() {}

    static StepFailed wrongBroker(int wanted, int found, String advertised, String dialled) {
        return new StepFailed(
                "broker " + found + " answers instead of " + wanted,
                Fault.of(
                        "wrong-broker",
                        dialled.equals(advertised)
                                ? "two brokers advertise the same address, or a load balancer is in front of them: give each its"
                                        + " own address, or map it with --map"
                                : "the address map leads to another broker: review the entry for " + advertised));
    }

    static StepFailed noQuorum() {
        return new StepFailed("running, but not serving" + FOR_WANT, lost());
    }

    /** The same for a server that does not allow reads. */
    static StepFailed readsRefused() {
        return new StepFailed(
                "read-only, without sessions" + FOR_WANT,
                lost().remedy(REMEDY
                        + "; with localSessionsEnabled=true in its configuration clients with -r could read"));
    }

    /** A server without a quorum. */
    static Fault lost() {
        return Fault.of(NO_QUORUM, REMEDY);
    }

    /** The step of {@link #lost} if other servers have a quorum. */
    static String besideQuorum(String detail) {
        return detail.replace(FOR_WANT, "");
    }

    /** The fault of {@link #lost} if other servers of the ensemble have a quorum. */
    static Fault outOfQuorum() {
        return Fault.of(
                "out-of-quorum",
                "the other servers have a quorum without it: its disk is full, stalled or failing, or it cannot reach them"
                        + " (ports 2888 and 3888); see its log");
    }

    /** @param answered whether brokers answer */
    static Fault noBroker(boolean answered) {
        return Fault.of(
                "no-broker",
                answered
                        ? "restart the brokers: they have lost their registration, or are registered under another"
                                + " chroot"
                        : "start the brokers");
    }

    /** The KRaft quorum has no leader. */
    static Fault lostQuorum() {
        return Fault.of(NO_QUORUM, "start the offline voters; see quorum status");
    }

    static Fault slowStorage() {
        return Fault.warning(
                "slow-storage",
                "see the load of its volume, and use a separate volume for dataLogDir; srst resets the statistics");
    }

    /** A server that answers four-letter words but not session requests, which need the leader and its disk. */
    static StepFailed stalled(Optional<String> role) {
        boolean leads = role.filter(name -> name.equals("leader") || name.equals("standalone"))
                .isPresent();
        return new StepFailed(
                "answers" + role.map(name -> " as " + name).orElse("") + ", but starts no session",
                Fault.of(
                        "session-stalled",
                        leads
                                ? "its disk or its followers are stalled: see its disk and its log"
                                : "its leader or its own disk is stalled: run ensemble to see the leader"));
    }

    static StepFailed hungUp() {
        return new StepFailed(
                "connection closed at the start of a session",
                Fault.of(
                        "session-refused",
                        "see its log: too many clients (maxClientCnxns), or a required client certificate or login"));
    }

    /** @param kept other paths with Kafka's metadata */
    static StepFailed wrongChroot(String chroot, String servers, List<String> kept) {
        return new StepFailed(
                "chroot " + chroot + " does not exist",
                Fault.of(
                        "wrong-chroot",
                        kept.isEmpty()
                                ? "use an existing chroot; those below the root of -z " + servers + " are shown by ls /"
                                : "Kafka's metadata is elsewhere: " + named(servers, kept)));
    }

    /** Kafka's metadata is in another chroot. */
    static Fault otherChroot(String servers, List<String> kept) {
        return Fault.warning("other-chroot", "Kafka's metadata is elsewhere: " + named(servers, kept));
    }

    private static String named(String servers, List<String> kept) {
        return String.join(
                " or ",
                kept.stream()
                        .map(path -> "-z " + servers + (path.equals("/") ? "" : path))
                        .toList());
    }

    static Fault wordsOff() {
        return Fault.warning(
                "words-off",
                "configure 4lw.commands.whitelist=srvr,mntr,ruok,cons,dump on the server for more details in ensemble and status");
    }
}
