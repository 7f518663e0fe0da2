package zooka.commands.action;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.ArgSpec;

/**
 * What the value of an option or of a parameter is, and completes to; it is declared at the field. A field whose type is an
 * enum needs none: it completes to the constants.
 *
 * <p>It annotates the type of the field, not the field: picocli reads all annotations of each field when a command starts, and
 * would pay for this one, which only completion, the history and changes need.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
public @interface Completes {

    Candidates value();

    /** Those of {@link Candidates#WORDS}. */
    String[] words() default {};

    /**
     * Whether a pattern of names stays as it is typed, because the value is the name of something new, or because the command
     * matches patterns itself.
     */
    boolean asTyped() default false;

    /**
     * An argument's candidates, as they are declared.
     *
     * @param words what can be typed, where it is one of {@link Candidates#WORDS}
     * @param asTyped whether a pattern of names stays as it is typed
     */
    record Declaration(Candidates candidates, List<String> words, boolean asTyped) {

        private Declaration(Candidates candidates, List<String> words) {
            this(candidates, words, false);
        }

        /** What is declared for an argument of a command; empty where nothing is. */
        public static Optional<Declaration> of(ArgSpec argument) {
            if (CommonOptions.isOutput(argument)) {
                return Optional.of(new Declaration(Candidates.FORMAT, List.of()));
            }
            Optional<Candidates> shaping = CommonOptions.completing(argument);
            if (shaping.isPresent()) {
                return Optional.of(new Declaration(shaping.get(), List.of()));
            }
            if (argument.type().isEnum()) {
                return Optional.of(new Declaration(Candidates.WORDS, constants(argument.type())));
            }
            return argument.userObject() instanceof Field field
                    ? Optional.ofNullable(field.getAnnotatedType().getAnnotation(Completes.class))
                            .map(annotation -> new Declaration(
                                    annotation.value(), List.of(annotation.words()), annotation.asTyped()))
                    : Optional.empty();
        }

        private static List<String> constants(Class<?> type) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                    .toList();
        }
    }
}
