package zooka.testing;

import java.util.List;
import java.util.OptionalInt;
import zooka.commands.zk.Operation;
import zooka.commands.zk.Znodes;

/** Many znodes at once, for tests to make and to tidy up. */
public final class Trees {

    private Trees() {}

    /** Deletes them in that order; one that cannot be deleted fails the test. */
    public static void delete(Znodes znodes, List<String> paths) {
        List<Operation> operations = paths.stream()
                .<Operation>map(path -> new Operation.Delete(path, OptionalInt.empty()))
                .toList();
        znodes.applyAll(operations.iterator(), outcome -> outcome.failure().ifPresent(failure -> {
            throw failure;
        }));
    }
}
