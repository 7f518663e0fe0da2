package zooka.clients.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import zooka.clients.Failure;

@Timeout(60)
class AsyncTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private static String never() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw Failure.interrupted();
        }
        throw new AssertionError();
    }

    @Test
    void all_are_asked_at_the_same_time_and_answer_in_the_order_in_which_they_were_named() {
        CountDownLatch asked = new CountDownLatch(3);
        Async.Answers<String, String> answers = Async.each(List.of("c", "a", "b"), Deadline.in(LONG), name -> {
            asked.countDown();
            try {
                asked.await();
            } catch (InterruptedException e) {
                throw Failure.interrupted();
            }
            return name
                    + Thread.currentThread().getName()
                    + Thread.currentThread().isDaemon();
        });
        assertThat(answers.orElse(late -> "late"))
                .containsExactly(entry("c", "cask ctrue"), entry("a", "aask atrue"), entry("b", "bask btrue"));
    }

    @Test
    void more_than_may_be_asked_at_once_are_asked_in_turn() {
        List<Integer> many = IntStream.range(0, 1000).boxed().toList();
        assertThat(Async.each(many, Deadline.in(LONG), number -> number * 2).orElse(late -> -1))
                .hasSize(1000)
                .allSatisfy((number, twice) -> assertThat(twice).isEqualTo(2 * number));
    }

    @Test
    void who_does_not_answer_in_time_is_named_and_the_others_answers_are_there() {
        CountDownLatch answered = new CountDownLatch(1);
        Async<String> quick = Async.ask("quick", () -> "here").then(answered::countDown);
        assertThat(quick.answer()).isEqualTo("here");
        Async.Answers<String, String> answers = Async.each(
                List.of("silent", "quick"),
                Deadline.in(Duration.ofMillis(300)),
                name -> name.equals("silent") ? never() : name);
        assertThat(answers.orElse(late -> late + " is late"))
                .containsExactly(entry("silent", "silent is late"), entry("quick", "quick"));
    }

    @Test
    void what_the_question_fails_with_is_thrown_to_who_waits() {
        Async<String> failing = Async.ask("failing", () -> {
            throw Failure.notFound("no such thing");
        });
        assertThatThrownBy(failing::answer).isInstanceOf(Failure.class).hasMessage("no such thing");
        assertThat(failing.failed()).isTrue();
        Async<String> broken = Async.ask("broken", () -> List.<String>of().get(0));
        assertThatThrownBy(() -> broken.answer(Deadline.in(LONG)))
                .isInstanceOf(IllegalStateException.class)
                .hasCauseInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Async.each(List.of("a"), Deadline.in(LONG), name -> {
                    throw Failure.conflict("two " + name);
                }))
                .isInstanceOf(Failure.class)
                .hasMessage("two a");
    }

    @Test
    void an_interrupt_of_who_waits_cancels_the_question() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        SynchronousQueue<String> cancelled = new SynchronousQueue<>();
        Async<String> waiting = Async.ask("for ever", () -> {
            begun.countDown();
            try {
                return never();
            } finally {
                cancelled.put("cancelled");
            }
        });
        begun.await();
        Thread.currentThread().interrupt();
        assertThatThrownBy(waiting::answer)
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.kind()).isEqualTo(Failure.Kind.INTERRUPTED));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(cancelled.take()).isEqualTo("cancelled");
        assertThat(waiting.endsBy(Deadline.in(LONG))).isTrue();
    }

    @Test
    void who_waits_for_what_is_cancelled_is_let_go_though_it_does_not_end() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        Async<Boolean> stubborn = Async.run("stubborn", () -> {
            begun.countDown();
            while (end.getCount() > 0) {
                Thread.onSpinWait();
            }
        });
        begun.await();
        stubborn.cancel();
        assertThatThrownBy(stubborn::answer).isInstanceOf(Failure.class).hasMessage("interrupted");
        assertThat(stubborn.endsBy(Deadline.in(Duration.ZERO))).isFalse();
        end.countDown();
        assertThat(stubborn.endsBy(Deadline.in(LONG))).isTrue();
    }

    @Test
    void a_queue_asks_in_turn_and_not_what_was_cancelled_before() {
        List<String> asked = new ArrayList<>(); // by one thread at a time
        CountDownLatch go = new CountDownLatch(1);
        Executor queue = Async.queue("one by one", 1);
        Async<Boolean> first = Async.ask(queue, () -> {
            go.await();
            return asked.add("first");
        });
        Async<Boolean> second = Async.ask(queue, () -> asked.add("second"));
        Async<Boolean> third = Async.ask(queue, () -> asked.add("third"));
        second.cancel();
        go.countDown();
        assertThat(first.answer()).isTrue();
        assertThat(third.answer()).isTrue();
        assertThat(asked).containsExactly("first", "third");
        assertThat(Async.known(5).answer()).isEqualTo(5);
    }
}
