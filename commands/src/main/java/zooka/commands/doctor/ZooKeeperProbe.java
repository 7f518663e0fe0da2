package zooka.commands.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import zooka.clients.Failure;
import zooka.clients.net.Addresses;
import zooka.clients.net.Trust;
import zooka.clients.profile.ClientSettings.Credential;
import zooka.clients.zookeeper.Znodes;
import zooka.clients.zookeeper.servers.FourLetterWord;
import zooka.clients.zookeeper.servers.Storage;
import zooka.commands.doctor.Probe.StepResult;
import zooka.commands.doctor.ProtocolFaults.ServerKind;
import zooka.commands.doctor.protocol.Connection;
import zooka.commands.doctor.protocol.DetectedProtocol;
import zooka.commands.doctor.protocol.ZnodeReads;
import zooka.commands.doctor.protocol.ZooKeeperProtocol;

/**
 * The probe of a ZooKeeper server.
 *
 * @param address {@code host:port} as specified
 * @param servers all specified servers, separated by commas
 * @param chroot the chroot, or the empty string
 * @param credentials the credentials of the session
 * @param login reads with the real client, which supports SASL; empty without a SASL configuration
 * @param trust the TLS configuration; empty for connections without TLS
 * @param now the current time
 * @param told receives the facts of the server
 */
record ZooKeeperProbe(
        String address,
        String servers,
        String chroot,
        List<Credential> credentials,
        Optional<Supplier<Znodes>> login,
        Optional<Trust> trust,
        Instant now,
        Consumer<ZooKeeperFacts> told)
        implements Probe.Walk {

    private static final long ANSWER_MILLIS = 1000;
    private static final long SNIFF_MILLIS = 500;
    private static final int ROOTS_LOOKED_AT = 50;
    private static final String CONFIG = "/zookeeper/config";
    private static final String IDS = "/brokers/ids";
    private static final String CLUSTER = "/cluster/id";

    /** The names of its steps. */
    List<String> steps() {
        List<String> steps = new ArrayList<>(Network.steps(address));
        if (trust.isPresent()) {
            steps.add("tls");
        }
        steps.addAll(List.of("protocol", "session"));
        if (login.isPresent()) {
            steps.add("sasl");
        }
        steps.add("version");
        if (!chroot.isEmpty()) {
            steps.add("chroot");
        }
        return steps;
    }

    @Override
    public void walk(Probe way) throws StepFailed {
        InetSocketAddress reached = Network.reach(way, address);
        Connection.Endpoint door = new Connection.Endpoint(reached, Addresses.host(address), trust);
        if (trust.isPresent()) {
            TlsStep.step(way, door, ServerKind.ZOOKEEPER, Certificates.Settings.ZOOKEEPER, now);
        }
        ServerWords words = way.step("protocol", () -> speak(way, door));
        try (ZooKeeperProtocol talk = way.step("session", () -> begin(way, door, words))) {
            ZnodeReads tree = login.isPresent() ? way.step("sasl", this::logIn) : talk;
            boolean unused = way.step("version", () -> version(way, door, words));
            look(way, tree, talk.session(), words);
        } catch (IOException e) {
            return; // everything was received before the end
        }
    }

    private StepResult<ServerWords> speak(Probe way, Connection.Endpoint door) throws StepFailed {
        String text = "";
        boolean hungUp = false;
        try {
            text = said(way, door);
            hungUp = text.isEmpty();
        } catch (SocketTimeoutException e) {
            text = "";
        } catch (IOException e) {
            if (trust.isPresent()) {
                throw new StepFailed(
                        "connection closed after the handshake",
                        Fault.of(
                                "tls-client-certificate",
                                "the server requires a client certificate that it trusts: configure zookeeper.ssl.keyStore.location in"
                                        + " --client-configuration FILE; see its log"));
            }
            hungUp = true;
        }
        if (hungUp) {
            // A server that joins or leaves the quorum closes all connections once.
            try {
                text = said(way, door);
            } catch (IOException e) {
                text = "";
            }
        }
        if (!ZooKeeperProtocol.isSrvr(text)) {
            throw ProtocolFaults.blocked(
                    ServerKind.ZOOKEEPER,
                    trust.isPresent(),
                    DetectedProtocol.by(door.address(), way.limit(SNIFF_MILLIS)));
        }
        ServerWords words = ServerWords.of(text);
        return StepResult.of(words, "ZooKeeper" + (trust.isPresent() ? " over TLS" : " without TLS"));
    }

    private static String said(Probe way, Connection.Endpoint door) throws IOException {
        try (Connection line = door.open(way.limit(ANSWER_MILLIS))) {
            return new String(line.exchange(ZooKeeperProtocol.SRVR), StandardCharsets.UTF_8);
        }
    }

    private StepResult<ZooKeeperProtocol> begin(Probe way, Connection.Endpoint door, ServerWords words)
            throws StepFailed, IOException {
        Connection line = door.open(way.limit(ANSWER_MILLIS));
        try {
            ZooKeeperProtocol talk = ZooKeeperProtocol.begin(line);
            if (login.isEmpty()) {
                for (Credential credential : credentials) {
                    show(talk, credential);
                }
                talk.exists("/");
            }
            String detail = "0x" + Long.toHexString(talk.session().id());
            return talk.session().readOnly()
                    ? StepResult.noted(talk, detail + ", read-only", ClusterFaults.lost())
                    : StepResult.of(talk, detail);
        } catch (ZooKeeperProtocol.Refusal refusal) {
            line.close();
            throw refusal.wantsSasl()
                    ? SaslFaults.zookeeperRequires()
                    : new StepFailed(
                            String.valueOf(refusal.getMessage()), Fault.of("session-refused", "see the server's log"));
        } catch (SocketTimeoutException e) {
            line.close();
            throw ClusterFaults.stalled(words.role());
        } catch (IOException e) {
            line.close();
            throw words.readOnly()
                    ? ClusterFaults.readsRefused()
                    : words.serving() ? ClusterFaults.hungUp() : ClusterFaults.noQuorum();
        }
    }

    private static void show(ZooKeeperProtocol talk, Credential credential) throws StepFailed, IOException {
        try {
            talk.authenticate(credential.scheme(), credential.secret());
        } catch (ZooKeeperProtocol.Refusal refusal) {
            if (refusal.credentials()) {
                throw SaslFaults.zookeeperRejects(credential.scheme());
            }
            throw refusal;
        }
    }

    private StepResult<ZnodeReads> logIn() throws StepFailed {
        try {
            ZnodeReads tree = new ZnodeReads.ByClient(login.orElseThrow().get());
            boolean unused = tree.exists("/");
            return StepResult.of(tree, "logged in");
        } catch (IOException e) {
            throw SaslFaults.refused(
                    e.getCause() instanceof Failure failure ? failure : Failure.unreachable(e.getMessage()));
        }
    }

    private static StepResult<Boolean> version(Probe way, Connection.Endpoint door, ServerWords words)
            throws IOException {
        try (Connection line = door.open(way.limit(ANSWER_MILLIS))) {
            String figures = new String(line.exchange(ZooKeeperProtocol.MNTR), StandardCharsets.UTF_8);
            if (!FourLetterWord.allowed(figures)) {
                return StepResult.noted(
                        true,
                        words.description() + "; the four-letter word mntr is not allowed",
                        ClusterFaults.wordsOff());
            }
            Storage storage = Storage.ofMntr(figures);
            return storage.slow()
                    ? StepResult.noted(
                            true, words.description() + "; " + storage.description(), ClusterFaults.slowStorage())
                    : StepResult.of(true, words.description());
        }
    }

    private void look(Probe way, ZnodeReads tree, ZooKeeperProtocol.Session session, ServerWords words)
            throws StepFailed, IOException {
        if (!chroot.isEmpty()) {
            way.step("chroot", () -> {
                if (!tree.exists(chroot)) {
                    throw ClusterFaults.wrongChroot(chroot, servers, kept(tree));
                }
                return chrootSeen(tree);
            });
        } else if (!tree.exists(IDS)) {
            List<String> kept = kept(tree);
            if (!kept.isEmpty()) {
                way.step(
                        "chroot",
                        () -> StepResult.noted(
                                true, "no Kafka metadata in /", ClusterFaults.otherChroot(servers, kept)));
            }
        }
        List<Registration> brokers = new ArrayList<>();
        for (String id : tree.children(chroot + IDS)) {
            tree.read(chroot + IDS + "/" + id)
                    .flatMap(json -> Registration.of(id, json))
                    .ifPresent(brokers::add);
        }
        told.accept(new ZooKeeperFacts(
                address,
                words,
                session,
                tree.read(CONFIG).orElse(""),
                tree.read(chroot + CLUSTER).flatMap(Registration::clusterId),
                brokers));
    }

    private StepResult<Boolean> chrootSeen(ZnodeReads tree) throws IOException {
        if (tree.exists(chroot + IDS)) {
            return StepResult.of(true, chroot + " contains Kafka's metadata");
        }
        List<String> kept = kept(tree);
        return kept.isEmpty()
                ? StepResult.of(true, chroot)
                : StepResult.noted(
                        true, chroot + " does not contain Kafka's metadata", ClusterFaults.otherChroot(servers, kept));
    }

    /** The paths with Kafka's metadata, searched in the root and its children. */
    private static List<String> kept(ZnodeReads tree) throws IOException {
        List<String> kept = new ArrayList<>();
        if (tree.exists(IDS)) {
            kept.add("/");
        }
        for (String name : tree.children("/").stream().limit(ROOTS_LOOKED_AT).toList()) {
            if (tree.exists("/" + name + IDS)) {
                kept.add("/" + name);
            }
        }
        return kept;
    }
}
