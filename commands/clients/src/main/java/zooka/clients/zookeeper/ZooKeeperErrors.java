package zooka.clients.zookeeper;

import java.util.List;
import java.util.OptionalInt;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import zooka.clients.Failure;
import zooka.clients.Failure.Kind;
import zooka.clients.Quoting;

/** What ZooKeeper's error codes mean to a user: the one table. */
final class ZooKeeperErrors {

    /** What may be wrong where a server is there and finishes nothing. */
    static final String STALLED = "the leader, or the storage of a server, may be stalled: run doctor";

    private ZooKeeperErrors() {}

    /** @param doing what was attempted, such as {@code reading /a} */
    static Failure of(Code code, String path, String doing) {
        return switch (code) {
            case NONODE -> Znodes.missing(path);
            case NODEEXISTS ->
                Failure.conflict(path + " already exists")
                        .as("already-exists")
                        .hint("set " + Quoting.asArgument(path) + " DATA");
            case BADVERSION -> otherVersion(path, "version", OptionalInt.empty(), OptionalInt.empty());
            case NOTEMPTY ->
                Failure.conflict(path + " has children").as("not-empty").hint("deleteall " + Quoting.asArgument(path));
            case NOCHILDRENFOREPHEMERALS ->
                Failure.conflict(parent(path) + " is ephemeral, and an ephemeral znode cannot have children")
                        .as("ephemeral-parent");
            case NOAUTH ->
                new Failure(Kind.REFUSED, "no permission for " + doing)
                        .as("no-permission")
                        .hint("getAcl " + Quoting.asArgument(path));
            case AUTHFAILED -> new Failure(Kind.REFUSED, "the server refuses the credentials").as("wrong-credentials");
            case SESSIONCLOSEDREQUIRESASLAUTH ->
                new Failure(Kind.REFUSED, "the server requires authentication")
                        .as("no-credentials")
                        .hint(
                                "configure zooka.sasl.mechanism as digest or kerberos in the client configuration; see"
                                        + " enforce.auth.schemes and sessionRequireClientSASLAuth in the configuration of the servers");
            case NOTREADONLY -> new Failure(Kind.REFUSED, "the server has no quorum and is read-only").as("no-quorum");
            case OPERATIONTIMEOUT, REQUESTTIMEOUT ->
                Failure.unreachable("timed out while " + doing).as("timed-out").hint(STALLED);
            case CONNECTIONLOSS, SESSIONEXPIRED, SESSIONMOVED ->
                Failure.unreachable("lost the connection while " + doing).as("connection-lost");
            case BADARGUMENTS -> new Failure(Kind.FAILED, "the server does not accept " + doing);
            case UNIMPLEMENTED -> new Failure(Kind.FAILED, "this server is too old for " + doing);
            case INVALIDACL ->
                new Failure(Kind.FAILED, "invalid ACL: " + doing + " failed")
                        .hint("the scheme auth needs addauth first; the server must support the other schemes");
            case NOWATCHER -> Failure.notFound("no such watch on " + path).as("no-such-watch");
            case RECONFIGDISABLED ->
                new Failure(Kind.REFUSED, "dynamic reconfiguration is disabled")
                        .hint(
                                "configure reconfigEnabled=true on the servers; you also need write permission on /zookeeper/config");
            case RECONFIGINPROGRESS ->
                Failure.conflict("another reconfiguration is in progress").as("reconfiguration-in-progress");
            case NEWCONFIGNOQUORUM ->
                new Failure(Kind.FAILED, "no quorum of the new members is connected and up to date");
            case QUOTAEXCEEDED -> new Failure(Kind.REFUSED, "quota exceeded: " + doing).as("quota-exceeded");
            default -> new Failure(Kind.FAILED, doing + " failed: " + code);
        };
    }

    /**
     * A znode has another version than was wanted.
     *
     * @param what {@code version}, or {@code ACL version}
     * @param now the version that it has; empty where it was not asked for
     * @param wanted empty where it is not known here
     */
    static Failure otherVersion(String path, String what, OptionalInt now, OptionalInt wanted) {
        String found = now.isPresent()
                ? "has " + what + " " + now.getAsInt() + (wanted.isPresent() ? ", not " + wanted.getAsInt() : "")
                : wanted.isPresent() ? "does not have " + what + " " + wanted.getAsInt() : "has a different " + what;
        return Failure.conflict(path + " " + found).as("other-version").hint("stat " + Quoting.asArgument(path));
    }

    /** The server refuses an ACL, and does not say why: the entries are looked at here. */
    static Failure invalidAcl(Acl acl, String doing) {
        List<String> wrong = acl.entries().stream()
                .flatMap(entry -> entry.fault().map(why -> "'" + entry + "' " + why).stream())
                .toList();
        return new Failure(
                        Kind.FAILED,
                        "invalid ACL for " + doing + ": "
                                + (wrong.isEmpty() ? acl.toString() : String.join("; ", wrong)))
                .hint("the scheme auth needs addauth first; the server must support the other schemes");
    }

    /** Whether the same request may succeed on another server. */
    static boolean passing(Code code) {
        return code == Code.CONNECTIONLOSS
                || code == Code.SESSIONEXPIRED
                || code == Code.SESSIONMOVED
                || code == Code.REQUESTTIMEOUT
                || code == Code.OPERATIONTIMEOUT;
    }

    static Failure of(KeeperException e, String path, String doing) {
        return of(e.code(), path, doing).cause(e);
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }
}
