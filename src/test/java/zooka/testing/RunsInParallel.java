package zooka.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Comparator;
import java.util.Set;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
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

    /** About how many seconds it takes: the longest begin first, so that none of them is left at the end. */
    int seconds() default 0;

    /** A lock of the class's own: JUnit hands the mode of a class down to its methods, but not where the class has a lock. */
    final class InOrder implements ResourceLocksProvider {
        @Override
        public Set<Lock> provideForClass(Class<?> test) {
            return Set.of(new Lock(test.getName()));
        }
    }

    /** The order of all classes: those that run beside the others by the time they take, the rest as they are found. */
    final class LongestFirst implements ClassOrderer {
        @Override
        public void orderClasses(ClassOrdererContext context) {
            context.getClassDescriptors()
                    .sort(Comparator.comparingInt(LongestFirst::seconds).reversed());
        }

        private static int seconds(ClassDescriptor test) {
            return test.findAnnotation(RunsInParallel.class)
                    .map(RunsInParallel::seconds)
                    .orElse(0);
        }
    }
}
