package zooka.clients.zookeeper;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.ZooKeeper;
import zooka.clients.Failure;
import zooka.clients.net.Deadline;
import zooka.clients.net.Stopwatch;

/** Sends requests over a connection: each bounded in time, cancelled by an interrupt, repeated where that is safe. */
final class Requests {

    /** Sends one request; the reply is called on the client's event thread. */
    @FunctionalInterface
    interface Request<T> {
        void send(ZooKeeper handle, Reply<T> reply);
    }

    @FunctionalInterface
    interface Reply<T> {
        void done(int code, T value);
    }

    /** What came back: a value where the code is {@code OK}. */
    record Answer<T>(Code code, T value) {}

    private static final int IN_FLIGHT = 4;

    private static final long SHORTEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(500);

    /** A wait is told of, and looked at, so often. */
    private static final Duration SLICE = Duration.ofSeconds(1);

    private final Connection connection;
    private final Duration timeout;

    Requests(Connection connection, Duration timeout) {
        this.connection = connection;
        this.timeout = timeout;
    }

    /** Sends a read, again if the server is lost, until the timeout. */
    <T> Answer<T> read(Request<T> request) {
        return read(request, timeout);
    }

    /** The same, for so long at most and never longer than the timeout; with a pause between tries, which grows. */
    <T> Answer<T> read(Request<T> request, Duration longest) {
        return read(request, longest, false);
    }

    /** Sends a read whose server was lost to the next one, until the timeout. */
    private <T> Answer<T> readAgain(Request<T> request) {
        return read(request, timeout, true);
    }

    private <T> Answer<T> read(Request<T> request, Duration longest, boolean again) {
        Stopwatch since = Stopwatch.start();
        Duration most = longest.compareTo(timeout) < 0 ? longest : timeout;
        Deadline deadline = Deadline.in(most);
        long pause = SHORTEST_PAUSE;
        int losses = again ? 1 : 0;
        while (true) {
            Answer<T> answer = await(start(request), since, deadline, losses == 0);
            if (answer.code() == Code.CONNECTIONLOSS) {
                losses++;
                if (request instanceof LargeReply<T> large && losses <= 2) {
                    large.lost(this, losses);
                }
                if (losses == 1 && connection.several()) {
                    // The time that the lost server was waited for is not taken from the next one.
                    deadline = Deadline.in(most);
                }
            }
            if (!ZooKeeperErrors.passing(answer.code())) {
                return answer;
            }
            if (deadline.passed()) {
                return losses > 0 ? new Answer<>(Code.CONNECTIONLOSS, null) : answer;
            }
            connection.waiting().report(losses > 0 ? "a server" : "an answer", since);
            pause(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE);
        }
    }

    private static void pause(long nanos) {
        LockSupport.parkNanos(nanos);
        if (Thread.currentThread().isInterrupted()) {
            throw Failure.interrupted();
        }
    }

    /** Sends a change, once: after the loss of the server it is unknown whether it was made. */
    <T> Answer<T> change(Request<T> request) {
        Stopwatch since = Stopwatch.start();
        Deadline deadline = Deadline.in(timeout);
        return await(start(request), since, deadline, false);
    }

    /**
     * Sends large reads, a few of them in flight, each once: what cannot be read together may be read piece by piece. The
     * answers are in the requests' order; after one without a value there are no more.
     */
    <T> List<Answer<T>> readLarge(List<Request<T>> requests) {
        return many(requests, IN_FLIGHT, false);
    }

    /**
     * Sends small reads, many of them in flight, each again if the server is lost; same order as the requests. After one
     * for which there was no server within the timeout there are no more: the others would wait as long, one by one.
     */
    <T> List<Answer<T>> readSmall(List<Request<T>> requests) {
        return many(requests, 32 * IN_FLIGHT, true);
    }

    private <T> List<Answer<T>> many(List<Request<T>> requests, int inFlight, boolean repeat) {
        List<Answer<T>> answers = new ArrayList<>(requests.size());
        Deque<CompletableFuture<Answer<T>>> waiting = new ArrayDeque<>();
        int next = 0;
        while (answers.size() < requests.size()) {
            while (next < requests.size() && waiting.size() < inFlight) {
                waiting.add(start(requests.get(next++), waiting.peekLast()));
            }
            Answer<T> answer = await(waiting.remove());
            if (repeat && again(answer.code())) {
                answer = readAgain(requests.get(answers.size()));
            }
            answers.add(answer);
            if (repeat ? ZooKeeperErrors.passing(answer.code()) : answer.value() == null) {
                break;
            }
        }
        return answers;
    }

    /**
     * Whether a server answers now. One that was silent for the whole timeout gets half of it, since the session's requests
     * are answered in order.
     *
     * @param before how the request before it ended
     */
    boolean answered(Code before) {
        Request<Znodes.Stat> small = ClientZnodes.exists("/");
        Answer<Znodes.Stat> answer =
                before == Code.OPERATIONTIMEOUT ? read(small, timeout.dividedBy(2)) : readAgain(small);
        return !ZooKeeperErrors.passing(answer.code());
    }

    /** Whether another server may answer; one that is silent for the whole timeout has had its time. */
    private static boolean again(Code code) {
        return ZooKeeperErrors.passing(code) && code != Code.OPERATIONTIMEOUT;
    }

    /**
     * Sends a request behind another. Where that one found no server this one fails as well: each of many would look for a
     * server as long.
     *
     * @param before null where it is the first
     */
    <T> CompletableFuture<Answer<T>> start(Request<T> request, CompletableFuture<Answer<T>> before) {
        return before != null && before.isCompletedExceptionally() ? before : start(request);
    }

    /** Sends a request and does not wait for its answer; where no server can be reached, the wait for it says so. */
    <T> CompletableFuture<Answer<T>> start(Request<T> request) {
        CompletableFuture<Answer<T>> future = new CompletableFuture<>();
        ZooKeeperHandle handle;
        try {
            handle = connection.handle();
        } catch (Failure e) {
            if (e.kind() != Failure.Kind.UNREACHABLE) {
                throw e;
            }
            future.completeExceptionally(e);
            return future;
        }
        request.send(handle, (code, value) -> future.complete(new Answer<>(Code.get(code), value)));
        return future;
    }

    /**
     * Waits for an answer, as long as one request may take from now on; for what is sent again after the loss of a server. A
     * server that is silent for a third of the time, and to a new connection, too, is left for the next one, if there is another.
     */
    <T> Answer<T> await(CompletableFuture<Answer<T>> future) {
        return await(future, Stopwatch.start(), Deadline.in(timeout), true);
    }

    /** @param leave whether to leave a server that does not answer; not during a change, which must not be sent again */
    private <T> Answer<T> await(
            CompletableFuture<Answer<T>> future, Stopwatch since, Deadline deadline, boolean leave) {
        long slice = Math.min(SLICE.toMillis(), Math.max(1, timeout.toMillis() / 4));
        boolean looked = !leave;
        Deadline end = deadline;
        while (true) {
            try {
                return future.get(end.within(slice).millis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (!looked && since.elapsed().multipliedBy(3).compareTo(timeout) >= 0) {
                    looked = true;
                    if (connection.dropUnresponsive()) {
                        end = Deadline.in(SLICE);
                    }
                } else if (end.passed()) {
                    return new Answer<>(Code.OPERATIONTIMEOUT, null);
                }
                connection.waiting().report("an answer", since);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Failure.interrupted();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Failure failure) {
                    throw failure;
                }
                throw new IllegalStateException(e);
            }
        }
    }
}
