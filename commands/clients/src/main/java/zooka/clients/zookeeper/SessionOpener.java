package zooka.clients.zookeeper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.zookeeper.Watcher;
import zooka.clients.Failure;
import zooka.clients.net.Addresses;
import zooka.clients.net.Async;
import zooka.clients.net.Deadline;
import zooka.clients.net.Stopwatch;
import zooka.clients.profile.ClientSettings.Credential;
import zooka.clients.profile.ZooKeeperAddress;
import zooka.clients.zookeeper.security.ClientConfig;
import zooka.clients.zookeeper.security.JaasLogin;
import zooka.clients.zookeeper.security.SaslLogin;
import zooka.clients.zookeeper.security.SessionSecurity;

/** Opens the sessions of one connection, each in the same way, and says why there is none. */
final class SessionOpener implements AutoCloseable {

    /** The time after which a session in plaintext exists if the servers are healthy. */
    private static final long SOON = 400;

    /** The same where there are keys to be read, and a KDC to be asked. */
    private static final long SOON_IF_SECURE = 800;

    private static final long BETWEEN_LOOKS = 1000;

    private final ZooKeeperAddress address;
    private final SessionSecurity admission;
    private final Duration timeout;
    private final JaasLogin login;
    private final List<Credential> credentials;
    private final Waiting waiting = new Waiting();
    private volatile ZooKeeperHandle latest;

    /** @throws Failure {@code USAGE} where the admission does not say what it takes */
    SessionOpener(ZooKeeperAddress address, SessionSecurity admission, Duration timeout) {
        this.address = address;
        this.admission = admission;
        this.timeout = timeout;
        admission.check();
        this.login = admission
                .sasl()
                .map(who -> new JaasLogin(who, admission.settings()))
                .orElse(null);
        this.credentials = new CopyOnWriteArrayList<>(admission.credentials());
    }

    ZooKeeperHandle open(String connectString, int sessionTimeout, Watcher watcher, boolean readOnly)
            throws IOException {
        LoginWatcher gate = new LoginWatcher(watcher, login != null);
        ZooKeeperHandle handle =
                new ZooKeeperHandle(connectString, sessionTimeout, gate, readOnly, new ClientConfig(admission, login));
        credentials.forEach(one -> addCredential(handle, one));
        latest = handle;
        return handle;
    }

    /** The session that was opened last; null where none was. */
    ZooKeeperHandle latest() {
        return latest;
    }

    /** Told while {@link #await} waits. */
    Waiting waiting() {
        return waiting;
    }

    /** Adds credentials to the current session and to each that replaces it. */
    void addCredential(Credential credential) {
        credentials.add(credential);
        ZooKeeperHandle present = latest;
        if (present != null) {
            addCredential(present, credential);
        }
    }

    private static void addCredential(ZooKeeperHandle handle, Credential one) {
        handle.addAuthInfo(one.scheme(), one.secret().getBytes(StandardCharsets.UTF_8));
    }

    /** A condition that may come true in time. */
    @FunctionalInterface
    interface Awaitable {
        boolean within(long millis) throws InterruptedException;
    }

    /**
     * Waits until the session is authenticated.
     *
     * @throws Failure as soon as it is certain that it will not be, and after the timeout; with the reason
     */
    void await(Awaitable session) throws InterruptedException {
        Deadline end = Deadline.in(timeout);
        boolean plain = login == null && !admission.secure();
        if (!session.within(end.within(plain ? SOON : SOON_IF_SECURE).millis())) {
            awaitLooking(session, end);
        }
        ZooKeeperHandle handle = latest;
        if (handle != null && handle.login().refused()) {
            throw refusal(handle);
        }
    }

    /** Waits for the rest of the time, and looks again and again whether that is in vain. */
    private void awaitLooking(Awaitable session, Deadline end) throws InterruptedException {
        long look = Unreachable.LONGEST.toMillis();
        Stopwatch since = Stopwatch.start();
        while (true) {
            Unreachable seen = Unreachable.look(address.servers(), admission);
            if (seen.certain()) {
                throw seen.failure();
            }
            if (session.within(end.within(BETWEEN_LOOKS).millis())) {
                return;
            }
            waiting.report("a server", since);
            if (end.millis() <= look) {
                break;
            }
        }
        // The last look goes beside the waiting, so that both end with the time.
        Async<Unreachable> last = Async.ask("for a server", () -> Unreachable.look(address.servers(), admission));
        if (!session.within(end.millis())) {
            Failure failure = last.answer().failure();
            boolean kerberos = login != null && login.who().mechanism() == SaslLogin.Mechanism.KERBEROS;
            throw kerberos
                    ? failure.hint("the Kerberos login of " + login.who().who() + " may be waiting for its KDC")
                    : failure;
        }
    }

    private Failure refusal(ZooKeeperHandle handle) {
        if (login != null) {
            String first = address.servers().get(0);
            return login.refusal(Addresses.host(first));
        }
        return new Failure(
                        Failure.Kind.REFUSED,
                        "the server refuses the credentials"
                                + credentials.stream()
                                        .map(one -> " " + one.scheme())
                                        .distinct()
                                        .reduce("", String::concat)
                                + " of this session, " + handle.getState())
                .hint("make sure that the servers support the scheme and know these credentials");
    }

    @Override
    public void close() {
        if (login != null) {
            login.close();
        }
    }
}
