package zooka.commands.doctor;

import java.util.List;
import java.util.Optional;

/** What is wrong with who is behind an address. */
final class ClusterFaults {

    /** A server serves nobody; why is not known before the others have told. */
    static final String NO_QUORUM = "no-quorum";

    private static final String FOR_WANT = ", for want of a quorum";
    private static final String REMEDY =
            "start the other servers of the ensemble, and see whether they reach each other (ports 2888 and 3888)";

    private ClusterFaults() {}

    static StepFailed wrongBroker(int wanted, int found, String advertised, String dialled) {
        return new StepFailed(
                "it is broker " + found + " and not " + wanted,
                Fault.of(
                        "wrong-broker",
                        dialled.equals(advertised)
                                ? "two brokers advertise one address, or the way to it leads to any of them: give each an"
                                        + " address of its own, or map it with --map"
                                : "the map leads to another broker: see the entry that fits " + advertised));
    }

    static StepFailed noQuorum() {
        return new StepFailed("it runs and serves nobody" + FOR_WANT, lost());
    }

    /** The same of a server that lets nobody read. */
    static StepFailed readsRefused() {
        return new StepFailed(
                "it serves reads only" + FOR_WANT + ", and begins no session",
                lost().remedy(REMEDY
                        + "; localSessionsEnabled=true in its configuration would let clients with -r read"));
    }

    /** A server has no quorum, alone or with those that it reaches. */
    static Fault lost() {
        return Fault.of(NO_QUORUM, REMEDY);
    }

    /** What a step with {@link #lost} found, seen beside others that have a quorum. */
    static String besideQuorum(String detail) {
        return detail.replace(FOR_WANT, "");
    }

    /** What {@link #lost} is where other servers of the ensemble have one. */
    static Fault outOfQuorum() {
        return Fault.of(
                "out-of-quorum",
                "the others have a quorum without it: its storage is full, stalled or failing, or it does not reach them"
                        + " (ports 2888 and 3888); its log says which");
    }

    /** @param answered whether brokers answer all the same */
    static Fault noBroker(boolean answered) {
        return Fault.of(
                "no-broker",
                answered
                        ? "restart the brokers: those that answer have lost their registration, or keep it under another"
                                + " chroot"
                        : "start the brokers");
    }

    /** Kafka's own quorum has no leader. */
    static Fault lostQuorum() {
        return Fault.of(NO_QUORUM, "quorum status names the voters that are gone: start them");
    }

    static Fault slowStorage() {
        return Fault.warning(
                "slow-storage",
                "see what else its volume serves; a volume of its own for dataLogDir; srst sets its figures back");
    }

    /** It answers to a word, and a session would take the leader and everybody's storage. */
    static StepFailed stalled(Optional<String> role) {
        boolean leads = role.filter(name -> name.equals("leader") || name.equals("standalone"))
                .isPresent();
        return new StepFailed(
                "it answers" + role.map(name -> " as " + name).orElse("") + " and begins no session",
                Fault.of(
                        "session-stalled",
                        leads
                                ? "its storage stands still, or its followers do: see its disk and its log"
                                : "its leader stands still, or its own storage does: run ensemble to see the leader"));
    }

    static StepFailed hungUp() {
        return new StepFailed(
                "it hangs up when a session is to begin",
                Fault.of(
                        "session-refused",
                        "its log says why: too many clients (maxClientCnxns), a client's certificate or login that it wants"));
    }

    /** @param kept where else a Kafka cluster keeps its state */
    static StepFailed wrongChroot(String chroot, String servers, List<String> kept) {
        return new StepFailed(
                "there is no " + chroot,
                Fault.of(
                        "wrong-chroot",
                        kept.isEmpty()
                                ? "name the chroot that there is: -z " + servers + " and ls / show which"
                                : "Kafka keeps its state elsewhere: " + named(servers, kept)));
    }

    /** Kafka's state is not where it was looked for, and is elsewhere. */
    static Fault otherChroot(String servers, List<String> kept) {
        return Fault.warning("other-chroot", "Kafka keeps its state elsewhere: " + named(servers, kept));
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
                "4lw.commands.whitelist=srvr,mntr,ruok,cons,dump in the server's configuration lets ensemble and status see more");
    }
}
