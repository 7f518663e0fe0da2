package zooka.commands.value;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import zooka.clients.Failure;

/**
 * The way to a part of JSON: {@code a.b[0].c}, where {@code a.b.0.c} is the same, or {@code /a/b/0/c} (RFC 6901), which can
 * name keys with dots in them too.
 *
 * @param steps the keys and indices; none for the whole
 * @param slashes whether it was written with slashes, and so is shown
 */
public record Pointer(List<String> steps, boolean slashes) {

    /** Said in the help of each command that takes one. */
    public static final String DESCRIPTION = "The field: a.b[0].c, or /a/b/0/c (RFC 6901); . is the whole value.";

    private static final Pattern INDEX = Pattern.compile("\\d+");

    public Pointer {
        steps = List.copyOf(steps);
    }

    /**
     * Reads it as it was typed.
     *
     * @throws Failure {@code USAGE} where a bracket is not closed or a step is empty
     */
    public static Pointer parse(String typed) {
        if (typed.isEmpty() || typed.equals(".")) {
            return new Pointer(List.of(), false);
        }
        return typed.startsWith("/") ? slashes(typed) : dots(typed.startsWith(".") ? typed.substring(1) : typed);
    }

    private static Pointer slashes(String typed) {
        List<String> steps = new ArrayList<>();
        for (String step : typed.substring(1).split("/", -1)) {
            steps.add(step.replace("~1", "/").replace("~0", "~"));
        }
        return new Pointer(steps, true);
    }

    private static Pointer dots(String typed) {
        List<String> steps = new ArrayList<>();
        for (String part : typed.split("\\.", -1)) {
            int bracket = part.indexOf('[');
            String key = bracket < 0 ? part : part.substring(0, bracket);
            if (!key.isEmpty() || bracket < 0 || !steps.isEmpty()) {
                steps.add(key);
            }
            for (int at = bracket; at >= 0 && at < part.length(); ) {
                int close = part.indexOf(']', at);
                if (part.charAt(at) != '[' || close < 0) {
                    throw Failure.usage("invalid JSON pointer '" + typed + "'").hint("examples: a.b[0].c, /a/b/0/c");
                }
                steps.add(part.substring(at + 1, close));
                at = close + 1;
            }
        }
        if (steps.contains("")) {
            throw Failure.usage("invalid JSON pointer '" + typed + "': empty key")
                    .hint("use /a//b for an empty key");
        }
        return new Pointer(steps, false);
    }

    /** The first steps of it. */
    Pointer first(int count) {
        return new Pointer(steps.subList(0, count), slashes);
    }

    Pointer parent() {
        return first(steps.size() - 1);
    }

    String last() {
        return steps.get(steps.size() - 1);
    }

    @Override
    public String toString() {
        if (steps.isEmpty()) {
            return ".";
        }
        StringBuilder text = new StringBuilder();
        for (String step : steps) {
            if (slashes) {
                text.append('/').append(step.replace("~", "~0").replace("/", "~1"));
            } else if (INDEX.matcher(step).matches()) {
                text.append('[').append(step).append(']');
            } else {
                text.append(text.isEmpty() ? "" : ".").append(step);
            }
        }
        return text.toString();
    }
}
