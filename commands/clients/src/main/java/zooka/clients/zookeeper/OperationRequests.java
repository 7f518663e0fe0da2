package zooka.clients.zookeeper;

import java.util.List;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.ZooDefs.Perms;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import zooka.clients.zookeeper.Requests.Request;

/** Operations as the client library sends them: part of a transaction, or one request each. */
final class OperationRequests {

    private OperationRequests() {}

    /** The operation as part of a transaction. */
    static Op op(Operation operation) {
        return operation.match(new Operation.Cases<>() {
            @Override
            public Op create(Operation.Create create) {
                return Op.create(
                        create.path(),
                        create.data().orElse(null),
                        list(create.acl()),
                        mode(create.kind()),
                        create.kind().ttlMillis());
            }

            @Override
            public Op put(Operation.Put put) {
                return Op.setData(
                        put.path(), put.data().orElse(null), put.version().orElse(-1));
            }

            @Override
            public Op delete(Operation.Delete delete) {
                return Op.delete(delete.path(), delete.version().orElse(-1));
            }

            @Override
            public Op check(Operation.Check check) {
                return Op.check(check.path(), check.version());
            }

            @Override
            public Op permit(Operation.Permit permit) {
                throw new IllegalArgumentException("a transaction cannot set an ACL");
            }
        });
    }

    /** The operation as a request of its own; answers with the path. */
    static Request<String> single(Operation operation) {
        return operation.match(new Operation.Cases<>() {
            @Override
            public Request<String> create(Operation.Create create) {
                return creation(create);
            }

            @Override
            public Request<String> put(Operation.Put put) {
                return (handle, reply) -> handle.setData(
                        put.path(),
                        put.data().orElse(null),
                        put.version().orElse(-1),
                        (code, path, context, stat) -> reply.done(code, path),
                        null);
            }

            @Override
            public Request<String> delete(Operation.Delete delete) {
                return (handle, reply) -> handle.delete(
                        delete.path(),
                        delete.version().orElse(-1),
                        (code, path, context) -> reply.done(code, path),
                        null);
            }

            @Override
            public Request<String> check(Operation.Check check) {
                throw new IllegalArgumentException("a check is only possible in a transaction");
            }

            @Override
            public Request<String> permit(Operation.Permit permit) {
                return (handle, reply) -> handle.setACL(
                        permit.path(),
                        list(permit.acl()),
                        -1,
                        (code, path, context, stat) -> reply.done(code, path),
                        null);
            }
        });
    }

    private static Request<String> creation(Operation.Create create) {
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
}
