package zooka.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Set;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;

/**
 * A class that runs beside the others, two of its kind at a time: it has servers of its own, or znodes that nobody else looks
 * at, and waits more than it works. Its methods run one after the other.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(providers = RunsInParallel.InOrder.class)
public @interface RunsInParallel {

    /** A lock of the class's own: JUnit hands the mode of a class down to its methods, but not where the class has a lock. */
    final class InOrder implements ResourceLocksProvider {
        @Override
        public Set<Lock> provideForClass(Class<?> test) {
            return Set.of(new Lock(test.getName()));
        }
    }
}
