package zooka.commands.shape;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How a cell is compared with a value. */
enum Operator {
    EQUAL("="),
    NOT_EQUAL("!="),
    LESS("<"),
    AT_MOST("<="),
    GREATER(">"),
    AT_LEAST(">="),
    MATCHES("=~"),
    MATCHES_NOT("!~");

    private final String sign;

    Operator(String sign) {
        this.sign = sign;
    }

    /** The operator with a sign; {@code ==} is the same as {@code =}. */
    static Optional<Operator> of(String sign) {
        String one = sign.equals("==") ? "=" : sign;
        return Arrays.stream(values())
                .filter(operator -> operator.sign.equals(one))
                .findFirst();
    }

    static List<String> signs() {
        return Arrays.stream(values()).map(Operator::sign).toList();
    }

    String sign() {
        return sign;
    }

    /** Whether it holds where another one does not. */
    boolean negative() {
        return this == NOT_EQUAL || this == MATCHES_NOT;
    }

    boolean isRegex() {
        return this == MATCHES || this == MATCHES_NOT;
    }

    /** Whether it says that two values are equal, or that they are not. */
    boolean isEquality() {
        return this == EQUAL || this == NOT_EQUAL;
    }

    /** Whether it, or its opposite where it is negative, holds for values that compare like this. */
    boolean holds(int comparison) {
        return switch (this) {
            case EQUAL, NOT_EQUAL -> comparison == 0;
            case LESS -> comparison < 0;
            case AT_MOST -> comparison <= 0;
            case GREATER -> comparison > 0;
            case AT_LEAST -> comparison >= 0;
            case MATCHES, MATCHES_NOT -> false;
        };
    }
}
