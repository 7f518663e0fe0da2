package zooka.clients.zookeeper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.ZooDefs.Perms;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import zooka.clients.Failure;
import zooka.clients.Quoting;
import zooka.clients.zookeeper.Operation.Outcome;
import zooka.clients.zookeeper.Requests.Answer;
import zooka.clients.zookeeper.Requests.Request;

/** Changes, one by one, in a transaction, or many in batches. */
final class Writes {

    /** A server may hang up on an operation of more bytes. */
    static final int LARGE = 1000 << 10;

    private final Requests requests;

    Writes(Requests requests) {
        this.requests = requests;
    }

    String create(Operation.Create create) {
        Answer<String> answer = requests.change(single(create));
        if (answer.code() == Code.OK) {
            return answer.value();
        }
        throw failure(answer.code(), create);
    }

    void delete(Operation.Delete delete) {
        Answer<String> answer = requests.change(single(delete));
        if (answer.code() != Code.OK) {
            throw told(answer.code(), delete);
        }
    }

    /** The failure of a single change; of another version it says which there is now. */
    private Failure told(Code code, Operation operation) {
        Failure failure = failure(code, operation);
        if (code != Code.BADVERSION) {
            return failure;
        }
        Request<Integer> request = (handle, reply) -> handle.exists(
                operation.path(),
                false,
                (result, path, context, stat) -> reply.done(result, stat == null ? null : stat.getVersion()),
                null);
        Answer<Integer> now = requests.read(request);
        return now.value() == null
                ? failure
                : ZooKeeperErrors.otherVersion(
                        operation.path(), "version", OptionalInt.of(now.value()), wanted(operation));
    }

    private static OptionalInt wanted(Operation operation) {
        if (operation instanceof Operation.Put put) {
            return put.version();
        }
        if (operation instanceof Operation.Delete delete) {
            return delete.version();
        }
        return operation instanceof Operation.Check check ? OptionalInt.of(check.version()) : OptionalInt.empty();
    }

    /** All or nothing. */
    List<Outcome> transact(List<Operation> operations) {
        Answer<List<OpResult>> answer = requests.change(multi(operations));
        if (answer.value() == null) {
            Failure failure = failure(answer.code(), operations.get(0));
            throw ZooKeeperErrors.passing(answer.code())
                    ? Failure.unreachable("lost the connection during the transaction")
                            .hint("all changes may have been applied, or none: read one of the znodes")
                    : failure;
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (OpResult result : answer.value()) {
            outcomes.add(outcome(operations.get(outcomes.size()), result));
        }
        return outcomes;
    }

    private Outcome outcome(Operation operation, OpResult result) {
        if (result instanceof OpResult.ErrorResult error) {
            Code code = Code.get(error.getErr());
            return code == Code.OK || code == Code.RUNTIMEINCONSISTENCY
                    ? Outcome.made(operation)
                    : Outcome.failed(operation, told(code, operation));
        }
        if (result instanceof OpResult.CreateResult created) {
            return new Outcome(operation, created.getPath(), Optional.empty(), Optional.empty());
        }
        if (result instanceof OpResult.SetDataResult set) {
            return new Outcome(
                    operation, operation.path(), Optional.of(ClientZnodes.stat(set.getStat())), Optional.empty());
        }
        return Outcome.made(operation);
    }

    /** In batches, a few in flight. */
    void applyAll(Iterator<Operation> operations, Runnable sending, Consumer<Outcome> done) {
        new Batches(requests, this).apply(operations, sending, done);
    }

    /** Whether a change that is refused now was made before, and only the answer was lost. */
    boolean made(Operation operation, Code refusal) {
        if (refusal == Code.NODEEXISTS && operation instanceof Operation.Create create) {
            return holds(create.path(), create.data(), 0);
        }
        return refusal == Code.BADVERSION
                && operation instanceof Operation.Put put
                && put.version().isPresent()
                && holds(put.path(), put.data(), put.version().getAsInt() + 1);
    }

    private boolean holds(String where, Optional<byte[]> wanted, int version) {
        Request<Boolean> request = (handle, reply) -> handle.getData(
                where,
                false,
                (code, path, context, data, stat) -> reply.done(
                        code, code == 0 && stat.getVersion() == version && Arrays.equals(data, wanted.orElse(null))),
                null);
        Answer<Boolean> answer = requests.read(request);
        return answer.code() == Code.OK && answer.value();
    }

    private static Request<List<OpResult>> multi(List<Operation> operations) {
        List<Op> ops = operations.stream().map(Writes::op).toList();
        return (handle, reply) -> handle.multi(ops, (code, path, context, results) -> reply.done(code, results), null);
    }

    static Op op(Operation operation) {
        if (operation instanceof Operation.Create create) {
            return Op.create(
                    create.path(),
                    create.data().orElse(null),
                    list(create.acl()),
                    mode(create.kind()),
                    create.kind().ttlMillis());
        }
        if (operation instanceof Operation.Put put) {
            return Op.setData(put.path(), put.data().orElse(null), put.version().orElse(-1));
        }
        if (operation instanceof Operation.Check check) {
            return Op.check(check.path(), check.version());
        }
        Operation.Delete delete = (Operation.Delete) operation;
        return Op.delete(delete.path(), delete.version().orElse(-1));
    }

    /** The operation as a request of its own; answers with the path. */
    static Request<String> single(Operation operation) {
        if (operation instanceof Operation.Create create) {
            CreateMode mode = mode(create.kind());
            if (!mode.isTTL()) {
                // The request that answers with a stat, too, is one that servers before 3.5 do not know.
                return (handle, reply) -> handle.create(
                        create.path(),
                        create.data().orElse(null),
                        list(create.acl()),
                        mode,
                        (code, path, context, name) -> reply.done(code, name),
                        null);
            }
            return (handle, reply) -> handle.create(
                    create.path(),
                    create.data().orElse(null),
                    list(create.acl()),
                    mode,
                    (code, path, context, name, stat) -> reply.done(code, name),
                    null,
                    create.kind().ttlMillis());
        }
        if (operation instanceof Operation.Put put) {
            return (handle, reply) -> handle.setData(
                    put.path(),
                    put.data().orElse(null),
                    put.version().orElse(-1),
                    (code, path, context, stat) -> reply.done(code, path),
                    null);
        }
        if (operation instanceof Operation.Delete delete) {
            return (handle, reply) -> handle.delete(
                    delete.path(), delete.version().orElse(-1), (code, path, context) -> reply.done(code, path), null);
        }
        if (operation instanceof Operation.Permit permit) {
            return (handle, reply) -> handle.setACL(
                    permit.path(), list(permit.acl()), -1, (code, path, context, stat) -> reply.done(code, path), null);
        }
        throw new IllegalArgumentException("a check is only possible in a transaction");
    }

    private static CreateMode mode(Kind kind) {
        boolean sequential = kind.sequential();
        return switch (kind.lifetime()) {
            case PERSISTENT -> sequential ? CreateMode.PERSISTENT_SEQUENTIAL : CreateMode.PERSISTENT;
            case EPHEMERAL -> sequential ? CreateMode.EPHEMERAL_SEQUENTIAL : CreateMode.EPHEMERAL;
            case CONTAINER -> CreateMode.CONTAINER;
            case TTL -> sequential ? CreateMode.PERSISTENT_SEQUENTIAL_WITH_TTL : CreateMode.PERSISTENT_WITH_TTL;
        };
    }

    /** An ACL as the client library has it. */
    static List<ACL> list(Acl acl) {
        return acl.entries().stream()
                .map(entry -> new ACL(bits(entry.permissions()), new Id(entry.scheme(), entry.id())))
                .toList();
    }

    private static int bits(String letters) {
        return letters.chars()
                .map(letter -> switch (letter) {
                    case 'c' -> Perms.CREATE;
                    case 'd' -> Perms.DELETE;
                    case 'r' -> Perms.READ;
                    case 'w' -> Perms.WRITE;
                    default -> Perms.ADMIN;
                })
                .reduce(0, (a, b) -> a | b);
    }

    static Failure failure(Code code, Operation operation) {
        String path = operation.path();
        if (code == Code.BADVERSION) {
            return ZooKeeperErrors.otherVersion(path, "version", OptionalInt.empty(), wanted(operation));
        }
        if (code == Code.INVALIDACL && operation instanceof Operation.Create create) {
            return ZooKeeperErrors.invalidAcl(create.acl(), "creating " + path);
        }
        if (code == Code.INVALIDACL && operation instanceof Operation.Permit permit) {
            return ZooKeeperErrors.invalidAcl(permit.acl(), "setting the ACL of " + path);
        }
        if (operation instanceof Operation.Create create) {
            if (code == Code.NONODE) {
                String parent = path.substring(0, Math.max(1, path.lastIndexOf('/')));
                return Failure.notFound("no znode " + parent + " to create " + path + " in")
                        .hint("run create -p " + Quoting.pasted(path) + " to create the missing parents, too");
            }
            if (code == Code.NODEEXISTS && create.kind().sequential()) {
                String parent = path.substring(0, Math.max(1, path.lastIndexOf('/')));
                return Failure.conflict("the next number for " + path + " is taken: the counter of " + parent
                                + " is behind the numbers of its children")
                        .hint(
                                "the counter restarted when " + parent
                                        + " was recreated (undo, import, cp, mv); creating and deleting a child raises it by one");
            }
            if (code == Code.UNIMPLEMENTED && create.kind().lifetime() == Kind.Lifetime.TTL) {
                return ZooKeeperErrors.of(code, path, "TTL znodes")
                        .hint("configure zookeeper.extendedTypesEnabled=true on the servers");
            }
            return tooLarge(code, operation, ZooKeeperErrors.of(code, path, "creating " + path));
        }
        if (operation instanceof Operation.Delete) {
            return uncertain(code, path, ZooKeeperErrors.of(code, path, "deleting " + path));
        }
        if (operation instanceof Operation.Permit) {
            return uncertain(code, path, ZooKeeperErrors.of(code, path, "setting the ACL of " + path));
        }
        if (operation instanceof Operation.Check) {
            return ZooKeeperErrors.of(code, path, "checking " + path);
        }
        return tooLarge(code, operation, ZooKeeperErrors.of(code, path, "setting " + path));
    }

    private static Failure uncertain(Code code, String path, Failure failure) {
        if (!ZooKeeperErrors.passing(code)) {
            return failure;
        }
        String done = "it may have been applied: run stat " + Quoting.pasted(path);
        return failure.hint(failure.hint().map(why -> done + "; " + why).orElse(done));
    }

    /** A server hangs up on a request that is too large for it, and says nothing. */
    static Failure tooLarge(Code code, Operation operation, Failure failure) {
        if (ZooKeeperErrors.passing(code) && operation.size() > LARGE) {
            return new Failure(
                            Failure.Kind.FAILED,
                            "the server closed the connection on a value of " + (operation.size() >> 10) + " KiB for "
                                    + operation.path())
                    .hint("servers accept at most jute.maxbuffer bytes (1 MiB by default)");
        }
        return uncertain(code, operation.path(), failure);
    }

    /** Sets a value and answers with the stat. */
    Znodes.Stat put(Operation.Put put) {
        Request<Znodes.Stat> request = (handle, reply) -> handle.setData(
                put.path(),
                put.data().orElse(null),
                put.version().orElse(-1),
                (code, path, context, stat) -> reply.done(code, stat == null ? null : ClientZnodes.stat(stat)),
                null);
        Answer<Znodes.Stat> answer = requests.change(request);
        if (answer.code() != Code.OK) {
            throw told(answer.code(), put);
        }
        return answer.value();
    }
}
