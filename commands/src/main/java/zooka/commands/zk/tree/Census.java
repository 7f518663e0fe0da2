package zooka.commands.zk.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import zooka.clients.text.Sizes;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.action.Context;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;

/**
 * What a subtree amounts to, for plans.
 *
 * @param bytes of all values
 * @param examples some of the ephemerals
 */
public record Census(long znodes, long bytes, long ephemerals, List<String> examples) {

    private static final int EXAMPLES = 5;

    /** Counts it, showing how far it is. */
    public static Census of(Context context, String root) {
        long[] counts = new long[3];
        List<String> examples = new ArrayList<>();
        Walk.values(context.clusters().znodes(), context.remarks(), Walk.EVERYTHING)
                .preorder(root, visited -> {
                    Znodes.Stat stat = visited.znode().orElseThrow().stat();
                    counts[0]++;
                    counts[1] += stat.dataLength();
                    if (stat.kind().ephemeral()) {
                        counts[2]++;
                        if (examples.size() < EXAMPLES) {
                            examples.add(visited.path());
                        }
                    }
                    if (counts[0] % 10_000 == 0) {
                        context.remarks().progress(String.format(Locale.ROOT, "%,d znodes counted", counts[0]));
                    }
                });
        return new Census(counts[0], counts[1], counts[2], List.copyOf(examples));
    }

    /** {@code 1,204 znodes (38.1 KiB), 2 of them ephemeral}. */
    public String text() {
        String text =
                String.format(Locale.ROOT, "%,d %s (%s)", znodes, znodes == 1 ? "znode" : "znodes", Sizes.text(bytes));
        if (ephemerals == 0) {
            return text;
        }
        String which = String.join(", ", examples) + (ephemerals > examples.size() ? ", ..." : "");
        return text + String.format(Locale.ROOT, ", %,d of them ephemeral (%s)", ephemerals, which);
    }

    public List<Field> fields() {
        return List.of(
                Field.of("znodes", "znodes", Cell.count(znodes)),
                Field.of("bytes", "bytes", new Cell.Size(bytes)),
                Field.of("ephemerals", "ephemerals", Cell.count(ephemerals)));
    }
}
