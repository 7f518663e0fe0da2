package zooka.clients.zookeeper;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import zooka.clients.Failure;
import zooka.clients.zookeeper.Operation.Outcome;
import zooka.clients.zookeeper.Requests.Answer;
import zooka.clients.zookeeper.Requests.Request;

/** Sends many changes, and finds out what became of each, also where a server is lost in the middle. */
final class Batches {

    private static final int BATCH = 500;
    /** A server takes requests of at most its {@code jute.maxbuffer}, 1 MiB unless it was told otherwise. */
    private static final int BATCH_BYTES = 512 << 10;

    private static final int IN_FLIGHT = 8;

    private final Requests requests;
    private final Writes writes;

    Batches(Requests requests, Writes writes) {
        this.requests = requests;
        this.writes = writes;
    }

    /** Operations that were sent together: in one request, or each in its own where no transaction takes them. */
    private record Batch(List<Operation> operations, List<CompletableFuture<Answer<String>>> answers) {
        CompletableFuture<Answer<String>> last() {
            return answers.get(answers.size() - 1);
        }

        /** Those that went to a server; where none was found, the answer is a failure from the start. */
        List<Operation> sent() {
            int each = operations.size() / answers.size();
            long sent = answers.stream()
                    .filter(answer -> !answer.isCompletedExceptionally())
                    .count();
            return operations.subList(0, (int) sent * each);
        }
    }

    /** In batches, a few in flight; a session's requests are executed in the order in which they were sent. */
    void apply(Iterator<Operation> operations, Runnable sending, Consumer<Outcome> done) {
        Deque<Batch> waiting = new ArrayDeque<>();
        Deque<Operation> unsettled = new ArrayDeque<>();
        Consumer<Outcome> settling = outcome -> {
            unsettled.remove();
            done.accept(outcome);
        };
        try {
            Optional<Operation> first = next(operations);
            while (first.isPresent() || !waiting.isEmpty()) {
                while (first.isPresent() && waiting.size() < IN_FLIGHT) {
                    List<Operation> batch = new ArrayList<>();
                    int bytes = 0;
                    while (first.isPresent()
                            && batch.size() < BATCH
                            && (batch.isEmpty() || fits(batch, bytes, first.get()))) {
                        bytes += first.get().size();
                        batch.add(first.get());
                        first = next(operations);
                    }
                    sending.run();
                    Batch sent = new Batch(batch, start(batch, waiting.peekLast()));
                    unsettled.addAll(sent.sent());
                    waiting.add(sent);
                }
                settle(waiting.remove(), settling);
            }
        } catch (Failure e) {
            if (e.kind() != Failure.Kind.UNREACHABLE) {
                throw e;
            }
            // A read for the next change may have failed; then some of the answers are available.
            settleAnswered(waiting, settling);
            throw unsettled.isEmpty() ? e : gone(unsettled, e);
        }
    }

    private void settle(Batch batch, Consumer<Outcome> done) {
        List<Operation> operations = batch.operations();
        int each = operations.size() / batch.answers().size();
        for (int from = 0; from < operations.size(); from += each) {
            List<Operation> some = operations.subList(from, from + each);
            Code code = requests.await(batch.answers().get(from / each)).code();
            if (code == Code.OK) {
                some.forEach(operation -> done.accept(Outcome.made(operation)));
            } else if (ZooKeeperErrors.passing(code)) {
                // Answers come in order: where one is lost, so are those behind it.
                oneByOne(operations.subList(from, operations.size()), code, done);
                return;
            } else {
                oneByOne(some, code, done);
            }
        }
    }

    /** Settles the batches up to the first that is not made as a whole, without waiting. */
    private static void settleAnswered(Deque<Batch> waiting, Consumer<Outcome> done) {
        while (!waiting.isEmpty() && waiting.peek().answers().stream().allMatch(Batches::made)) {
            waiting.remove().operations().forEach(operation -> done.accept(Outcome.made(operation)));
        }
    }

    private static boolean made(CompletableFuture<Answer<String>> answer) {
        return answer.isDone()
                && !answer.isCompletedExceptionally()
                && answer.join().code() == Code.OK;
    }

    private static boolean fits(List<Operation> batch, int bytes, Operation next) {
        return bytes + next.size() <= BATCH_BYTES
                && next.transactable() == batch.get(0).transactable();
    }

    /** One request, or as many as there are operations. */
    private static List<Request<String>> together(List<Operation> batch) {
        if (!batch.get(0).transactable()) {
            return batch.stream().map(OperationRequests::single).toList();
        }
        List<Op> ops = batch.stream().map(OperationRequests::op).toList();
        return List.of(
                (handle, reply) -> handle.multi(ops, (code, path, context, results) -> reply.done(code, path), null));
    }

    private List<CompletableFuture<Answer<String>>> start(List<Operation> batch, Batch before) {
        List<CompletableFuture<Answer<String>>> answers = new ArrayList<>();
        CompletableFuture<Answer<String>> last = before == null ? null : before.last();
        for (Request<String> request : together(batch)) {
            last = requests.start(request, last);
            answers.add(last);
        }
        return answers;
    }

    private static Optional<Operation> next(Iterator<Operation> operations) {
        return operations.hasNext() ? Optional.of(operations.next()) : Optional.empty();
    }

    /**
     * A multi is all or nothing: one by one, those that can be made are.
     *
     * @param before how they ended together: where the server was lost, they may have been made already
     */
    private void oneByOne(List<Operation> operations, Code before, Consumer<Outcome> done) {
        Deque<CompletableFuture<Answer<String>>> sent = new ArrayDeque<>();
        int next = 0;
        boolean disturbed = false;
        boolean uncertain = ZooKeeperErrors.passing(before);
        if (uncertain && !requests.answered(before)) {
            throw Failure.unreachable("no server answers");
        }
        for (int at = 0; at < operations.size(); at++) {
            while (next < operations.size() && sent.size() < BATCH) {
                sent.add(requests.start(OperationRequests.single(operations.get(next++)), sent.peekLast()));
            }
            Operation operation = operations.get(at);
            Code code = requests.await(sent.remove()).code();
            disturbed |= ZooKeeperErrors.passing(code);
            if (disturbed && code != Code.OK) {
                // Where one was lost, those after it may have come to a server before it; now all before it are done.
                code = requests.read(OperationRequests.single(operation)).code();
                if (ZooKeeperErrors.passing(code) && operation.size() <= Writes.LARGE) {
                    // Each of the others would wait as long, in vain.
                    throw Failure.unreachable("no server answers");
                }
            }
            boolean made = code == Code.OK
                    || (code == Code.NONODE && operation instanceof Operation.Delete)
                    || ((uncertain || disturbed) && writes.made(operation, code));
            done.accept(made ? Outcome.made(operation) : Outcome.failed(operation, Writes.failure(code, operation)));
        }
    }

    /** No server for a whole timeout: what was sent may have been made, and the rest is not tried. */
    private static Failure gone(Deque<Operation> sent, Failure why) {
        return Failure.unreachable(String.format(
                        Locale.ROOT,
                        "no server answers; %,d changes, starting at %s, may have been applied",
                        sent.size(),
                        sent.peek().path()))
                .hint("run ensemble to see the servers; repeat the command when they are back")
                .cause(why);
    }
}
