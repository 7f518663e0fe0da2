package zooka.commands.doctor;

import java.util.List;
import zooka.clients.Failure;
import zooka.clients.Failure.Kind;

/** What is wrong with logging in. */
final class SaslFaults {

    private SaslFaults() {}

    /** @param mechanisms those by which one logs in */
    static StepFailed wanted(boolean tls, List<String> mechanisms) {
        return new StepFailed(
                "it wants its clients to log in, by " + String.join(", ", mechanisms),
                Fault.of(
                        "sasl-wanted",
                        "security.protocol=" + (tls ? "SASL_SSL" : "SASL_PLAINTEXT") + ", sasl.mechanism and"
                                + " sasl.jaas.config in --command-config FILE"));
    }

    static StepFailed notWanted(String protocol) {
        return new StepFailed(
                "nobody logs in at this port",
                Fault.of(
                        "sasl-not-wanted",
                        "security.protocol=" + (protocol.endsWith("SSL") ? "SSL" : "PLAINTEXT")
                                + " in --command-config FILE, or name the port where one logs in"));
    }

    static StepFailed mechanism(String mechanism, List<String> mechanisms) {
        return new StepFailed(
                "it does not take " + mechanism + "; one logs in by " + String.join(", ", mechanisms),
                Fault.of(
                        "sasl-mechanism",
                        "sasl.mechanism=" + (mechanisms.isEmpty() ? "..." : mechanisms.get(0))
                                + " in --command-config FILE, and sasl.jaas.config that goes with it"));
    }

    /** The server has answered so far, and not this. */
    static StepFailed refused(Failure failure) {
        if (failure.kind() == Kind.REFUSED) {
            return new StepFailed(
                    String.valueOf(failure.getMessage()),
                    Fault.of(
                            "login-refused",
                            failure.hint()
                                    .orElse("the user or the password is not the one that the server knows: see the"
                                            + " credentials in the client's configuration")));
        }
        return new StepFailed(
                String.valueOf(failure.getMessage()),
                Fault.of(
                        "no-metadata",
                        failure.hint().orElse("it speaks and does not answer: the server's log says why")));
    }

    /** ZooKeeper's servers tell only with the first request that they want it. */
    static StepFailed keeperWants() {
        return new StepFailed(
                "it wants its clients to log in by SASL",
                Fault.of(
                        "sasl-wanted",
                        "have a login in --client-configuration FILE, or in java.security.auth.login.config"));
    }

    static StepFailed keeperRefuses(String scheme) {
        return new StepFailed(
                "it does not take credentials of " + scheme,
                Fault.of("login-refused", "see the credentials, and whether the servers know that scheme"));
    }
}
