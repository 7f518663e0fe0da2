package zooka.clients.kafka.wire;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.security.auth.login.LoginException;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.network.ChannelBuilder;
import org.apache.kafka.common.network.PlaintextChannelBuilder;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.internals.LogContext;
import zooka.clients.Failure;
import zooka.clients.net.TicketTrouble;

/** Creates the channels to brokers: PLAINTEXT, or by the configuration of a Kafka client. */
final class Channels {

    private static final String GSSAPI = "GSSAPI";
    private static final Pattern PRINCIPAL = Pattern.compile("\\bprincipal=\"?([^\"; ]+)");

    static final LogContext QUIET = new LogContext("");

    /**
     * The maximum length of a response. A TLS port answers a plaintext request with an alert, whose first bytes
     * are parsed as a length of 352 MB: it must exceed the limit, or that memory would be allocated.
     */
    private static final int LONGEST_ANSWER = 256 << 20;

    private Channels() {}

    static MappedSelector selector(Map<String, ?> config) {
        return new MappedSelector(LONGEST_ANSWER, builder(config));
    }

    private static ChannelBuilder builder(Map<String, ?> config) {
        if (FastMetadata.inTheClear(config)) {
            // The definition of the configuration takes some 100 ms to load; PLAINTEXT does not need it.
            PlaintextChannelBuilder plaintext = new PlaintextChannelBuilder(null);
            plaintext.configure(Map.of());
            return plaintext;
        }
        Map<String, Object> complete = new HashMap<>(config);
        complete.putIfAbsent("bootstrap.servers", "localhost:9092");
        try {
            return ClientUtils.createChannelBuilder(new AdminClientConfig(complete), Time.SYSTEM, QUIET);
        } catch (KafkaException e) {
            Optional<LoginException> login = login(e);
            if (login.isPresent() && GSSAPI.equals(config.get("sasl.mechanism"))) {
                throw ticketless(config, login.get()).cause(e);
            }
            throw invalid(words(e)).cause(e);
        } catch (IllegalArgumentException e) {
            throw loginless(config).cause(e);
        }
    }

    /** The failure of a configuration, which may name a class of a jar that is not there. */
    private static Failure invalid(String why) {
        Failure failure = Failure.usage("invalid Kafka client configuration: " + why);
        return why.contains("could not be found") || why.contains("No LoginModule found")
                ? failure.hint("put the jar with this class into ~/.local/share/zooka/lib, or set ZOOKA_CLASSPATH=JAR")
                : failure;
    }

    /** The failure of SASL without a valid login configuration. The library's message may contain secrets. */
    private static Failure loginless(Map<String, ?> config) {
        boolean given = config.get("sasl.jaas.config") != null;
        return Failure.usage("invalid Kafka client configuration: sasl.jaas.config is "
                        + (given ? "invalid" : "not set, and " + config.get("security.protocol") + " requires it"))
                .hint("example: sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required"
                        + " username=\"USER\" password=\"PASSWORD\";");
    }

    /** The failure of a Kerberos login, which happens before any connection. */
    private static Failure ticketless(Map<String, ?> config, LoginException login) {
        Matcher principal = PRINCIPAL.matcher(String.valueOf(config.get("sasl.jaas.config")));
        return new Failure(
                        Failure.Kind.REFUSED,
                        "Kerberos authentication failed for " + (principal.find() ? principal.group(1) : "this client")
                                + ": " + TicketTrouble.describe(login))
                .hint("review the principal in sasl.jaas.config and the KDC in /etc/krb5.conf (or set"
                        + " ZOOKA_JAVA_OPTS=-Djava.security.krb5.conf=FILE)");
    }

    /** The cause of a failed login; empty for another problem of the configuration. */
    private static Optional<LoginException> login(KafkaException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof LoginException login) {
                return Optional.of(login);
            }
        }
        return Optional.empty();
    }

    /** The message of an exception, with that of its root cause. */
    private static String words(KafkaException e) {
        Throwable last = e;
        while (last.getCause() instanceof KafkaException deeper) {
            last = deeper;
        }
        Throwable cause = last.getCause();
        return cause == null || cause.getMessage() == null
                ? last.getMessage()
                : last.getMessage() + ": " + cause.getMessage();
    }
}
