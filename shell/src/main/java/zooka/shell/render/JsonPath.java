package zooka.shell.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.commands.result.Cell;
import zooka.commands.shape.CellParts;

/**
 * A template like kubectl's: {@code {.items[*].topic}}, {@code {range .items[*]}{.topic}{"\t"}{.lag}{"\n"}{end}}. A list is the root
 * itself, and also its {@code .items}, so that the habits of kubectl work. Filters, slices and {@code ..} are refused: {@code --where}
 * and {@code --limit} do what they are for.
 */
final class JsonPath {

    private static final String HINT =
            "examples: jsonpath={.items[*].topic}, jsonpath={[0].leader}, jsonpath={.stat.version}";

    private final List<Part> parts;

    private JsonPath(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** A step from a value to some of its parts. */
    @FunctionalInterface
    private interface Step {
        List<? extends Cell> from(Cell cell);
    }

    /** What a template prints. */
    interface Printer {
        void text(String text);

        void value(Cell cell);
    }

    /**
     * A part of a template.
     *
     * @param text printed as it is, unless there is a path
     * @param path the steps to the values; empty for a text
     * @param whole whether the path begins with the elements of the root
     * @param body printed for each value, instead of the value
     */
    private record Part(String text, Optional<List<Step>> path, boolean whole, Optional<List<Part>> body) {

        void print(Cell root, Printer printer) {
            if (path.isEmpty()) {
                printer.text(text);
            } else {
                print(after(root, path.get()), printer, "");
            }
        }

        /** Prints values, the first one after a separator; what separates the next ones from these. */
        String print(List<? extends Cell> values, Printer printer, String before) {
            String separator = before;
            for (Cell value : values) {
                if (body.isPresent()) {
                    body.get().forEach(part -> part.print(value, printer));
                } else {
                    printer.text(separator);
                    printer.value(value);
                    separator = " ";
                }
            }
            return separator;
        }
    }

    private static List<? extends Cell> after(Cell root, List<Step> steps) {
        List<? extends Cell> cells = List.of(root);
        for (Step step : steps) {
            List<Cell> next = new ArrayList<>();
            cells.forEach(cell -> next.addAll(step.from(cell)));
            cells = next;
        }
        return cells;
    }

    /**
     * Reads a template.
     *
     * @throws Failure {@code USAGE}, with the place of the mistake
     */
    static JsonPath of(String template) {
        return new Reader(template).template();
    }

    /** Prints it for a value. */
    void print(Cell root, Printer printer) {
        parts.forEach(part -> part.print(root, printer));
    }

    /**
     * Prints a template whose one path goes through the elements of a list, while these come: the text before them, then for each
     * element what {@link Elements#accept} prints, then the text behind them. Empty where the list is needed as a whole.
     */
    Optional<Elements> elements(Printer printer) {
        List<Part> paths =
                parts.stream().filter(part -> part.path().isPresent()).toList();
        return paths.size() == 1 && paths.get(0).whole()
                ? Optional.of(new Elements(parts, paths.get(0), printer))
                : Optional.empty();
    }

    /** The elements of a list on their way through a template. */
    static final class Elements {
        private final List<Part> parts;
        private final Part path;
        private final Printer printer;
        private String separator = "";

        private Elements(List<Part> parts, Part path, Printer printer) {
            this.parts = parts;
            this.path = path;
            this.printer = printer;
        }

        void begin() {
            parts.subList(0, parts.indexOf(path)).forEach(part -> printer.text(part.text()));
        }

        void accept(Cell element) {
            List<Step> steps = path.path().orElseThrow();
            separator = path.print(after(element, steps.subList(1, steps.size())), printer, separator);
        }

        void end() {
            parts.subList(parts.indexOf(path) + 1, parts.size()).forEach(part -> printer.text(part.text()));
        }
    }

    /** Reads one template. */
    private static final class Reader {
        private final String template;
        private int next;

        Reader(String template) {
            this.template = template;
        }

        JsonPath template() {
            if (template.isBlank()) {
                throw Failure.usage("-o jsonpath= needs an expression").hint(HINT);
            }
            if (template.indexOf('{') < 0) {
                Part path = path(template, 0, Optional.empty());
                return new JsonPath(List.of(path));
            }
            return new JsonPath(parts(false));
        }

        private List<Part> parts(boolean inRange) {
            List<Part> parts = new ArrayList<>();
            while (next < template.length()) {
                int brace = template.indexOf('{', next);
                int end = brace < 0 ? template.length() : brace;
                if (end > next) {
                    parts.add(text(template.substring(next, end)));
                    next = end;
                    continue;
                }
                int begin = brace + 1;
                int close = closing(begin);
                String inside = template.substring(begin, close).strip();
                next = close + 1;
                if (inside.equals("end")) {
                    if (!inRange) {
                        throw failure("{end} without {range}", brace);
                    }
                    return parts;
                }
                parts.add(part(inside, begin));
            }
            if (inRange) {
                throw failure("{range} without {end}", template.length());
            }
            return parts;
        }

        private Part part(String inside, int at) {
            if (inside.startsWith("range ")) {
                String path = inside.substring("range ".length()).strip();
                return path(path, at, Optional.of(parts(true)));
            }
            boolean quoted = inside.length() > 1
                    && "\"'".indexOf(inside.charAt(0)) >= 0
                    && inside.charAt(inside.length() - 1) == inside.charAt(0);
            return quoted
                    ? text(unescaped(inside.substring(1, inside.length() - 1)))
                    : path(inside, at, Optional.empty());
        }

        private static Part text(String text) {
            return new Part(text, Optional.empty(), false, Optional.empty());
        }

        /** Where the brace is closed; braces in quotes do not count. */
        private int closing(int begin) {
            char quote = 0;
            for (int i = begin; i < template.length(); i++) {
                char c = template.charAt(i);
                if (quote != 0 && c == '\\') {
                    i++;
                } else if (quote != 0) {
                    quote = c == quote ? 0 : quote;
                } else if (c == '"' || c == '\'') {
                    quote = c;
                } else if (c == '}') {
                    return i;
                }
            }
            throw failure("unclosed {", begin - 1);
        }

        private static String unescaped(String text) {
            return text.replace("\\n", "\n")
                    .replace("\\t", "\t")
                    .replace("\\\"", "\"")
                    .replace("\\\\", "\\");
        }

        private Part path(String path, int at, Optional<List<Part>> body) {
            List<Step> steps = new ArrayList<>();
            boolean whole = false;
            boolean items = false;
            int i = path.startsWith("$") || path.startsWith("@") ? 1 : 0;
            if (i == 0 && !path.startsWith(".") && !path.startsWith("[")) {
                throw failure("'" + path + "' does not begin with . or [", at);
            }
            while (i < path.length()) {
                int begin = i;
                if (path.startsWith("..", i)) {
                    throw failure(".. is not supported", at);
                }
                if (path.charAt(i) == '.') {
                    StringBuilder name = new StringBuilder();
                    i = name(path, i + 1, name);
                    if (name.length() == 0 && i < path.length() && path.charAt(i) == '[') {
                        continue; // .[0]
                    }
                    if (name.length() == 0 && path.length() > 1) {
                        throw failure("no name behind . in '" + path + "'", at);
                    }
                    if (name.toString().equals("items") && steps.isEmpty() && !items) {
                        items = true; // of a list, which is the root itself
                    } else if (name.toString().equals("*")) {
                        whole |= steps.isEmpty();
                        steps.add(CellParts::members);
                    } else if (name.length() > 0) {
                        steps.add(field(name.toString()));
                    }
                } else if (path.charAt(i) == '[') {
                    int close = path.indexOf(']', i);
                    if (close < 0) {
                        throw failure("unclosed [ in '" + path + "'", at);
                    }
                    String inside = path.substring(i + 1, close).strip();
                    i = close + 1;
                    if (inside.equals("*")) {
                        whole |= steps.isEmpty();
                        steps.add(CellParts::members);
                    } else {
                        steps.add(bracket(inside, at));
                    }
                } else {
                    throw failure("unexpected '" + path.charAt(begin) + "' in '" + path + "'", at);
                }
            }
            return new Part("", Optional.of(List.copyOf(steps)), whole, body);
        }

        private static int name(String path, int begin, StringBuilder name) {
            int i = begin;
            for (; i < path.length() && path.charAt(i) != '.' && path.charAt(i) != '['; i++) {
                if (path.charAt(i) == '\\' && i + 1 < path.length()) {
                    i++;
                }
                name.append(path.charAt(i));
            }
            return i;
        }

        private Step bracket(String inside, int at) {
            boolean quoted = inside.length() > 1
                    && "\"'".indexOf(inside.charAt(0)) >= 0
                    && inside.indexOf(inside.charAt(0), 1) == inside.length() - 1;
            if (quoted) {
                return field(inside.substring(1, inside.length() - 1));
            }
            try {
                int index = Integer.parseInt(inside);
                return cell -> element(cell, index);
            } catch (NumberFormatException e) {
                String instead = inside.startsWith("?") ? "; use --where" : inside.contains(":") ? "; use --limit" : "";
                throw failure("[" + inside + "] is not supported" + instead, at).cause(e);
            }
        }

        private Failure failure(String what, int at) {
            return Failure.usage("-o jsonpath: " + what + ", at character " + (at + 1) + " of '" + template + "'")
                    .hint(HINT);
        }
    }

    private static Step field(String name) {
        return cell -> {
            Cell part = CellParts.named(cell, name);
            return part.equals(Cell.missing()) ? List.of() : List.of(part);
        };
    }

    private static List<? extends Cell> element(Cell cell, int index) {
        List<? extends Cell> members = CellParts.members(cell);
        int place = index < 0 ? members.size() + index : index;
        return place >= 0 && place < members.size() ? List.of(members.get(place)) : List.of();
    }
}
