package zooka.commands.kafka;

import java.util.regex.Pattern;

/** A pattern of names as in a shell: {@code *} stands for any characters, {@code ?} for one. */
final class Glob {

    private final Pattern pattern;

    Glob(String text) {
        StringBuilder regex = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(Character.toString(c)));
            }
        });
        this.pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    boolean matches(String name) {
        return pattern.matcher(name).matches();
    }
}
