package zooka.shell.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jline.terminal.Terminal;
import org.jline.utils.Signals;
import zooka.clients.net.Deadline;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.action.Safeguards;
import zooka.commands.result.Cell.Level;
import zooka.shell.render.Escapes;
import zooka.shell.render.Theme;
import zooka.shell.screen.Commands;
import zooka.shell.screen.JobKeyboard;
import zooka.shell.screen.Keyboard;
import zooka.shell.screen.LiveView;
import zooka.shell.screen.Pages;
import zooka.shell.screen.Terminals;

/** The user interface for one command on the command line of a terminal. */
public final class OneShotInterface implements UserInterface {

    private static final int DEFAULT_COLUMNS = 80;
    private static final int DEFAULT_ROWS = 24;

    private final Streams streams;
    private final Map<String, String> environment;
    private final boolean keys;
    private final BiFunction<Session, String, List<String>> completion;
    private Optional<Terminal> opened = Optional.empty();
    private int rows = DEFAULT_ROWS;
    private volatile Optional<Keyboard> keyboard = Optional.empty();

    /**
     * An interface on the process's own streams.
     *
     * @param keys whether keys may be read: stdin is a terminal and not a script
     * @param completion completes lines that are typed in a full-screen view
     */
    public OneShotInterface(
            Streams streams,
            Map<String, String> environment,
            boolean keys,
            BiFunction<Session, String, List<String>> completion) {
        this.streams = streams;
        this.environment = environment;
        this.keys = keys;
        this.completion = completion;
    }

    @Override
    public boolean canAsk() {
        return streams.inIsTerminal() && streams.errIsTerminal();
    }

    @Override
    public boolean confirms(String what, Safeguards.Question question) {
        streams.err().println(Escapes.visibleLines(what));
        if (!question.warning().isEmpty()) {
            streams.err().println(Theme.paint(Escapes.visible(question.warning()), Level.BAD, streams.colour()));
        }
        dropTyped();
        streams.err().print(QuestionText.of(question));
        streams.err().flush();
        try {
            String typed = new BufferedReader(new InputStreamReader(streams.in(), StandardCharsets.UTF_8)).readLine();
            return typed != null && QuestionText.confirms(question, typed);
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public String editor() {
        return Editor.editor(environment, streams.inIsTerminal() && streams.outIsTerminal());
    }

    /** Ctrl-C goes to the other program meanwhile; editors use it as a key. */
    @Override
    public int runInTerminal(ProcessBuilder program) throws IOException, InterruptedException {
        if (!streams.inIsTerminal()) {
            return streams.run(program);
        }
        Object before = Signals.register("INT", () -> {});
        try {
            return streams.run(program);
        } finally {
            Signals.unregister("INT", before);
        }
    }

    /** Ctrl-C ends both. */
    @Override
    public Optional<Streams.FirstLine> firstLine(ProcessBuilder program, Deadline end)
            throws IOException, InterruptedException {
        return streams.firstLine(program, end);
    }

    /** Drops earlier keys: they do not answer a question asked later. */
    private void dropTyped() {
        try {
            // The keys are read, since a terminal cannot skip input.
            for (int left = streams.in().available();
                    left > 0;
                    left = streams.in().available()) {
                byte[] unused = streams.in().readNBytes(left);
            }
        } catch (IOException e) {
            return; // the terminal is gone
        }
        new JobKeyboard().keepTyped(); // lines without their newline as well
    }

    @Override
    public Optional<String> secret(String what) {
        java.io.Console console = canAsk() ? System.console() : null;
        if (console != null) {
            dropTyped();
        }
        char[] typed = console == null ? null : console.readPassword("%s: ", Escapes.visible(what));
        return typed == null ? Optional.empty() : Optional.of(new String(typed));
    }

    @Override
    public Optional<Keyboard> keyboard() {
        keyboard = keys ? Optional.of(new JobKeyboard()) : Optional.empty();
        return keyboard;
    }

    @Override
    public void reclaim(boolean cancelled) {
        if (cancelled) {
            streams.err().println(keyboard.isPresent() ? "^C" : "");
        }
        keyboard.ifPresent(Keyboard::giveBack);
        keyboard = Optional.empty();
    }

    @Override
    public List<String> completed(Session session, String line) {
        return completion.apply(session, line);
    }

    /** The width that {@code stty} reports; a terminal library would take longer to load than most commands run. */
    @Override
    public int columns() {
        rows = DEFAULT_ROWS;
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(Path.of("/dev/tty").toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (stty.waitFor(1, TimeUnit.SECONDS)) {
                String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
                int blank = Math.max(0, size.indexOf(' '));
                int high = Integer.parseInt(size.substring(0, blank));
                int wide = Integer.parseInt(size.substring(blank + 1));
                rows = high > 0 ? high : DEFAULT_ROWS;
                return wide > 0 ? wide : DEFAULT_COLUMNS;
            }
        } catch (IOException | NumberFormatException e) {
            return DEFAULT_COLUMNS; // no stty, or no terminal
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return DEFAULT_COLUMNS;
    }

    /** The height when the width was asked for. */
    @Override
    public int rows() {
        return rows;
    }

    @Override
    public boolean hasPager() {
        return keys && PagerChoice.of(environment).kind() != PagerChoice.Kind.NONE;
    }

    @Override
    public Optional<Pages> pages(String header) {
        PagerChoice choice = PagerChoice.of(environment);
        try {
            if (choice.kind() == PagerChoice.Kind.BUILT_IN) {
                return Optional.of(OwnTerminalPages.open(environment, header));
            }
            Object before = Signals.register("INT", () -> {}); // Ctrl-C is a key of the pager
            return Optional.of(ProgramPages.start(
                    choice.program(!header.isEmpty()), streams, () -> Signals.unregister("INT", before)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean show(WatchRun repetition, Clock clock, Commands commands) {
        return show(terminal -> repetition.show(terminal, streams.look(), clock, commands));
    }

    @Override
    public boolean show(Action.Live live, Context context, Commands commands) {
        return show(terminal -> LiveView.of(live).show(terminal, live, context, streams.look(), commands));
    }

    /** Opens the terminal for a view; a view within a view uses the same. */
    private boolean show(Predicate<Terminal> view) {
        if (!streams.inIsTerminal()) {
            return false;
        }
        try (Stderr.Hold held = streams.err().hold()) {
            if (opened.isPresent()) {
                return view.test(opened.get());
            }
            try (Terminal terminal = Terminals.open(environment)) {
                opened = Optional.of(terminal);
                return view.test(terminal);
            } finally {
                opened = Optional.empty();
            }
        } catch (IOException e) {
            return false; // without full-screen support one frame or one answer after the other is printed
        }
    }
}
