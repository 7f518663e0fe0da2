package zooka.commands.doctor;

import java.util.List;
import zooka.clients.Failure;
import zooka.clients.Failure.Kind;

/** Faults of SASL authentication. */
final class SaslFaults {

    private SaslFaults() {}

    /** @param mechanisms the supported mechanisms */
    static StepFailed wanted(boolean tls, List<String> mechanisms) {
        return new StepFailed(
                "the broker requires SASL authentication (" + String.join(", ", mechanisms) + ")",
                Fault.of(
                        "sasl-wanted",
                        "configure security.protocol=" + (tls ? "SASL_SSL" : "SASL_PLAINTEXT") + ", sasl.mechanism and"
                                + " sasl.jaas.config in --command-config FILE"));
    }

    static StepFailed notWanted(String protocol) {
        return new StepFailed(
                "this listener does not use SASL",
                Fault.of(
                        "sasl-not-wanted",
                        "security.protocol=" + (protocol.endsWith("SSL") ? "SSL" : "PLAINTEXT")
                                + " in --command-config FILE, or specify the port of a SASL listener"));
    }

    static StepFailed mechanism(String mechanism, List<String> mechanisms) {
        return new StepFailed(
                mechanism + " is not supported; supported: " + String.join(", ", mechanisms),
                Fault.of(
                        "sasl-mechanism",
                        "configure sasl.mechanism=" + (mechanisms.isEmpty() ? "..." : mechanisms.get(0))
                                + " and a matching sasl.jaas.config in --command-config FILE"));
    }

    /** The server has answered before, but not this request. */
    static StepFailed refused(Failure failure) {
        if (failure.kind() == Kind.REFUSED) {
            return new StepFailed(
                    String.valueOf(failure.getMessage()),
                    Fault.of(
                            "login-refused",
                            failure.hint()
                                    .orElse("wrong user or password: review the"
                                            + " credentials in the client configuration")));
        }
        return new StepFailed(
                String.valueOf(failure.getMessage()),
                Fault.of("no-metadata", failure.hint().orElse("the server does not complete the login: see its log")));
    }

    /** ZooKeeper servers report only at the first request that they require SASL. */
    static StepFailed zookeeperRequires() {
        return new StepFailed(
                "the server requires SASL authentication",
                Fault.of(
                        "sasl-wanted",
                        "configure a login in --client-configuration FILE, or in java.security.auth.login.config"));
    }

    static StepFailed zookeeperRejects(String scheme) {
        return new StepFailed(
                "the server rejects credentials of scheme " + scheme,
                Fault.of("login-refused", "review the credentials, and whether the servers support the scheme"));
    }
}
