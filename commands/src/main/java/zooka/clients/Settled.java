package zooka.clients;

import java.util.Optional;
import java.util.function.Function;

/**
 * What became of one of many things that were asked for or changed together.
 *
 * @param value empty where the thing does not exist, where it could not be had, and where a change gives nothing
 * @param failure why it could not be had or changed, such as for want of permission
 */
public record Settled<T>(Optional<T> value, Optional<Failure> failure) {

    public static <T> Settled<T> of(T value) {
        return new Settled<>(Optional.of(value), Optional.empty());
    }

    public static <T> Settled<T> missing() {
        return new Settled<>(Optional.empty(), Optional.empty());
    }

    public static <T> Settled<T> failed(Failure failure) {
        return new Settled<>(Optional.empty(), Optional.of(failure));
    }

    /** The value; empty where there is none; its failure, thrown, where there is one. */
    public Optional<T> orThrow() {
        failure.ifPresent(why -> {
            throw why;
        });
        return value;
    }

    public <R> Settled<R> map(Function<T, R> function) {
        return new Settled<>(value.map(function), failure);
    }
}
