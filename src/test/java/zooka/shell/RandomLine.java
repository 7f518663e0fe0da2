package zooka.shell;

import java.util.Random;

/** Draws lines from the grammar of the shell: commands with words of all kinds, loops, conditions and aliases. */
final class RandomLine {

    private static final String[] PATHS = {
        "/",
        "/app",
        "/app/a",
        "app",
        ".",
        "..",
        "/app/nosuch",
        "/app/*",
        "/app/**",
        "/app/?",
        "/*/[a-c]",
        "/app/{a,b}",
        "a*",
        "'/app/*'",
        "/app/x\\*",
        "**",
        "{a,b",
        "[",
        "/app//a/",
        "/app/ü"
    };
    private static final String[] NAMES = {"x", "y", "z"};
    private static final String[] ALIASES = {"aa", "bb", "cc", "ls"};
    private static final String[] PLAIN = {
        "a",
        "b-c",
        "1",
        "",
        "ü",
        "\uD83D\uDE00",
        "{\"k\":[1,2]}",
        "{1..3}",
        "{a,b}c",
        "}x",
        "{",
        "}",
        "=",
        "#x",
        "a#",
        "$",
        "5$",
        "^a$",
        "for",
        "in",
        "if",
        "else",
        "(",
        ")",
        "!",
        "~/x",
        "-o",
        "--",
        "-x",
        "\\",
        "*",
        "\u001b[31m"
    };

    private final Random random;

    RandomLine(long seed) {
        random = new Random(seed);
    }

    private String any(String... of) {
        return of[random.nextInt(of.length)];
    }

    /** One to five statements, now and then cut or with a character too many. */
    String next() {
        StringBuilder text = new StringBuilder(statements(3, 1 + random.nextInt(5)));
        if (random.nextInt(8) == 0) {
            text.setLength(random.nextInt(text.length() + 1));
        }
        if (random.nextInt(8) == 0) {
            text.insert(
                    random.nextInt(text.length() + 1),
                    any("'", "\"", "$(", ")", "{ ", " }", "\\", "\n", ";", "&&", "${", "<", "#", "\r"));
        }
        return harmless(text.toString());
    }

    /** Without programs of the system, and without files that are written. */
    private static String harmless(String text) {
        return text.replace("\\|", ";")
                .replaceAll("(?<!\\|)\\|(?!\\|)", ";")
                .replaceAll(">(?!>? /dev/null(\\s|;|$))", ";")
                .replace(">;", ";");
    }

    private String statements(int depth, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : any("; ", "\n", " && ", " || ", "\r\n"));
            text.append(statement(depth));
        }
        return text.toString();
    }

    private String statement(int depth) {
        int kind = random.nextInt(depth > 0 ? 14 : 10);
        return switch (kind) {
            case 10 -> any(NAMES) + any(" = ", "=") + value(depth - 1);
            case 11 ->
                "for " + any(NAMES) + " in " + words(depth - 1, random.nextInt(4)) + " { " + block(depth)
                        + any(" }", "; }", "\n}") + redirection();
            case 12 ->
                "if " + command(depth - 1) + " { " + block(depth) + " }"
                        + (random.nextBoolean() ? " else { " + block(depth) + " }" : "");
            case 13 ->
                "alias " + any(ALIASES) + " = "
                        + any(command(0), "'" + statements(0, 2).replace("'", "") + " $1 $*'");
            default -> command(depth) + redirection();
        };
    }

    private String block(int depth) {
        return random.nextInt(6) == 0 ? "" : statements(depth - 1, 1 + random.nextInt(2));
    }

    /** A value that does not grow with each round of a loop. */
    private String value(int depth) {
        return switch (random.nextInt(depth > 0 ? 4 : 2)) {
            case 0 -> "'two words'";
            case 1 -> any("5", "\"\"", "/app", "a*b");
            case 2 -> "$(ls " + any(PATHS) + ")";
            default -> "\"$(get " + any(PATHS) + ")\"";
        };
    }

    private String command(int depth) {
        return switch (random.nextInt(13)) {
            case 0 -> "ls " + path(depth);
            case 1 -> "get " + path(depth);
            case 2 -> "stat " + path(depth);
            case 3 -> any("pwd", "cd " + path(depth), "!!", "redo", "!2", "history");
            case 4 -> "set " + path(depth) + " " + word(depth);
            case 5 -> any("create ", "touch ", "delete ") + path(depth);
            case 6 -> any("unset ", "unalias ", "alias ") + any(any(NAMES), any(ALIASES));
            case 7 -> "time " + command(Math.min(depth, 1));
            case 8 -> any(ALIASES) + " " + words(depth, random.nextInt(3));
            case 9 -> any("set pager ", "set expanded ", "set prompt ") + any("on", "off", "auto", "");
            case 10 -> "source " + word(0);
            default -> "echo " + words(depth, random.nextInt(4));
        };
    }

    private String redirection() {
        return random.nextInt(10) == 0
                ? any(" > /dev/null", " >> /dev/null", " < /dev/null", " < /nosuch", " > ''")
                : "";
    }

    private String words(int depth, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append(word(depth));
        }
        return text.toString();
    }

    private String path(int depth) {
        return random.nextInt(4) == 0 ? word(depth) : any(PATHS);
    }

    private String word(int depth) {
        StringBuilder word = new StringBuilder();
        int parts = 1 + random.nextInt(2);
        for (int i = 0; i < parts; i++) {
            word.append(part(depth));
        }
        return word.toString();
    }

    private String part(int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 7)) {
            case 0 -> "'" + any(PLAIN) + "'";
            case 1 -> "\"" + any(PLAIN).replace("\"", "\\\"") + any("$x", "${y}", "", " ") + "\"";
            case 2 -> any("$x", "${y}", "$z", "$?", "${?}", "${env:HOME}", "${env:NOSUCH}", "$1", "$*");
            case 3 -> "\\" + any(" ", "$", "*", "\"", "\n", ";");
            case 4 -> any(PATHS);
            case 7 -> "$(" + statements(depth - 1, 1) + ")";
            case 8 -> "\"$(" + statements(depth - 1, 1) + ")\"";
            default -> any(PLAIN);
        };
    }
}
