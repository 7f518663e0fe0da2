package zooka.clients.zookeeper;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.ZooDefs.Perms;
import org.apache.zookeeper.data.ACL;
import zooka.clients.Failure;
import zooka.clients.Outcome;
import zooka.clients.profile.ZooKeeperAddress;
import zooka.clients.zookeeper.Requests.Answer;
import zooka.clients.zookeeper.Requests.Request;
import zooka.clients.zookeeper.security.SessionSecurity;

/** {@link Znodes} over ZooKeeper's own client, whichever way its session is kept. */
public final class ClientZnodes implements Znodes {

    private final ZooKeeperAddress address;
    private final SessionSecurity admission;
    private final Connection connection;
    private final Duration timeout;
    private final Requests requests;
    private final Reads reads;
    private final Writes writes;

    private ClientZnodes(ZooKeeperAddress address, SessionSecurity admission, Connection connection, Duration timeout) {
        this.address = address;
        this.admission = admission;
        this.connection = connection;
        this.timeout = timeout;
        this.requests = new Requests(connection, timeout);
        this.reads = new Reads(requests);
        this.writes = new Writes(requests);
    }

    /** For one short command, in plaintext. */
    public static ClientZnodes once(ZooKeeperAddress address, Duration timeout) {
        return once(address, SessionSecurity.OPEN, timeout, false);
    }

    /**
     * For one short command.
     *
     * @param readOnly whether a server that has lost its quorum, and takes reads only, will do
     */
    public static ClientZnodes once(
            ZooKeeperAddress address, SessionSecurity admission, Duration timeout, boolean readOnly) {
        return new ClientZnodes(
                address, admission, new DirectConnection(address, admission, timeout, readOnly), timeout);
    }

    /** For a shell or a stream, in plaintext: the session is replaced if it expires. */
    public static ClientZnodes lasting(ZooKeeperAddress address, Duration timeout) {
        return lasting(address, SessionSecurity.OPEN, timeout, false);
    }

    /**
     * For a shell or a stream.
     *
     * @param readOnly whether a server that has lost its quorum, and takes reads only, will do
     */
    public static ClientZnodes lasting(
            ZooKeeperAddress address, SessionSecurity admission, Duration timeout, boolean readOnly) {
        return new ClientZnodes(
                address, admission, new CuratorConnection(address, admission, timeout, readOnly), timeout);
    }

    /**
     * The session in which the znodes are seen; it ends with them.
     *
     * @param notices told, on a thread of its own, of what the session's watches see
     */
    public ZooKeeperSession session(Consumer<ZooKeeperSession.Notice> notices) {
        return new ClientSession(address, admission, connection, requests, timeout, notices);
    }

    /** Tells the listener, once a second or so, of each wait for a server or for its answer. */
    public void whileWaiting(Consumer<String> listener) {
        connection.waiting().reportTo(listener);
    }

    /** Whether there was a server, which is lost at present. It never waits. */
    public boolean lost() {
        return connection.lost();
    }

    @Override
    public Optional<Stat> stat(String path) {
        return found(requests.read(exists(path)), path, "reading ");
    }

    @Override
    public Znode read(String path) {
        return found(requests.read(data(path)), path, "reading ").orElseThrow(() -> missing(path));
    }

    @Override
    public Children children(String path) {
        Request<Children> request = (handle, reply) -> handle.getChildren(
                path,
                false,
                (code, ignored, context, names, stat) ->
                        reply.done(code, names == null ? null : new Children(sorted(names), stat(stat))),
                null);
        return found(requests.read(new LargeReply<>(path, request)), path, "listing ")
                .orElseThrow(() -> missing(path));
    }

    @Override
    public List<Optional<Stat>> statAll(List<String> paths) {
        return reads.each(paths, ClientZnodes::exists, "reading ").stream()
                .map(Outcome::orThrow)
                .toList();
    }

    @Override
    public List<Outcome<Znode>> readEach(List<String> paths) {
        return reads.inBatches(
                paths,
                Op::getData,
                this::data,
                (path, result) -> {
                    OpResult.GetDataResult read = (OpResult.GetDataResult) result;
                    return new Znode(path, Optional.ofNullable(read.getData()), stat(read.getStat()));
                },
                "reading ");
    }

    @Override
    public List<Outcome<List<String>>> childrenOfEach(List<String> paths) {
        return reads.inBatches(
                paths,
                Op::getChildren,
                path -> new LargeReply<>(
                        path,
                        (handle, reply) -> handle.getChildren(
                                path,
                                false,
                                (code, ignored, context, names) ->
                                        reply.done(code, names == null ? null : sorted(names)),
                                null)),
                (path, result) -> sorted(((OpResult.GetChildrenResult) result).getChildren()),
                "listing ");
    }

    @Override
    public List<Outcome<Acl>> aclOfEach(List<String> paths) {
        return reads.each(
                paths,
                path -> (handle, reply) -> handle.getACL(
                        path,
                        null,
                        (code, ignored, context, list, stat) -> reply.done(code, list == null ? null : acl(list)),
                        null),
                "reading the ACL of ");
    }

    @Override
    public Access acl(String path) {
        Request<Access> request = (handle, reply) -> handle.getACL(
                path,
                null,
                (code, ignored, context, list, stat) ->
                        reply.done(code, list == null ? null : new Access(acl(list), stat(stat))),
                null);
        return found(requests.read(request), path, "reading the ACL of ").orElseThrow(() -> missing(path));
    }

    @Override
    public Stat setAcl(String path, Acl acl, OptionalInt version) {
        Answer<Stat> answer = requests.change(setting(path, acl, version));
        if (answer.code() == Code.OK) {
            return answer.value();
        }
        if (answer.code() == Code.INVALIDACL) {
            throw ZooKeeperErrors.invalidAcl(acl, "setting the ACL of " + path);
        }
        if (answer.code() == Code.BADVERSION) {
            OptionalInt now =
                    stat(path).map(stat -> OptionalInt.of(stat.aversion())).orElse(OptionalInt.empty());
            throw ZooKeeperErrors.otherVersion(path, "ACL version", now, version);
        }
        throw ZooKeeperErrors.of(answer.code(), path, "setting the ACL of " + path);
    }

    private static Request<Stat> setting(String path, Acl acl, OptionalInt version) {
        return (handle, reply) -> handle.setACL(
                path,
                OperationRequests.list(acl),
                version.orElse(-1),
                (code, ignored, context, stat) -> reply.done(code, stat == null ? null : stat(stat)),
                null);
    }

    @Override
    public long descendants(String path) {
        Request<Integer> request = (handle, reply) ->
                handle.getAllChildrenNumber(path, (code, ignored, context, number) -> reply.done(code, number), null);
        return found(requests.read(request), path, "counting what is below ").orElseThrow(() -> missing(path));
    }

    @Override
    public void sync(String path) {
        Request<String> request =
                (handle, reply) -> handle.sync(path, (code, synced, context) -> reply.done(code, synced), null);
        if (found(requests.read(request), path, "syncing ").isEmpty()) {
            throw missing(path);
        }
    }

    @Override
    public String create(String path, Optional<byte[]> data, Kind kind, Acl acl) {
        return writes.create(new Operation.Create(path, data, kind, acl));
    }

    @Override
    public Stat set(String path, Optional<byte[]> data, OptionalInt version) {
        return writes.put(new Operation.Put(path, data, version));
    }

    @Override
    public void delete(String path, OptionalInt version) {
        writes.delete(new Operation.Delete(path, version));
    }

    @Override
    public List<Operation.Outcome> transact(List<Operation> operations) {
        return writes.transact(operations);
    }

    @Override
    public void applyAll(Iterator<Operation> operations, Runnable sending, Consumer<Operation.Outcome> done) {
        writes.applyAll(operations, sending, done);
    }

    @Override
    public Watch watch(String path, Consumer<Event> listener) {
        return new RecursiveWatch(connection, path, listener);
    }

    @Override
    public Watches watches(Consumer<Event> listener) {
        return new SeparateWatches(connection, requests, address.chroot(), listener);
    }

    @Override
    public List<String> servers() {
        return address.servers();
    }

    @Override
    public void close() {
        connection.close();
    }

    static Request<Stat> exists(String path) {
        return (handle, reply) -> handle.exists(
                path,
                false,
                (code, ignored, context, stat) -> reply.done(code, stat == null ? null : stat(stat)),
                null);
    }

    private Request<Znode> data(String path) {
        return new LargeReply<>(
                path,
                (handle, reply) -> handle.getData(
                        path,
                        false,
                        (code, ignored, context, data, stat) -> reply.done(
                                code, code == 0 ? new Znode(path, Optional.ofNullable(data), stat(stat)) : null),
                        null));
    }

    private Failure missing(String path) {
        return path.equals("/")
                ? Failure.notFound("the chroot " + address.chroot() + " does not exist")
                : Znodes.missing(path);
    }

    private <T> Optional<T> found(Answer<T> answer, String path, String doing) {
        return reads.reading(answer, path, doing).orThrow();
    }

    private static Acl acl(List<ACL> list) {
        return new Acl(list.stream()
                .map(entry ->
                        new Acl.Entry(entry.getId().getScheme(), entry.getId().getId(), letters(entry.getPerms())))
                .toList());
    }

    private static String letters(int bits) {
        return ((bits & Perms.CREATE) != 0 ? "c" : "")
                + ((bits & Perms.DELETE) != 0 ? "d" : "")
                + ((bits & Perms.READ) != 0 ? "r" : "")
                + ((bits & Perms.WRITE) != 0 ? "w" : "")
                + ((bits & Perms.ADMIN) != 0 ? "a" : "");
    }

    private static List<String> sorted(List<String> names) {
        List<String> copy = new ArrayList<>(names);
        Collections.sort(copy);
        return copy;
    }

    static Stat stat(org.apache.zookeeper.data.Stat stat) {
        return new Stat(
                stat.getCzxid(),
                stat.getMzxid(),
                stat.getPzxid(),
                Instant.ofEpochMilli(stat.getCtime()),
                Instant.ofEpochMilli(stat.getMtime()),
                stat.getVersion(),
                stat.getCversion(),
                stat.getAversion(),
                stat.getEphemeralOwner(),
                stat.getDataLength(),
                stat.getNumChildren());
    }
}
