package zooka.commands.kafka.partition;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import zooka.clients.kafka.Administration;
import zooka.clients.kafka.Replicas;
import zooka.testing.TestRun;
import zooka.testing.fake.MemoryKafka;

/** Assignments that change between the requests of one command. */
final class CurrentAssignmentTest {

    private final MemoryKafka kafka = new MemoryKafka();

    /** The answers about reassignments in progress, one after the other. */
    private final Deque<List<Replicas.Move>> answers = new ArrayDeque<>();

    @Test
    void a_partition_has_no_more_replicas_when_its_reassignment_begins_or_ends() {
        kafka.append("orders", 0, 3);
        // The throttle holds up the copy: the partition has three replicas.
        new TestRun(kafka.clusters()).change("partition", "move", "orders-0", "--to", "3,1", "--throttle", "1");
        List<Replicas.Move> moves = kafka.administration().replicas().moves();
        assertThat(moves).hasSize(1);
        assertThat(moves.get(0).replicas()).hasSize(3);
        for (List<List<Replicas.Move>> told : List.of(
                List.of(moves, List.<Replicas.Move>of()),
                List.of(List.<Replicas.Move>of(), moves),
                List.of(moves, moves))) {
            answers.clear();
            answers.addAll(told);
            TestRun run = new TestRun(kafka.clusters().with(administration()));
            assertThat(new String(run.document("partition", "generate", "orders:0"), StandardCharsets.UTF_8))
                    .contains("[3,1]");
            assertThat(answers).isEmpty();
        }
    }

    private Administration administration() {
        Replicas replicas = (Replicas) Proxy.newProxyInstance(
                Replicas.class.getClassLoader(),
                new Class<?>[] {Replicas.class},
                (proxy, method, arguments) -> method.getName().equals("moves")
                        ? answers.remove()
                        : call(method, kafka.administration().replicas(), arguments));
        return (Administration) Proxy.newProxyInstance(
                Administration.class.getClassLoader(),
                new Class<?>[] {Administration.class},
                (proxy, method, arguments) -> method.getName().equals("replicas")
                        ? replicas
                        : call(method, kafka.administration(), arguments));
    }

    private static Object call(java.lang.reflect.Method method, Object on, Object[] arguments) throws Throwable {
        try {
            return method.invoke(on, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
