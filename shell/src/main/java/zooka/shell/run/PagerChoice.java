package zooka.shell.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The pager that the environment asks for: {@code ZOOKA_PAGER}, or {@code PAGER}. Its value is a command line for sh; an
 * empty one and {@code cat} mean no pager. Without both it is the built-in one.
 *
 * @param command the command line, for a program
 */
public record PagerChoice(Kind kind, String command) {

    /** The kinds of pagers. */
    public enum Kind {
        NONE,
        BUILT_IN,
        PROGRAM
    }

    /** The first version of less that can keep lines at the top of the screen. */
    private static final int LESS_WITH_HEADER = 600;

    public static PagerChoice of(Map<String, String> environment) {
        String command = environment.get("ZOOKA_PAGER");
        if (command == null) {
            command = environment.get("PAGER");
        }
        if (command == null) {
            boolean dumb = environment.getOrDefault("TERM", "").startsWith("dumb");
            return new PagerChoice(dumb ? Kind.NONE : Kind.BUILT_IN, "");
        }
        return command.isBlank() || command.strip().equals("cat")
                ? new PagerChoice(Kind.NONE, "")
                : new PagerChoice(Kind.PROGRAM, command.strip());
    }

    /**
     * The program, which reads the text from its stdin.
     *
     * @param header whether the first line of the text is a header, which less can keep on the screen
     */
    public ProcessBuilder program(boolean header) {
        boolean keeps = header && isLess() && version() >= LESS_WITH_HEADER;
        ProcessBuilder program = new ProcessBuilder("/bin/sh", "-c", keeps ? command + " --header=1" : command);
        program.environment().putIfAbsent("LESS", "FRX");
        return program;
    }

    private String word() {
        int blank = command.indexOf(' ');
        return blank < 0 ? command : command.substring(0, blank);
    }

    /** Whether the command is less, to whose words another one can be added. */
    private boolean isLess() {
        for (int i = 0; i < command.length(); i++) {
            char c = command.charAt(i);
            if (!Character.isLetterOrDigit(c) && " -_./+=".indexOf(c) < 0) {
                return false;
            }
        }
        return word().substring(word().lastIndexOf('/') + 1).equals("less");
    }

    /** The version of less; 0 if it does not say. */
    private int version() {
        try {
            Process less = new ProcessBuilder(word(), "--version")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            less.getOutputStream().close();
            if (!less.waitFor(1, TimeUnit.SECONDS)) {
                less.destroy();
                return 0;
            }
            return number(new String(less.getInputStream().readNBytes(100), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** The number in {@code less 608 (PCRE2 regular expressions)}. */
    private static int number(String line) {
        int number = 0;
        for (int i = "less ".length(); i < line.length() && Character.isDigit(line.charAt(i)); i++) {
            number = 10 * number + Character.digit(line.charAt(i), 10);
        }
        return line.startsWith("less ") ? number : 0;
    }
}
