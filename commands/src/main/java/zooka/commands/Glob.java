package zooka.commands;

import java.util.regex.Pattern;

/** A pattern of names as in a shell: {@code *} stands for any characters, {@code ?} for one, {@code [abc]} for one of these. */
public final class Glob {

    private final Pattern pattern;

    public Glob(String text) {
        StringBuilder regex = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            int end = c == '[' ? text.indexOf(']', at + 2) : -1;
            if (end > 0) {
                String set = text.substring(at + 1, end).replace("\\", "\\\\").replace("[", "\\[");
                regex.append('[')
                        .append(set.startsWith("!") ? "^" + set.substring(1) : set)
                        .append(']');
                at = end;
            } else if (c == '*') {
                regex.append(".*");
            } else if (c == '?') {
                regex.append('.');
            } else {
                regex.append(Pattern.quote(Character.toString(c)));
            }
        }
        this.pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    public boolean matches(String name) {
        return pattern.matcher(name).matches();
    }
}
