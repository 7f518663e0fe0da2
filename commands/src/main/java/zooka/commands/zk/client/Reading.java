package zooka.commands.zk.client;

import java.util.Optional;
import java.util.function.Function;
import zooka.commands.Failure;

/**
 * One of many things that were read together.
 *
 * @param value empty where the znode does not exist or could not be read
 * @param failure why it could not be read, such as for want of permission; empty where it was, or does not exist
 */
public record Reading<T>(Optional<T> value, Optional<Failure> failure) {

    public static <T> Reading<T> of(T value) {
        return new Reading<>(Optional.of(value), Optional.empty());
    }

    public static <T> Reading<T> missing() {
        return new Reading<>(Optional.empty(), Optional.empty());
    }

    public static <T> Reading<T> failed(Failure failure) {
        return new Reading<>(Optional.empty(), Optional.of(failure));
    }

    /** The value; empty where the znode does not exist; its failure, thrown, where there is one. */
    public Optional<T> orThrow() {
        failure.ifPresent(why -> {
            throw why;
        });
        return value;
    }

    public <R> Reading<R> map(Function<T, R> function) {
        return new Reading<>(value.map(function), failure);
    }
}
