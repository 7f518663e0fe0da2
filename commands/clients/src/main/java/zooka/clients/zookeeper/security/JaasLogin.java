package zooka.clients.zookeeper.security;

import java.util.Map;
import zooka.clients.Failure;

/** A SASL login where ZooKeeper's client finds it, for as long as a connection lasts. */
public final class JaasLogin implements AutoCloseable {

    private static final String KERBEROS_FILE = "java.security.krb5.conf";

    private final SaslLogin who;
    private final Map<String, String> settings;
    private final String section;

    public JaasLogin(SaslLogin who, Map<String, String> settings) {
        this.who = who;
        this.settings = settings;
        String kerberos = settings.get(KERBEROS_FILE);
        if (kerberos != null) {
            System.setProperty(KERBEROS_FILE, kerberos); // Java takes it from nowhere else
        }
        this.section = JaasSections.add(who.entry());
    }

    public SaslLogin who() {
        return who;
    }

    String section() {
        return section;
    }

    /**
     * Why a server refuses this login.
     *
     * @param server the host that was dialled
     */
    public Failure refusal(String server) {
        return who.refusal(section, server, settings);
    }

    @Override
    public void close() {
        JaasSections.remove(section);
    }
}
