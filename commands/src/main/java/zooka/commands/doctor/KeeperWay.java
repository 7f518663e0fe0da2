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
import zooka.clients.profile.Access.Credential;
import zooka.clients.zookeeper.Znodes;
import zooka.clients.zookeeper.servers.FourLetterWord;
import zooka.clients.zookeeper.servers.Storage;
import zooka.commands.doctor.SpeechFaults.Expected;
import zooka.commands.doctor.Way.Seen;
import zooka.commands.doctor.protocol.KeeperTalk;
import zooka.commands.doctor.protocol.Line;
import zooka.commands.doctor.protocol.Spoken;
import zooka.commands.doctor.protocol.Tree;

/**
 * The way to a ZooKeeper server.
 *
 * @param address {@code host:port} as it was named
 * @param servers all that were named, with commas
 * @param chroot the znode that is the root of everything, or the empty string
 * @param credentials what is shown to the server
 * @param login the znodes as the real client sees them, which logs in by SASL; empty where nothing says how
 * @param trust what TLS is made with; empty for connections in the clear
 * @param now what time it is here
 * @param told given what the server says
 */
record KeeperWay(
        String address,
        String servers,
        String chroot,
        List<Credential> credentials,
        Optional<Supplier<Znodes>> login,
        Optional<Trust> trust,
        Instant now,
        Consumer<KeeperFacts> told)
        implements Way.Walk {

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
    public void walk(Way way) throws Blocked {
        InetSocketAddress reached = Network.reach(way, address);
        Line.Door door = new Line.Door(reached, Addresses.host(address), trust);
        if (trust.isPresent()) {
            Tls.step(way, door, Expected.ZOOKEEPER, Certificates.Settings.ZOOKEEPER, now);
        }
        ServerWords words = way.step("protocol", () -> speak(way, door));
        try (KeeperTalk talk = way.step("session", () -> begin(way, door, words))) {
            Tree tree = login.isPresent() ? way.step("sasl", this::logIn) : talk;
            boolean unused = way.step("version", () -> version(way, door, words));
            look(way, tree, talk.session(), words);
        } catch (IOException e) {
            return; // all that was wanted was told before the end
        }
    }

    private Seen<ServerWords> speak(Way way, Line.Door door) throws Blocked {
        String text = "";
        boolean hungUp = false;
        try {
            text = said(way, door);
            hungUp = text.isEmpty();
        } catch (SocketTimeoutException e) {
            text = "";
        } catch (IOException e) {
            if (trust.isPresent()) {
                throw new Blocked(
                        "the server hangs up after the handshake",
                        Fault.of(
                                "tls-client-certificate",
                                "the server wants a client's certificate that it trusts: zookeeper.ssl.keyStore.location in"
                                        + " --client-configuration FILE; its log says what it misses"));
            }
            hungUp = true;
        }
        if (hungUp) {
            // One that comes into the quorum or drops out of it hangs up on everybody, once.
            try {
                text = said(way, door);
            } catch (IOException e) {
                text = "";
            }
        }
        if (!KeeperTalk.isSrvr(text)) {
            throw SpeechFaults.blocked(
                    Expected.ZOOKEEPER, trust.isPresent(), Spoken.by(door.address(), way.limit(SNIFF_MILLIS)));
        }
        ServerWords words = ServerWords.of(text);
        return Seen.of(words, "ZooKeeper" + (trust.isPresent() ? " over TLS" : " in the clear"));
    }

    private static String said(Way way, Line.Door door) throws IOException {
        try (Line line = door.open(way.limit(ANSWER_MILLIS))) {
            return new String(line.hear(KeeperTalk.SRVR), StandardCharsets.UTF_8);
        }
    }

    private Seen<KeeperTalk> begin(Way way, Line.Door door, ServerWords words) throws Blocked, IOException {
        Line line = door.open(way.limit(ANSWER_MILLIS));
        try {
            KeeperTalk talk = KeeperTalk.begin(line);
            if (login.isEmpty()) {
                for (Credential credential : credentials) {
                    show(talk, credential);
                }
                talk.exists("/");
            }
            String detail = "0x" + Long.toHexString(talk.session().id());
            return talk.session().readOnly()
                    ? Seen.noted(talk, detail + ", for reads only", ClusterFaults.lost())
                    : Seen.of(talk, detail);
        } catch (KeeperTalk.Refusal refusal) {
            line.close();
            throw refusal.wantsSasl()
                    ? SaslFaults.keeperWants()
                    : new Blocked(
                            String.valueOf(refusal.getMessage()),
                            Fault.of("session-refused", "the server's log says why"));
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

    private static void show(KeeperTalk talk, Credential credential) throws Blocked, IOException {
        try {
            talk.authenticate(credential.scheme(), credential.secret());
        } catch (KeeperTalk.Refusal refusal) {
            if (refusal.credentials()) {
                throw SaslFaults.keeperRefuses(credential.scheme());
            }
            throw refusal;
        }
    }

    private Seen<Tree> logIn() throws Blocked {
        try {
            Tree tree = new Tree.ByClient(login.orElseThrow().get());
            boolean unused = tree.exists("/");
            return Seen.of(tree, "logged in");
        } catch (IOException e) {
            throw SaslFaults.refused(
                    e.getCause() instanceof Failure failure ? failure : Failure.unreachable(e.getMessage()));
        }
    }

    private static Seen<Boolean> version(Way way, Line.Door door, ServerWords words) throws IOException {
        try (Line line = door.open(way.limit(ANSWER_MILLIS))) {
            String figures = new String(line.hear(KeeperTalk.MNTR), StandardCharsets.UTF_8);
            if (!FourLetterWord.allowed(figures)) {
                return Seen.noted(
                        true, words.told() + "; it does not allow the four-letter word mntr", ClusterFaults.wordsOff());
            }
            Storage storage = Storage.ofMntr(figures);
            return storage.slow()
                    ? Seen.noted(true, words.told() + "; " + storage.told(), ClusterFaults.slowStorage())
                    : Seen.of(true, words.told());
        }
    }

    private void look(Way way, Tree tree, KeeperTalk.Session session, ServerWords words) throws Blocked, IOException {
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
                        () -> Seen.noted(
                                true, "no Kafka cluster is kept in /", ClusterFaults.otherChroot(servers, kept)));
            }
        }
        List<Registration> brokers = new ArrayList<>();
        for (String id : tree.children(chroot + IDS)) {
            tree.read(chroot + IDS + "/" + id)
                    .flatMap(json -> Registration.of(id, json))
                    .ifPresent(brokers::add);
        }
        told.accept(new KeeperFacts(
                address,
                words,
                session,
                tree.read(CONFIG).orElse(""),
                tree.read(chroot + CLUSTER).flatMap(Registration::clusterId),
                brokers));
    }

    private Seen<Boolean> chrootSeen(Tree tree) throws IOException {
        if (tree.exists(chroot + IDS)) {
            return Seen.of(true, chroot + ", where Kafka keeps its state");
        }
        List<String> kept = kept(tree);
        return kept.isEmpty()
                ? Seen.of(true, chroot)
                : Seen.noted(true, chroot + " has nothing of Kafka", ClusterFaults.otherChroot(servers, kept));
    }

    /** Where Kafka clusters keep their state, as far as one looks for them: in the root and below it. */
    private static List<String> kept(Tree tree) throws IOException {
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
