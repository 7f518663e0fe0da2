package zooka.clients.zookeeper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import zooka.clients.Failure;
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
        Answer<String> answer = requests.change(OperationRequests.single(create));
        if (answer.code() == Code.OK) {
            return answer.value();
        }
        throw failure(answer.code(), create);
    }

    void delete(Operation.Delete delete) {
        Answer<String> answer = requests.change(OperationRequests.single(delete));
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
        return operation.match(new Operation.Cases<>() {
            @Override
            public OptionalInt create(Operation.Create create) {
                return OptionalInt.empty();
            }

            @Override
            public OptionalInt put(Operation.Put put) {
                return put.version();
            }

            @Override
            public OptionalInt delete(Operation.Delete delete) {
                return delete.version();
            }

            @Override
            public OptionalInt check(Operation.Check check) {
                return OptionalInt.of(check.version());
            }

            @Override
            public OptionalInt permit(Operation.Permit permit) {
                return OptionalInt.empty();
            }
        });
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
        return operation.match(new Operation.Cases<>() {
            @Override
            public Boolean create(Operation.Create create) {
                return refusal == Code.NODEEXISTS && holds(create.path(), create.data(), 0);
            }

            @Override
            public Boolean put(Operation.Put put) {
                return refusal == Code.BADVERSION
                        && put.version().isPresent()
                        && holds(put.path(), put.data(), put.version().getAsInt() + 1);
            }

            @Override
            public Boolean delete(Operation.Delete delete) {
                return refusal == Code.NONODE;
            }

            @Override
            public Boolean check(Operation.Check check) {
                return false;
            }

            @Override
            public Boolean permit(Operation.Permit permit) {
                return false;
            }
        });
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
        List<Op> ops = operations.stream().map(OperationRequests::op).toList();
        return (handle, reply) -> handle.multi(ops, (code, path, context, results) -> reply.done(code, results), null);
    }

    static Failure failure(Code code, Operation operation) {
        return code == Code.BADVERSION
                ? ZooKeeperErrors.otherVersion(operation.path(), "version", OptionalInt.empty(), wanted(operation))
                : operation.match(new OperationErrors(code));
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
