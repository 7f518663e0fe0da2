package zooka.commands.zk;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import zooka.commands.Context;
import zooka.commands.Failure;
import zooka.commands.Settled;
import zooka.commands.undo.Journal;
import zooka.commands.undo.Journal.Taken;
import zooka.commands.zk.client.Acl;
import zooka.commands.zk.client.Operation;
import zooka.commands.zk.client.Znodes;
import zooka.commands.zk.tree.ZnodeCopy;

/** Changes of one znode that keep what they take. */
final class Replacing {

    private Replacing() {}

    /** @param what the command in words, for {@code undo} */
    static Znodes.Stat value(Context context, String what, Operation.Put put) {
        Znodes znodes = context.clusters().znodes();
        Optional<Znodes.Znode> before =
                known(context, znodes.readEach(List.of(put.path())).get(0), put.path());
        try (Journal.Entry journal = context.keeping(what)) {
            before.ifPresent(znode -> journal.keep(new Taken.Replaced(
                    ZnodeCopy.of(znode, Acl.OPEN), znode.stat().version())));
            return made(journal, () -> znodes.set(put.path(), put.data(), put.version()));
        }
    }

    static Znodes.Stat access(Context context, String what, String path, Acl acl, OptionalInt version) {
        Znodes znodes = context.clusters().znodes();
        Optional<Znodes.Access> before = Optional.empty();
        try {
            before = Optional.of(znodes.acl(path));
        } catch (Failure e) {
            refusedOnly(e);
            context.remarks().note(unkept(path));
        }
        try (Journal.Entry journal = context.keeping(what)) {
            before.ifPresent(access -> journal.keep(
                    new Taken.Access(path, access.acl(), access.stat().aversion())));
            return made(journal, () -> znodes.setAcl(path, acl, version));
        }
    }

    static void delete(Context context, String what, Operation.Delete delete) {
        Znodes znodes = context.clusters().znodes();
        List<String> path = List.of(delete.path());
        Optional<Znodes.Znode> before = known(context, znodes.readEach(path).get(0), delete.path());
        Optional<Acl> acl = known(context, znodes.aclOfEach(path).get(0), delete.path());
        try (Journal.Entry journal = context.keeping(what)) {
            if (before.isPresent()
                    && acl.isPresent()
                    && !before.get().stat().kind().ephemeral()) {
                journal.keep(new Taken.Deleted(ZnodeCopy.of(before.get(), acl.get())));
            }
            made(journal, () -> {
                znodes.delete(delete.path(), delete.version());
                return delete;
            });
        }
    }

    /** What was certainly not taken is not kept. */
    private static <T> T made(Journal.Entry journal, Supplier<T> change) {
        journal.flush();
        try {
            return change.get();
        } catch (Failure e) {
            if (e.kind() != Failure.Kind.UNREACHABLE && e.kind() != Failure.Kind.INTERRUPTED) {
                journal.drop();
            }
            throw e;
        }
    }

    /** What may be changed need not be readable; then it cannot be put back either. */
    private static <T> Optional<T> known(Context context, Settled<T> reading, String path) {
        if (reading.failure().isPresent()) {
            refusedOnly(reading.failure().get());
            context.remarks().note(unkept(path));
        }
        return reading.value();
    }

    private static String unkept(String path) {
        return path + " may not be read: undo will not bring it back";
    }

    private static void refusedOnly(Failure failure) {
        if (failure.kind() != Failure.Kind.REFUSED) {
            throw failure;
        }
    }
}
