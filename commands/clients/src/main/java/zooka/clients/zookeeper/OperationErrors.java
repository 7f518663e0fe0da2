package zooka.clients.zookeeper;

import org.apache.zookeeper.KeeperException.Code;
import zooka.clients.Failure;
import zooka.clients.Quoting;

/** The failure of an operation by ZooKeeper's error code. */
final class OperationErrors implements Operation.Cases<Failure> {

    private final Code code;

    OperationErrors(Code code) {
        this.code = code;
    }

    @Override
    public Failure create(Operation.Create create) {
        String path = create.path();
        if (code == Code.INVALIDACL) {
            return ZooKeeperErrors.invalidAcl(create.acl(), "creating " + path);
        }
        String parent = path.substring(0, Math.max(1, path.lastIndexOf('/')));
        if (code == Code.NONODE) {
            return Failure.notFound("no znode " + parent + " to create " + path + " in")
                    .hint("run create -p " + Quoting.asArgument(path) + " to create the missing parents, too");
        }
        if (code == Code.NODEEXISTS && create.kind().sequential()) {
            return Failure.conflict("the next number for " + path + " is taken: the counter of " + parent
                            + " is behind the numbers of its children")
                    .hint("the counter restarted when " + parent
                            + " was recreated (undo, import, cp, mv); creating and deleting a child raises it by one");
        }
        if (code == Code.UNIMPLEMENTED && create.kind().lifetime() == Kind.Lifetime.TTL) {
            return ZooKeeperErrors.of(code, path, "TTL znodes")
                    .hint("configure zookeeper.extendedTypesEnabled=true on the servers");
        }
        return tooLarge(code, create, ZooKeeperErrors.of(code, path, "creating " + path));
    }

    @Override
    public Failure put(Operation.Put put) {
        return tooLarge(code, put, ZooKeeperErrors.of(code, put.path(), "setting " + put.path()));
    }

    @Override
    public Failure delete(Operation.Delete delete) {
        return uncertain(code, delete.path(), ZooKeeperErrors.of(code, delete.path(), "deleting " + delete.path()));
    }

    @Override
    public Failure check(Operation.Check check) {
        return ZooKeeperErrors.of(code, check.path(), "checking " + check.path());
    }

    @Override
    public Failure permit(Operation.Permit permit) {
        String doing = "setting the ACL of " + permit.path();
        return code == Code.INVALIDACL
                ? ZooKeeperErrors.invalidAcl(permit.acl(), doing)
                : uncertain(code, permit.path(), ZooKeeperErrors.of(code, permit.path(), doing));
    }

    private static Failure uncertain(Code code, String path, Failure failure) {
        if (!ZooKeeperErrors.passing(code)) {
            return failure;
        }
        String done = "it may have been applied: run stat " + Quoting.asArgument(path);
        return failure.hint(failure.hint().map(why -> done + "; " + why).orElse(done));
    }

    /** A server closes the connection on a request that is too large for it, and says nothing. */
    static Failure tooLarge(Code code, Operation operation, Failure failure) {
        if (ZooKeeperErrors.passing(code) && operation.size() > Writes.LARGE) {
            return new Failure(
                            Failure.Kind.FAILED,
                            "the server closed the connection on a value of " + (operation.size() >> 10) + " KiB for "
                                    + operation.path())
                    .hint("servers accept at most jute.maxbuffer bytes (1 MiB by default)");
        }
        return uncertain(code, operation.path(), failure);
    }
}
