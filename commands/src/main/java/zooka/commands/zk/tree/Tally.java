package zooka.commands.zk.tree;

import java.util.Locale;
import java.util.function.Consumer;
import zooka.clients.Failure;
import zooka.clients.text.Counts;
import zooka.clients.zookeeper.Operation;
import zooka.commands.result.Remarks;

/** Counts what became of many changes, and names each that failed, up to a number that can be read. */
public final class Tally implements Consumer<Operation.Outcome> {

    private static final int NAMED = 100;

    private final Remarks remarks;
    private final String verb;
    private long done;
    private long failed;
    private Failure first;

    /** @param verb what is done to a znode: {@code deleted} */
    public Tally(Remarks remarks, String verb) {
        this.remarks = remarks;
        this.verb = verb;
    }

    @Override
    public void accept(Operation.Outcome outcome) {
        if (outcome.failure().isPresent()) {
            fail(outcome.failure().get());
        } else {
            made();
        }
    }

    /**
     * Makes changes whose outcomes are told to this, and says how far they came where the servers are lost.
     *
     * @throws Failure {@code PARTIAL} where some were made until then, else as it was thrown
     */
    public void count(Runnable changes) {
        try {
            changes.run();
        } catch (Failure e) {
            if (e.kind() != Failure.Kind.UNREACHABLE || done == 0) {
                throw e;
            }
            Failure partly = new Failure(
                    Failure.Kind.PARTIAL, Counts.of(done, "znode") + " " + verb + ", then: " + e.getMessage());
            throw e.hint().map(partly::hint).orElse(partly).cause(e);
        }
    }

    public void made() {
        done++;
        if (done % 10_000 == 0) {
            remarks.progress(String.format(Locale.ROOT, "%,d znodes %s", done, verb));
        }
    }

    public void fail(Failure failure) {
        failed++;
        if (first == null) {
            first = failure;
        }
        if (failed <= NAMED) {
            remarks.incomplete(failure);
        } else if (failed == NAMED + 1) {
            remarks.incomplete("more-failures", "more failures are not listed");
        }
    }

    public long done() {
        return done;
    }

    public long failed() {
        return failed;
    }

    /** Nothing but failures is a failure of the whole, of the first one's kind. */
    public void check() {
        if (done == 0 && first != null) {
            throw first;
        }
    }
}
