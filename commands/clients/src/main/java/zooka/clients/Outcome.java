package zooka.clients;

import java.util.Optional;
import java.util.function.Function;

/**
 * What became of one of many things that were asked for or changed together.
 *
 * @param value empty where the thing does not exist, where it could not be had, and where a change gives nothing
 * @param failure why it could not be read or changed, such as a missing permission
 */
public record Outcome<T>(Optional<T> value, Optional<Failure> failure) {

    public static <T> Outcome<T> of(T value) {
        return new Outcome<>(Optional.of(value), Optional.empty());
    }

    public static <T> Outcome<T> missing() {
        return new Outcome<>(Optional.empty(), Optional.empty());
    }

    public static <T> Outcome<T> failed(Failure failure) {
        return new Outcome<>(Optional.empty(), Optional.of(failure));
    }

    /** The value; empty where there is none; its failure, thrown, where there is one. */
    public Optional<T> orThrow() {
        failure.ifPresent(why -> {
            throw why;
        });
        return value;
    }

    public <R> Outcome<R> map(Function<T, R> function) {
        return new Outcome<>(value.map(function), failure);
    }
}
