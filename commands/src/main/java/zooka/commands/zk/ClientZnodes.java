package zooka.commands.zk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.ZooDefs.Ids;
import zooka.commands.Failure;
import zooka.commands.zk.Requests.Answer;
import zooka.commands.zk.Requests.Request;

/** {@link Znodes} over ZooKeeper's own client, whichever way its session is kept. */
public final class ClientZnodes implements Znodes {

    /** Operations in one multi: enough to make the round trip cheap, few enough for a server's 1 MB request limit. */
    private static final int BATCH = 200;

    private final ZooKeeperAddress address;
    private final Connection connection;
    private final Requests requests;
    /** How often in a row reading by multi has failed: once may be a server that died, twice is one that cannot. */
    private final AtomicInteger failedMultiReads = new AtomicInteger();

    private ClientZnodes(ZooKeeperAddress address, Connection connection, Duration timeout) {
        this.address = address;
        this.connection = connection;
        this.requests = new Requests(connection, timeout);
    }

    /** For one short command. */
    public static ClientZnodes once(ZooKeeperAddress address, Duration timeout) {
        return new ClientZnodes(address, new DirectConnection(address, timeout), timeout);
    }

    /** For a shell or a stream: the session is replaced when it expires. */
    public static ClientZnodes lasting(ZooKeeperAddress address, Duration timeout) {
        return new ClientZnodes(address, new CuratorConnection(address, timeout), timeout);
    }

    @Override
    public Optional<Stat> stat(String path) {
        return found(requests.read(exists(path)), path, "reading " + path);
    }

    @Override
    public Znode read(String path) {
        return found(requests.read(data(path)), path, "reading " + path).orElseThrow(() -> missing(path));
    }

    @Override
    public Children children(String path) {
        Request<Children> request = (handle, reply) -> handle.getChildren(
                path,
                false,
                (code, ignored, context, names, stat) ->
                        reply.done(code, names == null ? null : new Children(sorted(names), stat(stat))),
                null);
        return found(requests.read(request), path, "listing " + path).orElseThrow(() -> missing(path));
    }

    @Override
    public List<Optional<Stat>> statAll(List<String> paths) {
        return each(paths, this::exists, "reading ");
    }

    @Override
    public List<Optional<Znode>> readAll(List<String> paths) {
        return inBatches(
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
    public List<Optional<List<String>>> childrenOfAll(List<String> paths) {
        return inBatches(
                paths,
                Op::getChildren,
                path -> (handle, reply) -> handle.getChildren(
                        path,
                        false,
                        (code, ignored, context, names) -> reply.done(code, names == null ? null : sorted(names)),
                        null),
                (path, result) -> sorted(((OpResult.GetChildrenResult) result).getChildren()),
                "listing ");
    }

    private interface Reading<T> {
        T of(String path, OpResult result);
    }

    /** Many reads by multi (ZooKeeper 3.6 and later), which is some 20 times faster; else one request each. */
    private <T> List<Optional<T>> inBatches(
            List<String> paths,
            Function<String, Op> operation,
            Function<String, Request<T>> single,
            Reading<T> reading,
            String doing) {
        if (failedMultiReads.get() > 1 || paths.size() < 3) {
            return each(paths, single, doing);
        }
        List<Request<List<OpResult>>> batches = new ArrayList<>();
        for (int from = 0; from < paths.size(); from += BATCH) {
            List<Op> operations = paths.subList(from, Math.min(paths.size(), from + BATCH)).stream()
                    .map(operation)
                    .toList();
            batches.add((handle, reply) ->
                    handle.multi(operations, (code, path, context, results) -> reply.done(code, results), null));
        }
        List<Optional<T>> all = new ArrayList<>(paths.size());
        for (Answer<List<OpResult>> answer : requests.readLarge(batches)) {
            if (answer.value() == null) {
                // Older servers hang up on operations that they do not know; or the replies together were too large.
                failedMultiReads.incrementAndGet();
                return each(paths, single, doing);
            }
            for (OpResult result : answer.value()) {
                String path = paths.get(all.size());
                if (result instanceof OpResult.ErrorResult error) {
                    all.add(found(new Answer<>(Code.get(error.getErr()), null), path, doing + path));
                } else {
                    all.add(Optional.of(reading.of(path, result)));
                }
            }
        }
        failedMultiReads.set(0);
        return all;
    }

    private <T> List<Optional<T>> each(List<String> paths, Function<String, Request<T>> single, String doing) {
        List<Answer<T>> answers = requests.readSmall(paths.stream().map(single).toList());
        List<Optional<T>> all = new ArrayList<>(paths.size());
        for (Answer<T> answer : answers) {
            String path = paths.get(all.size());
            all.add(found(answer, path, doing + path));
        }
        return all;
    }

    @Override
    public String create(String path, Optional<byte[]> data, Kind kind) {
        CreateMode mode;
        if (kind.ephemeral()) {
            mode = kind.sequential() ? CreateMode.EPHEMERAL_SEQUENTIAL : CreateMode.EPHEMERAL;
        } else {
            mode = kind.sequential() ? CreateMode.PERSISTENT_SEQUENTIAL : CreateMode.PERSISTENT;
        }
        Request<String> request = (handle, reply) -> handle.create(
                path,
                data.orElse(null),
                Ids.OPEN_ACL_UNSAFE,
                mode,
                (code, ignored, context, name) -> reply.done(code, name),
                null);
        Answer<String> answer = requests.change(request);
        if (answer.code() == Code.NONODE) {
            String parent = path.substring(0, Math.max(1, path.lastIndexOf('/')));
            throw Failure.notFound("no znode " + parent + " to create " + path + " in")
                    .hint("create -p " + path + " makes the missing parents too");
        }
        return made(answer, path, "creating " + path);
    }

    @Override
    public Stat set(String path, Optional<byte[]> data, OptionalInt version) {
        Request<Stat> request = (handle, reply) -> handle.setData(
                path,
                data.orElse(null),
                version.orElse(-1),
                (code, ignored, context, stat) -> reply.done(code, stat == null ? null : stat(stat)),
                null);
        return made(requests.change(request), path, "setting " + path);
    }

    @Override
    public void delete(String path, OptionalInt version) {
        Request<Boolean> request = (handle, reply) ->
                handle.delete(path, version.orElse(-1), (code, ignored, context) -> reply.done(code, true), null);
        made(requests.change(request), path, "deleting " + path);
    }

    @Override
    public void deleteAll(List<String> paths) {
        for (int from = 0; from < paths.size(); from += BATCH) {
            List<String> batch = paths.subList(from, Math.min(paths.size(), from + BATCH));
            List<Op> operations =
                    batch.stream().map(path -> Op.delete(path, -1)).toList();
            Request<List<OpResult>> request = (handle, reply) ->
                    handle.multi(operations, (code, ignored, context, results) -> reply.done(code, results), null);
            Answer<List<OpResult>> answer = requests.change(request);
            if (answer.code() == Code.OK) {
                continue;
            }
            if (KeeperFailures.passing(answer.code())) {
                throw KeeperFailures.of(answer.code(), batch.get(0), "deleting " + batch.get(0) + " and others")
                        .hint("some of them may be deleted; run it again");
            }
            // A multi is all or nothing: one by one, those that can be deleted are.
            for (String path : batch) {
                Request<Boolean> single = (handle, reply) ->
                        handle.delete(path, -1, (code, ignored, context) -> reply.done(code, true), null);
                Answer<Boolean> deleted = requests.change(single);
                if (deleted.code() != Code.NONODE) {
                    made(deleted, path, "deleting " + path);
                }
            }
        }
    }

    @Override
    public Watch watch(String path, Consumer<Event> listener) {
        return new RecursiveWatch(connection, path, listener);
    }

    @Override
    public List<String> servers() {
        return address.servers();
    }

    @Override
    public void close() {
        connection.close();
    }

    private Request<Stat> exists(String path) {
        return (handle, reply) -> handle.exists(
                path,
                false,
                (code, ignored, context, stat) -> reply.done(code, stat == null ? null : stat(stat)),
                null);
    }

    private Request<Znode> data(String path) {
        return (handle, reply) -> handle.getData(
                path,
                false,
                (code, ignored, context, data, stat) ->
                        reply.done(code, code == 0 ? new Znode(path, Optional.ofNullable(data), stat(stat)) : null),
                null);
    }

    private Failure missing(String path) {
        return path.equals("/")
                ? Failure.notFound("the chroot " + address.chroot() + " does not exist")
                : Znodes.missing(path);
    }

    private static <T> Optional<T> found(Answer<T> answer, String path, String doing) {
        if (answer.code() == Code.OK) {
            return Optional.of(answer.value());
        }
        if (answer.code() == Code.NONODE) {
            return Optional.empty();
        }
        throw KeeperFailures.of(answer.code(), path, doing);
    }

    private static <T> T made(Answer<T> answer, String path, String doing) {
        if (answer.code() == Code.OK) {
            return answer.value();
        }
        Failure failure = KeeperFailures.of(answer.code(), path, doing);
        throw KeeperFailures.passing(answer.code()) ? failure.hint("it may have been done: stat " + path) : failure;
    }

    private static List<String> sorted(List<String> names) {
        List<String> copy = new ArrayList<>(names);
        Collections.sort(copy);
        return copy;
    }

    private static Stat stat(org.apache.zookeeper.data.Stat stat) {
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
