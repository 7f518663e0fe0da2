package zooka.commands.kafka.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.KeyStore;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import org.apache.kafka.common.security.auth.SslEngineFactory;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import zooka.commands.net.Addresses;

/**
 * Verifies a broker that is dialled at another address by the name that it advertises. The Kafka library dials the first
 * broker as soon as a client is made, before {@link Detour} can tell it who that is; this is in its settings by then. Public
 * because the library makes it.
 */
public final class CertifiedNames implements SslEngineFactory {

    private static final String FACTORY = "ssl.engine.factory.class";
    private static final String THEIRS = "zooka.ssl.engine.factory.class";
    private static final String DIALLED = "zooka.dialled";
    private static final String NAME = "zooka.certified.name";

    private SslEngineFactory engines = new DefaultSslEngineFactory();
    private String host = "";
    private int port = -1;
    private String name = "";

    /** Puts this into a client's settings, before whatever makes its engines now. */
    static void into(Map<String, Object> settings, String dialled, String name) {
        Object theirs = settings.put(FACTORY, CertifiedNames.class.getName());
        if (theirs != null) {
            settings.put(THEIRS, theirs);
        }
        settings.put(DIALLED, dialled);
        settings.put(NAME, name);
    }

    @Override
    public void configure(Map<String, ?> configs) {
        Object theirs = configs.get(THEIRS);
        if (theirs != null) {
            try {
                engines = Class.forName(theirs.toString())
                        .asSubclass(SslEngineFactory.class)
                        .getDeclaredConstructor()
                        .newInstance();
            } catch (ReflectiveOperationException | ClassCastException e) {
                throw new IllegalArgumentException(FACTORY + " " + theirs + " cannot be used: " + e, e);
            }
        }
        String dialled = String.valueOf(configs.get(DIALLED));
        host = Addresses.host(dialled);
        port = Addresses.port(dialled);
        name = String.valueOf(configs.get(NAME));
        engines.configure(configs);
    }

    @Override
    public SSLEngine createClientSslEngine(String peerHost, int peerPort, String endpointIdentification) {
        return engines.createClientSslEngine(
                isFirst(peerHost, peerPort) ? name : peerHost, peerPort, endpointIdentification);
    }

    /** Whether it is the broker that the client begins with. */
    private boolean isFirst(String peerHost, int peerPort) {
        return peerPort == port && !peerHost.equals(name) && (peerHost.equals(host) || peerHost.equals(nameOfNumber()));
    }

    /** A broker that is dialled by a numeric address comes by the name that this has here, as the library looks it up. */
    private String nameOfNumber() {
        try {
            return Lookup.isLiteral(host) ? InetAddress.getByName(host).getHostName() : host;
        } catch (UnknownHostException e) {
            return host;
        }
    }

    @Override
    public SSLEngine createServerSslEngine(String peerHost, int peerPort) {
        return engines.createServerSslEngine(peerHost, peerPort);
    }

    @Override
    public boolean shouldBeRebuilt(Map<String, Object> nextConfigs) {
        return engines.shouldBeRebuilt(nextConfigs);
    }

    @Override
    public Set<String> reconfigurableConfigs() {
        return engines.reconfigurableConfigs();
    }

    @Override
    public KeyStore keystore() {
        return engines.keystore();
    }

    @Override
    public KeyStore truststore() {
        return engines.truststore();
    }

    @Override
    public void close() throws IOException {
        engines.close();
    }
}
