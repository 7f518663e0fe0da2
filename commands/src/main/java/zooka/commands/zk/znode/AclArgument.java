package zooka.commands.zk.znode;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import zooka.clients.Failure;
import zooka.clients.zookeeper.Acl;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.action.SecretArgument;
import zooka.commands.action.SecretLines;
import zooka.commands.result.Result;

/**
 * An ACL as a user types it: in addition to ZooKeeper's schemes, {@code username_password:USER:PASSWORD:PERMISSIONS} is the
 * digest entry of that user, whose hash is computed.
 */
public final class AclArgument {

    /** Said in the help of each command that takes one. */
    public static final String DESCRIPTION = "SCHEME:ID:PERMISSIONS,... with permissions c d r w a;"
            + " username_password:USER:PASSWORD:PERMISSIONS creates a digest entry; PASSWORD can be @FILE or env:NAME.";

    private static final String PLAIN = "username_password";

    private AclArgument() {}

    /**
     * Reads one.
     *
     * @throws Failure {@code USAGE} for an invalid ACL, and for the stand-in that servers show instead of a digest
     */
    public static Acl of(String text, Context context) {
        Acl acl;
        try {
            acl = Acl.parse(text);
        } catch (Failure e) {
            // What is quoted there may be part of a password with a comma or a colon in it.
            throw text.contains(PLAIN) || SecretLines.masked(text).equals(SecretLines.HIDDEN)
                    ? Failure.usage("an entry is not SCHEME:ID:PERMISSIONS")
                            .hint(PLAIN
                                    + ":USER:PASSWORD:PERMISSIONS; use @FILE or env:NAME for a password with a comma")
                    : e;
        }
        return new Acl(acl.entries().stream()
                .map(entry -> hashed(entry, context))
                .peek(AclArgument::checkMask)
                .toList());
    }

    private static Acl.Entry hashed(Acl.Entry entry, Context context) {
        if (!entry.scheme().equals(PLAIN)) {
            return entry;
        }
        int colon = entry.id().indexOf(':');
        if (colon <= 0) {
            throw Failure.usage("an entry with scheme " + PLAIN + " has no password")
                    .hint(PLAIN + ":USER:PASSWORD:PERMISSIONS");
        }
        String user = entry.id().substring(0, colon);
        return new Acl.Entry(
                "digest",
                user + ":" + digest(user, password(user, entry.id().substring(colon + 1), context)),
                entry.permissions());
    }

    private static String password(String user, String typed, Context context) {
        try {
            return SecretArgument.of(new SecretArgument(typed), "password", context);
        } catch (Failure e) {
            // Without the name: a password may begin so, too.
            throw Failure.usage("cannot read the password of " + user + " from the file or the environment variable")
                    .hint("use @@TEXT for a password that starts with @");
        }
    }

    private static void checkMask(Acl.Entry entry) {
        if (entry.masked()) {
            throw Failure.usage("'" + entry
                            + "' is a masked digest, which servers show to clients without admin permission;"
                            + " writing it would make the znode inaccessible")
                    .hint("run digest USER to compute the digest");
        }
    }

    /** Why an ACL is dangerous: it locks out all clients, or has an entry that no client can match. Empty if it is not. */
    public static Optional<String> danger(Acl acl) {
        List<String> dangers = new ArrayList<>();
        if (acl.locksEverybodyOut()) {
            dangers.add("no client would have admin permission");
        }
        acl.entries().stream()
                .filter(Acl.Entry::matchesNobody)
                .map(entry -> "'" + entry.id() + "' is not USER:HASH, and no client can match it")
                .forEach(dangers::add);
        return dangers.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", dangers));
    }

    /**
     * The plan of a change that gives ACLs as they were typed. It is asked about where one is dangerous, and says why.
     *
     * @param word what is typed then
     */
    static Plan plan(Plan.On on, String summary, List<Acl> acls, String word, Supplier<Result> effect) {
        String dangers =
                acls.stream().flatMap(acl -> danger(acl).stream()).distinct().collect(Collectors.joining("; "));
        return dangers.isEmpty()
                ? on.change(summary, effect)
                : on.confirmed(() -> new Plan.Preview(summary + "; " + dangers, List.of()), word, effect);
    }

    /** What a person types to confirm a change of that znode: its name. */
    static String word(String path) {
        return path.equals("/") ? path : path.substring(path.lastIndexOf('/') + 1);
    }

    /** What ZooKeeper keeps of a password: SHA-1 of {@code user:password}, in base64. */
    public static String digest(String user, String password) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-1").digest((user + ":" + password).getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
