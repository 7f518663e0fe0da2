import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Types a scenario into a terminal of tmux, looks at the screen many times a second, and draws what it saw as an SVG that is animated by
 * CSS alone. Each row of the screen is a strip of all that it ever showed, behind a window of one row; what moves is the strip.
 *
 * <p>Arguments: the scenario, the file to write, the socket of tmux.
 */
final class Screencast {

    private static final int MOST_BYTES = 300_000;
    private static final int LETTER_MILLIS = 45;
    private static final int LOOK_MILLIS = 30;
    private static final long PATIENCE_MILLIS = 120_000;

    /** What the image shows of a time in which nothing happens. */
    private static final long LONGEST_STILL_MILLIS = 3_000;

    /** How long the last screen is shown before the image begins again. */
    private static final long END_MILLIS = 3_000;

    /** Of a cell, in pixels; the text is stretched to it, whatever the font. */
    private static final double WIDTH = 8.4;

    private static final int HEIGHT = 18;
    private static final int BASELINE = 13;
    private static final int MARGIN = 12;

    private static final String FOREGROUND = "#d0d7de";
    private static final String BACKGROUND = "#0d1117";
    private static final String[] PALETTE = {
        "#484f58", "#ff7b72", "#56d364", "#e3b341", "#79c0ff", "#d2a8ff", "#56d4dd", "#d0d7de",
        "#8b949e", "#ffa198", "#7ee787", "#f2cc60", "#a5d6ff", "#e2c5ff", "#b3f0ff", "#ffffff"
    };

    /** What was on the screen from that moment on: a drawing of each row, and of the cursor. */
    private record Frame(long millis, List<String> rows, String cursor) {}

    /** How text looks. */
    private record Style(String colour, String behind, boolean bold, boolean dim, boolean italic, boolean reverse) {
        private static final Style PLAIN = new Style(FOREGROUND, BACKGROUND, false, false, false, false);

        private String seenColour() {
            return reverse ? behind : colour;
        }

        private String seenBehind() {
            return reverse ? colour : behind;
        }
    }

    private final Path socket;
    private final List<Frame> frames = new ArrayList<>();
    private int columns = 80;
    private int rows = 24;
    private long begin;
    private String screen = "";

    private Screencast(Path socket) {
        this.socket = socket;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Screencast cast = new Screencast(Path.of(arguments[2]));
        cast.play(Files.readAllLines(Path.of(arguments[0])));
        String svg = cast.svg();
        int bytes = svg.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
            throw new IllegalStateException(bytes + " bytes: leave something out");
        }
        Files.writeString(Path.of(arguments[1]), svg);
        System.out.println(arguments[1] + ": " + bytes / 1024 + " KiB, " + cast.frames.size() + " screens");
    }

    private void play(List<String> steps) throws IOException, InterruptedException {
        for (String step : steps) {
            if (step.isBlank() || step.startsWith("#")) {
                continue;
            }
            String[] words = step.split(" ", 2);
            String rest = words.length > 1 ? words[1] : "";
            switch (words[0]) {
                case "size" -> open(rest.split(" ", -1));
                case "type" -> type(rest);
                case "line" -> {
                    type(rest);
                    keys("Enter");
                }
                case "keys" -> keys(rest.split(" ", -1));
                case "await" -> await(step, seen -> seen.contains(rest));
                case "prompt" -> await(step, seen -> seen.stripTrailing().endsWith(">"));
                case "pause" -> look(Long.parseLong(rest));
                case "run" -> {
                    ProcessBuilder other = new ProcessBuilder("sh", "-c", rest);
                    other.redirectOutput(ProcessBuilder.Redirect.DISCARD).inheritIO().start();
                }
                default -> throw new IllegalArgumentException("unknown step: " + step);
            }
        }
    }

    private void open(String... size) throws IOException, InterruptedException {
        columns = Integer.parseInt(size[0]);
        rows = Integer.parseInt(size[1]);
        tmux("new-session", "-d", "-s", "cast", "-x", size[0], "-y", size[1], "bash", "--norc", "--noprofile");
        begin = System.nanoTime();
        await("prompt", seen -> seen.startsWith("$"));
        frames.clear();
        begin = System.nanoTime();
        look(0);
    }

    private void type(String text) throws IOException, InterruptedException {
        for (int point : text.codePoints().toArray()) {
            tmux("send-keys", "-t", "cast", "-l", Character.toString(point));
            look(LETTER_MILLIS);
        }
    }

    private void keys(String... names) throws IOException, InterruptedException {
        for (String name : names) {
            tmux("send-keys", "-t", "cast", name);
            look(LETTER_MILLIS);
        }
    }

    private void await(String what, Predicate<String> wanted) throws IOException, InterruptedException {
        // What was asked for has not been answered on a screen that is as it was when Enter was pressed.
        look(300);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        while (!wanted.test(screen)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("timed out: " + what + "\n" + screen);
            }
            look(LOOK_MILLIS);
        }
    }

    /** Looks at the screen until the time is over, at least once. */
    private void look(long millis) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        do {
            long now = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
            String[] lines = tmux(
                            "capture-pane", "-e", "-p", "-t", "cast", ";",
                            "display-message", "-p", "-t", "cast", "#{cursor_flag} #{cursor_x} #{cursor_y}")
                    .split("\n", -1);
            StringBuilder text = new StringBuilder();
            List<String> drawn = new ArrayList<>();
            Style style = Style.PLAIN;
            for (int row = 0; row < rows; row++) {
                style = draw(row < lines.length - 2 ? lines[row] : "", style, drawn, text);
            }
            screen = text.toString().stripTrailing();
            String cursor = lines[lines.length - 2];
            Frame last = frames.isEmpty() ? null : frames.get(frames.size() - 1);
            if (last == null || !last.rows().equals(drawn) || !last.cursor().equals(cursor)) {
                frames.add(new Frame(now, drawn, cursor));
            }
            TimeUnit.MILLISECONDS.sleep(Math.min(LOOK_MILLIS, Math.max(0, (end - System.nanoTime()) / 1_000_000)));
        } while (System.nanoTime() < end);
    }

    private String tmux(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tmux", "-f", "/dev/null", "-S", socket.toString()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": " + out);
        }
        return out;
    }

    /** Draws a row as SVG; the style at its end is that of the next one's begin. */
    private Style draw(String line, Style begun, List<String> drawn, StringBuilder text) {
        StringBuilder svg = new StringBuilder();
        StringBuilder run = new StringBuilder();
        Style style = begun;
        int at = 0;
        int from = 0;
        for (int i = 0; i < line.length(); ) {
            if (line.startsWith("\u001b[", i)) {
                int end = line.indexOf('m', i);
                run(svg, run, style, from, at);
                from = at;
                style = styled(style, line.substring(i + 2, end));
                i = end + 1;
                continue;
            }
            int point = line.codePointAt(i);
            i += Character.charCount(point);
            if (point >= ' ') {
                run.appendCodePoint(point);
                text.appendCodePoint(point);
                at += isWide(point) ? 2 : 1;
            }
        }
        run(svg, run, style, from, at);
        text.append('\n');
        drawn.add(svg.toString());
        return style;
    }

    private static boolean isWide(int point) {
        return switch (Character.UnicodeScript.of(point)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
            default -> false;
        };
    }

    /** Draws what has one style. */
    private static void run(StringBuilder svg, StringBuilder run, Style style, int from, int to) {
        String text = run.toString();
        run.setLength(0);
        if (text.isEmpty()) {
            return;
        }
        if (!style.seenBehind().equals(BACKGROUND)) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%s\" y=\"-%d\" width=\"%s\" height=\"%d\" fill=\"%s\"/>",
                    pixels(from), BASELINE, pixels(to - from), HEIGHT, style.seenBehind()));
        }
        int skipped = text.length() - text.stripLeading().length();
        String shown = text.strip();
        if (shown.isEmpty()) {
            return;
        }
        int cells = to - from - skipped - (text.length() - text.stripTrailing().length());
        svg.append("<text x=\"").append(pixels(from + skipped)).append("\" textLength=\"").append(pixels(cells)).append('"');
        if (!style.seenColour().equals(FOREGROUND)) {
            svg.append(" fill=\"").append(style.seenColour()).append('"');
        }
        String kind = (style.bold() ? " b" : "") + (style.dim() ? " d" : "") + (style.italic() ? " i" : "");
        if (!kind.isEmpty()) {
            svg.append(" class=\"").append(kind.strip()).append('"');
        }
        svg.append('>').append(shown.replace("&", "&amp;").replace("<", "&lt;")).append("</text>");
    }

    private static String pixels(int cells) {
        String number = String.format(Locale.ROOT, "%.1f", cells * WIDTH);
        return number.endsWith(".0") ? number.substring(0, number.length() - 2) : number;
    }

    private static Style styled(Style before, String codes) {
        Style s = before;
        List<Integer> all = Arrays.stream(codes.split("[;:]", -1))
                .map(code -> code.isEmpty() ? 0 : Integer.parseInt(code))
                .toList();
        for (int i = 0; i < all.size(); i++) {
            int code = all.get(i);
            if ((code == 38 || code == 48) && i + 2 < all.size() && all.get(i + 1) == 5) {
                String colour = indexed(all.get(i + 2));
                s = code == 38 ? coloured(s, colour) : on(s, colour);
                i += 2;
            } else if ((code == 38 || code == 48) && i + 4 < all.size() && all.get(i + 1) == 2) {
                String colour = String.format("#%02x%02x%02x", all.get(i + 2), all.get(i + 3), all.get(i + 4));
                s = code == 38 ? coloured(s, colour) : on(s, colour);
                i += 4;
            } else {
                s = styled(s, code);
            }
        }
        return s;
    }

    private static Style styled(Style s, int code) {
        return switch (code) {
            case 0 -> Style.PLAIN;
            case 1 -> new Style(s.colour(), s.behind(), true, s.dim(), s.italic(), s.reverse());
            case 2 -> new Style(s.colour(), s.behind(), s.bold(), true, s.italic(), s.reverse());
            case 3 -> new Style(s.colour(), s.behind(), s.bold(), s.dim(), true, s.reverse());
            case 7 -> new Style(s.colour(), s.behind(), s.bold(), s.dim(), s.italic(), true);
            case 22 -> new Style(s.colour(), s.behind(), false, false, s.italic(), s.reverse());
            case 23 -> new Style(s.colour(), s.behind(), s.bold(), s.dim(), false, s.reverse());
            case 27 -> new Style(s.colour(), s.behind(), s.bold(), s.dim(), s.italic(), false);
            case 39 -> coloured(s, FOREGROUND);
            case 49 -> on(s, BACKGROUND);
            default -> code >= 30 && code <= 37
                    ? coloured(s, PALETTE[code - 30])
                    : code >= 40 && code <= 47
                            ? on(s, PALETTE[code - 40])
                            : code >= 90 && code <= 97
                                    ? coloured(s, PALETTE[code - 82])
                                    : code >= 100 && code <= 107 ? on(s, PALETTE[code - 92]) : s;
        };
    }

    private static Style coloured(Style s, String colour) {
        return new Style(colour, s.behind(), s.bold(), s.dim(), s.italic(), s.reverse());
    }

    private static Style on(Style s, String behind) {
        return new Style(s.colour(), behind, s.bold(), s.dim(), s.italic(), s.reverse());
    }

    private static String indexed(int index) {
        if (index < PALETTE.length) {
            return PALETTE[index];
        }
        if (index >= 232) {
            int grey = 8 + (index - 232) * 10;
            return String.format("#%02x%02x%02x", grey, grey, grey);
        }
        int cube = index - 16;
        int[] steps = {0, 95, 135, 175, 215, 255};
        return String.format("#%02x%02x%02x", steps[cube / 36], steps[cube / 6 % 6], steps[cube % 6]);
    }

    private String svg() {
        long[] times = new long[frames.size()];
        for (int i = 1; i < times.length; i++) {
            times[i] = times[i - 1]
                    + Math.min(LONGEST_STILL_MILLIS, frames.get(i).millis() - frames.get(i - 1).millis());
        }
        long whole = times[times.length - 1] + END_MILLIS;
        StringBuilder css = new StringBuilder();
        StringBuilder body = new StringBuilder();
        for (int row = 0; row < rows; row++) {
            row(row, times, whole, css, body);
        }
        List<String> cursors = frames.stream()
                .map(frame -> cursor(frame.cursor().split(" ", -1)))
                .toList();
        keyframes("c", cursors, times, whole, css);
        body.append("<rect class=\"c\" width=\"").append(pixels(1)).append("\" height=\"").append(HEIGHT).append("\"/>\n");
        double width = columns * WIDTH + 2 * MARGIN;
        int height = rows * HEIGHT + 2 * MARGIN;
        return String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" xml:space="preserve" viewBox="0 0 %.0f %d" width="%.0f" height="%d">
                <title>A session of zooka</title>
                <style>
                text{fill:%s;font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;white-space:pre}
                .b{font-weight:bold}.d{opacity:.6}.i{font-style:italic}rect.c{fill:%s;opacity:.7}
                %s</style>
                <rect width="100%%" height="100%%" rx="8" fill="%s"/>
                <svg x="%d" y="%d" width="%.0f" height="%d">
                %s</svg>
                </svg>
                """, width, height, width, height, FOREGROUND, FOREGROUND, css, BACKGROUND, MARGIN, MARGIN,
                columns * WIDTH, rows * HEIGHT, body);
    }

    /** Adds a row: all that it showed, one below the other, and when it shows which. */
    private void row(int row, long[] times, long whole, StringBuilder css, StringBuilder body) {
        Map<String, Integer> shown = new LinkedHashMap<>();
        List<String> places = new ArrayList<>();
        for (Frame frame : frames) {
            String drawn = frame.rows().get(row);
            shown.putIfAbsent(drawn, shown.size());
            places.add("transform:translateY(-" + shown.get(drawn) * HEIGHT + "px)");
        }
        if (shown.size() == 1 && shown.containsKey("")) {
            return;
        }
        String name = "r" + row;
        keyframes(name, places, times, whole, css);
        body.append(String.format(
                Locale.ROOT, "<svg y=\"%d\" width=\"%s\" height=\"%d\"><g class=\"%s\">", row * HEIGHT, pixels(columns),
                HEIGHT, name));
        shown.forEach((drawn, place) -> {
            if (!drawn.isEmpty()) {
                body.append("<g transform=\"translate(0,").append(place * HEIGHT + BASELINE).append(")\">");
                body.append(drawn).append("</g>");
            }
        });
        body.append("</g></svg>\n");
    }

    private static String cursor(String... flagAndPlace) {
        return flagAndPlace[0].equals("1")
                ? "visibility:visible;transform:translate(" + pixels(Integer.parseInt(flagAndPlace[1])) + "px,"
                        + Integer.parseInt(flagAndPlace[2]) * HEIGHT + "px)"
                : "visibility:hidden";
    }

    /** Adds what makes an element look as it does at each time, where that changes. */
    private static void keyframes(String name, List<String> states, long[] times, long whole, StringBuilder css) {
        css.append("@keyframes ").append(name).append('{');
        for (int i = 0; i < times.length; i++) {
            if (i == 0 || !states.get(i).equals(states.get(i - 1))) {
                String percent = String.format(Locale.ROOT, "%.3f", 100.0 * times[i] / whole);
                css.append(percent.replaceAll("\\.?0+$", "")).append("%{").append(states.get(i)).append('}');
            }
        }
        css.append("}\n.").append(name).append("{animation:").append(name).append(' ');
        css.append(whole).append("ms step-end infinite}\n");
    }
}
