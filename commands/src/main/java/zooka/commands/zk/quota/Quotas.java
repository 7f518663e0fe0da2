package zooka.commands.zk.quota;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import zooka.clients.Failure;
import zooka.clients.Quoting;
import zooka.clients.profile.ZooKeeperAddress;
import zooka.clients.zookeeper.Kind;
import zooka.clients.zookeeper.QuotaLimits;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.action.Context;
import zooka.commands.result.Remarks;
import zooka.commands.zk.tree.Walk;
import zooka.commands.zk.znode.Create;

/**
 * The quotas of an ensemble. The server keeps those of {@code /a} in two znodes below {@code /zookeeper/quota/a}, one for the
 * limits and one for what is used.
 */
final class Quotas {

    private static final String ROOT = "/zookeeper/quota";
    private static final String LIMITS = "zookeeper_limits";
    private static final String STATS = "zookeeper_stats";

    /**
     * A quota and its use, where the server has counted it.
     *
     * @param asKept both in the server's own words
     */
    record Quota(String path, QuotaLimits limits, Optional<QuotaLimits> used, List<String> asKept) {}

    private final Znodes znodes;

    /** @throws Failure {@code USAGE} within a chroot: quotas lie outside of it */
    Quotas(Context context) {
        String chroot = context.clusters()
                .profile()
                .zookeeper()
                .map(address -> ZooKeeperAddress.parse(address).chroot())
                .orElse("");
        if (!chroot.isEmpty()) {
            throw Failure.usage("quotas are stored outside the chroot " + chroot)
                    .hint("omit the chroot in -z, and add it to the path");
        }
        this.znodes = context.clusters().znodes();
    }

    static String limitsOf(String path) {
        return below(path) + "/" + LIMITS;
    }

    private static String statsOf(String path) {
        return below(path) + "/" + STATS;
    }

    private static String below(String path) {
        return path.equals("/") ? ROOT : ROOT + path;
    }

    Optional<Quota> of(String path) {
        List<Optional<Znodes.Znode>> both = znodes.readAll(List.of(limitsOf(path), statsOf(path)));
        Optional<byte[]> used = both.get(1).flatMap(Znodes.Znode::data);
        return both.get(0)
                .flatMap(Znodes.Znode::data)
                .map(limits -> new Quota(
                        path,
                        QuotaLimits.parse(limits),
                        used.map(QuotaLimits::parse),
                        List.of(text(limits), used.map(Quotas::text).orElse(""))));
    }

    private static String text(byte[] data) {
        return new String(data, StandardCharsets.UTF_8);
    }

    Quota existing(String path) {
        return of(path).orElseThrow(
                        () -> Failure.notFound("no quota on " + path).hint("run listquota to see all quotas"));
    }

    /** All of them, by path. */
    List<Quota> all(Remarks remarks) {
        List<Quota> all = new ArrayList<>();
        Walk.names(znodes, remarks, Walk.EVERYTHING).preorder(ROOT, visited -> {
            if (visited.children().contains(LIMITS)) {
                String path = visited.path().substring(ROOT.length());
                of(path.isEmpty() ? "/" : path).ifPresent(all::add);
            }
        });
        return all;
    }

    /** @throws Failure {@code CONFLICT} where a znode above or below has one: the server knows one on each way down */
    void set(Context context, String path, QuotaLimits wanted) {
        if (znodes.stat(path).isEmpty()) {
            throw Znodes.missing(path);
        }
        for (Quota other : all(context.remarks())) {
            boolean above = !other.path().equals(path) && isWithin(path, other.path());
            boolean below = !other.path().equals(path) && isWithin(other.path(), path);
            if (above || below) {
                throw Failure.conflict(other.path() + ", " + (above ? "above" : "below") + " it, already has a quota")
                        .hint("delquota " + Quoting.asArgument(other.path()));
            }
        }
        Optional<Quota> before = of(path);
        if (before.isPresent()) {
            znodes.set(
                    limitsOf(path),
                    Optional.of(wanted.over(before.get().limits()).data()),
                    OptionalInt.empty());
            return;
        }
        Create.createParents(znodes, limitsOf(path));
        znodes.create(limitsOf(path), Optional.of(wanted.data()), Kind.PERSISTENT);
        znodes.create(statsOf(path), Optional.of(QuotaLimits.NOTHING_USED), Kind.PERSISTENT);
    }

    private static boolean isWithin(String path, String root) {
        return root.equals("/") || path.startsWith(root + "/");
    }

    /** Takes some limits away. */
    void replace(String path, QuotaLimits limits) {
        znodes.set(limitsOf(path), Optional.of(limits.data()), OptionalInt.empty());
    }

    /** Takes a quota away, and the empty znodes that led to it. */
    void delete(String path) {
        for (String one : List.of(limitsOf(path), statsOf(path))) {
            if (znodes.stat(one).isPresent()) {
                znodes.delete(one, OptionalInt.empty());
            }
        }
        for (String at = below(path); at.length() > ROOT.length(); at = at.substring(0, at.lastIndexOf('/'))) {
            try {
                znodes.delete(at, OptionalInt.empty());
            } catch (Failure e) {
                if (e.kind() == Failure.Kind.CONFLICT) {
                    return; // it leads to another quota
                }
                throw e;
            }
        }
    }
}
