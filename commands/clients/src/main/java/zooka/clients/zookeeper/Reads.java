package zooka.clients.zookeeper;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import zooka.clients.Outcome;
import zooka.clients.zookeeper.Requests.Answer;
import zooka.clients.zookeeper.Requests.Request;

/**
 * Many reads at once: in multis where the server takes them (ZooKeeper 3.6 and later), which is 20 to 130 times as fast as
 * one after the other; else one request each, many in flight.
 */
final class Reads {

    /** Reads in one multi: enough to make the round trip cheap, few enough that several keep client and server busy. */
    private static final int BATCH = 250;

    private final Requests requests;
    /** How often in a row reading by multi has failed: once may be a server that died, twice is one that cannot. */
    private final AtomicInteger failedMultiReads = new AtomicInteger();

    Reads(Requests requests) {
        this.requests = requests;
    }

    /** How a result of a multi is read. */
    interface Part<T> {
        T of(String path, OpResult result);
    }

    /** @param doing what was attempted, for failures: {@code reading } before the path */
    <T> List<Outcome<T>> inBatches(
            List<String> paths,
            Function<String, Op> operation,
            Function<String, Request<T>> single,
            Part<T> part,
            String doing) {
        if (failedMultiReads.get() > 1 || paths.size() < 3) {
            return each(paths, single, doing);
        }
        List<Request<List<OpResult>>> batches = new ArrayList<>();
        for (int from = 0; from < paths.size(); from += BATCH) {
            List<Op> operations = paths.subList(from, Math.min(paths.size(), from + BATCH)).stream()
                    .map(operation)
                    .toList();
            batches.add((handle, reply) ->
                    handle.multi(operations, (code, path, context, results) -> reply.done(code, results), null));
        }
        List<Outcome<T>> all = new ArrayList<>(paths.size());
        for (Answer<List<OpResult>> answer : requests.readLarge(batches)) {
            if (answer.code() == Code.OPERATIONTIMEOUT) {
                // Each piece would wait as long.
                throw ZooKeeperErrors.of(answer.code(), paths.get(all.size()), doing + paths.get(all.size()));
            }
            if (answer.value() == null) {
                // Older servers hang up on operations that they do not know; or the replies together were too large.
                failedMultiReads.incrementAndGet();
                return each(paths, single, doing);
            }
            for (OpResult result : answer.value()) {
                String path = paths.get(all.size());
                if (result instanceof OpResult.ErrorResult error) {
                    all.add(reading(new Answer<>(Code.get(error.getErr()), null), path, doing));
                } else {
                    all.add(Outcome.of(part.of(path, result)));
                }
            }
        }
        failedMultiReads.set(0);
        return all;
    }

    /** One request for each path, many in flight. */
    <T> List<Outcome<T>> each(List<String> paths, Function<String, Request<T>> single, String doing) {
        List<Answer<T>> answers = requests.readSmall(paths.stream().map(single).toList());
        List<Outcome<T>> all = new ArrayList<>(paths.size());
        for (Answer<T> answer : answers) {
            all.add(reading(answer, paths.get(all.size()), doing));
        }
        return all;
    }

    /** What an answer says of the znode; the loss of the server is a failure of the whole and thrown. */
    <T> Outcome<T> reading(Answer<T> answer, String path, String doing) {
        if (answer.code() == Code.OK) {
            return Outcome.of(answer.value());
        }
        if (answer.code() == Code.NONODE) {
            return Outcome.missing();
        }
        var failure = ZooKeeperErrors.of(answer.code(), path, doing + path);
        if (ZooKeeperErrors.passing(answer.code())) {
            throw failure;
        }
        return Outcome.failed(failure);
    }
}
