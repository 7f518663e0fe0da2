package zooka.commands.shape;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/** Numbers in texts: {@code 7}, {@code -1.5}, and {@code 0x5000004a2} as ZooKeeper writes a zxid. */
final class Numbers {

    /** Longer texts are not numbers of anything here. */
    private static final int LONGEST = 40;

    private Numbers() {}

    static Optional<BigDecimal> of(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.empty();
        }
        if (text.startsWith("0x")) {
            return hex(text.substring(2));
        }
        int digits = 0;
        int dots = 0;
        for (int i = text.charAt(0) == '-' ? 1 : 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == '.' && digits > 0 && i < text.length() - 1) {
                dots++;
            } else {
                return Optional.empty();
            }
        }
        return digits > 0 && dots <= 1 ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    private static Optional<BigDecimal> hex(String digits) {
        for (int i = 0; i < digits.length(); i++) {
            if (Character.digit(digits.charAt(i), 16) < 0 || digits.charAt(i) > 'f') {
                return Optional.empty();
            }
        }
        return digits.isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(new BigInteger(digits, 16)));
    }
}
