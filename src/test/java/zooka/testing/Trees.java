package zooka.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import zooka.clients.Outcome;
import zooka.clients.zookeeper.Acl;
import zooka.clients.zookeeper.Kind;
import zooka.clients.zookeeper.Operation;
import zooka.clients.zookeeper.Znodes;

/** Many znodes at once, for tests to make and to tidy up. */
public final class Trees {

    private Trees() {}

    /** Makes them in that order, with that text in each; one that cannot be made fails the test. */
    public static void make(Znodes znodes, String text, String... paths) {
        make(znodes, paths.length, i -> create(paths[i], text));
    }

    /** Makes many. */
    public static void make(Znodes znodes, int count, IntFunction<Operation.Create> each) {
        apply(znodes, IntStream.range(0, count).<Operation>mapToObj(each).iterator());
    }

    /** A znode that is persistent and open to the world. */
    public static Operation.Create create(String path, String text) {
        return new Operation.Create(
                path, Optional.of(text.getBytes(StandardCharsets.UTF_8)), Kind.PERSISTENT, Acl.OPEN);
    }

    /** The znode and its descendants that may be listed, each before what is below it. */
    public static List<String> paths(Znodes znodes, String root) {
        List<String> all = new ArrayList<>(List.of(root));
        for (int next = 0; next < all.size(); ) {
            List<String> level = List.copyOf(all.subList(next, all.size()));
            next = all.size();
            List<Outcome<List<String>>> children = znodes.childrenOfEach(level);
            for (int i = 0; i < level.size(); i++) {
                String path = level.get(i);
                children.get(i).value().orElse(List.of()).forEach(name -> all.add(path + "/" + name));
            }
        }
        return all;
    }

    /** Deletes it and its descendants, if it is there. */
    public static void clear(Znodes znodes, String root) {
        if (znodes.stat(root).isPresent()) {
            List<String> all = paths(znodes, root);
            Collections.reverse(all);
            delete(znodes, all);
        }
    }

    private static void apply(Znodes znodes, Iterator<Operation> operations) {
        znodes.applyAll(operations, outcome -> outcome.failure().ifPresent(failure -> {
            throw failure;
        }));
    }

    /** Deletes them in that order; one that cannot be deleted fails the test. */
    public static void delete(Znodes znodes, List<String> paths) {
        apply(
                znodes,
                paths.stream()
                        .<Operation>map(path -> new Operation.Delete(path, OptionalInt.empty()))
                        .iterator());
    }
}
