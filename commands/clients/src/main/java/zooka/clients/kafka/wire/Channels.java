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

/** How bytes get to brokers: in the clear, or as a Kafka client's configuration asks. */
final class Channels {

    private static final String GSSAPI = "GSSAPI";
    private static final Pattern PRINCIPAL = Pattern.compile("\\bprincipal=\"?([^\"; ]+)");

    static final LogContext QUIET = new LogContext("");

    /**
     * The longest answer that is taken. A TLS port that is spoken to in the clear answers with an alert, whose first bytes
     * read as a length of 352 MB: it must be over the limit, or the memory for it would be asked for.
     */
    private static final int LONGEST_ANSWER = 256 << 20;

    private Channels() {}

    static MappedSelector selector(Map<String, ?> config) {
        return new MappedSelector(LONGEST_ANSWER, builder(config));
    }

    private static ChannelBuilder builder(Map<String, ?> config) {
        if (FastMetadata.inTheClear(config)) {
            // The configuration's definition alone takes some 100 ms to load; in the clear nothing of it is used.
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
            throw Failure.usage("bad configuration of the Kafka client: " + words(e))
                    .cause(e);
        } catch (IllegalArgumentException e) {
            throw loginless(config).cause(e);
        }
    }

    /** SASL without a login, or with one that is none. The library's message may quote what should not be shown. */
    private static Failure loginless(Map<String, ?> config) {
        boolean given = config.get("sasl.jaas.config") != null;
        return Failure.usage("bad configuration of the Kafka client: sasl.jaas.config is "
                        + (given
                                ? "not a login"
                                : "not set, and " + config.get("security.protocol") + " needs a login"))
                .hint("sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required"
                        + " username=\"USER\" password=\"PASSWORD\";");
    }

    /** The login comes with the configuration: it is not the servers that refuse. */
    private static Failure ticketless(Map<String, ?> config, LoginException login) {
        Matcher principal = PRINCIPAL.matcher(String.valueOf(config.get("sasl.jaas.config")));
        return new Failure(
                        Failure.Kind.REFUSED,
                        "Kerberos does not let " + (principal.find() ? principal.group(1) : "this client") + " in: "
                                + TicketTrouble.told(login))
                .hint("sasl.jaas.config says who this is; where the KDC is stands in /etc/krb5.conf, or"
                        + " ZOOKA_JAVA_OPTS=-Djava.security.krb5.conf=FILE says where it stands");
    }

    /** Why nobody logged in; empty where something else is wrong with the configuration. */
    private static Optional<LoginException> login(KafkaException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof LoginException login) {
                return Optional.of(login);
            }
        }
        return Optional.empty();
    }

    /** What is wrong, and not only where: the library's last word and what it is about. */
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
