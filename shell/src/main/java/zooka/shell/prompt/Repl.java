package zooka.shell.prompt;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.Curses;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.Signals;
import zooka.clients.Failure;
import zooka.clients.net.Deadline;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.action.Safeguards;
import zooka.commands.result.Cell.Level;
import zooka.shell.options.StateFolder;
import zooka.shell.render.Escapes;
import zooka.shell.render.Theme;
import zooka.shell.run.Editor;
import zooka.shell.run.ErrorReport;
import zooka.shell.run.Foreground;
import zooka.shell.run.InitialCommands;
import zooka.shell.run.QuestionText;
import zooka.shell.run.Runner;
import zooka.shell.run.Session;
import zooka.shell.run.Stderr;
import zooka.shell.run.Streams;
import zooka.shell.run.UserInterface;
import zooka.shell.run.Version;
import zooka.shell.run.WatchNotices;
import zooka.shell.run.WatchRun;
import zooka.shell.screen.Commands;
import zooka.shell.screen.Keyboard;
import zooka.shell.screen.LiveView;
import zooka.shell.screen.Pages;
import zooka.shell.screen.Suspension;
import zooka.shell.screen.Terminals;
import zooka.shell.screen.TypeAhead;

/** The interactive shell: reads a line, runs it, and repeats. Ctrl-C ends the running command, not the shell. */
public final class Repl implements UserInterface {

    private final Session session;
    private final Streams streams;
    private final WatchNotices notices;
    private final Map<String, String> environment;
    private Terminal terminal;
    private LineEditor reader;
    private SharedHistory history;
    private Prompt prompt;
    private Attributes ordinary;
    private LentTerminal lent;
    private TypeAhead ahead;
    private Foreground foreground;
    private volatile boolean asking;
    private volatile Optional<Keyboard> keyboard = Optional.empty();

    public Repl(Session session, Streams streams, WatchNotices notices, Map<String, String> environment) {
        this.session = session;
        this.streams = streams;
        this.notices = notices;
        this.environment = environment;
    }

    /** Runs until Ctrl-D or {@code quit}; returns the code of the last command, like sh. */
    public int run() {
        try (Terminal opened = Terminals.open(environment)) {
            terminal = opened;
            // The key with which the JVM prints its threads has no use at a prompt.
            Attributes attributes = opened.getAttributes();
            attributes.setControlChar(Attributes.ControlChar.VQUIT, 0);
            opened.setAttributes(attributes);
            lent = new LentTerminal(opened);
            reader = reader();
            prompt = new Prompt(session, terminal, streams.colour());
            ahead = new TypeAhead(terminal.encoding());
            terminal.handle(Terminal.Signal.INT, signal -> foreground.interrupt());
            ordinary = terminal.getAttributes();
            terminal.handle(Terminal.Signal.TSTP, signal -> suspend());
            Runtime.getRuntime().addShutdownHook(new Thread(ordinaryKeys(), "terminal-restore"));
            if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
                // The only kind of terminal for which JLine does not handle signals.
                Signals.register("INT", () -> opened.raise(Terminal.Signal.INT));
            }
            terminal.writer().println("zooka " + Version.NUMBER + "    type help, or press TAB");
            terminal.flush();
            notices.to(this::showAbove);
            Runner runner = new Runner(session, streams, this, notices);
            foreground = new Foreground(runner, session, streams, this);
            InitialCommands initial = new InitialCommands(session, foreground, runner);
            initial.rc();
            int code = 0;
            while (!session.over()) {
                initial.context();
                Optional<String> line = read(code);
                if (line.isEmpty()) {
                    break;
                }
                code = foreground.run(line.get(), code);
            }
            return code;
        } catch (IOException e) {
            throw new Failure(Failure.Kind.FAILED, "cannot use this terminal: " + e.getMessage()).cause(e);
        }
    }

    private LineEditor reader() {
        SharedHistory lines = new SharedHistory(StateFolder.writable(environment)
                .flatMap(folder -> HistoryFile.checked(folder.resolve("history"), this::warn)));
        LineHighlighter highlighter =
                new LineHighlighter(() -> session.names().knownTopics(), this::aliases, LineHighlighter.inBackground());
        LineEditor editor = new LineEditor(
                terminal,
                streams.look(),
                highlighter,
                (reader, line, all) -> new Completion(session, session.names()).complete(reader, line, all),
                lines,
                this::edited);
        Inputrc.file(environment).ifPresent(file -> Inputrc.apply(file, editor, session.settings(), this::warn));
        history = lines;
        return editor;
    }

    private List<String> aliases() {
        return session.hasAliases() ? session.aliases().names() : List.of();
    }

    /** A line as the user's editor leaves it; unchanged where that fails. */
    private String edited(String line) {
        Attributes editing = terminal.getAttributes();
        terminal.setAttributes(ordinary);
        try {
            return new Editor(this).text(line, editor());
        } catch (Failure e) {
            int unused = new ErrorReport(streams, session.debug()).say(e, "");
            return line;
        } finally {
            terminal.setAttributes(editing);
        }
    }

    private void warn(String text) {
        terminal.writer().println("warning: " + Escapes.visible(text));
    }

    private Optional<String> read(int code) {
        while (true) {
            try {
                foreground.forgive();
                history.refresh();
                reader.keys(session.settings().keys());
                reader.runMacro(ahead.line());
                String line = reader.readLine(prompt.text(code));
                foreground.forgive(); // a Ctrl-C that came late, for a command whose program it had ended
                return Optional.of(line);
            } catch (UserInterruptException e) {
                // Ctrl-C at the prompt discards the line.
            } catch (EndOfFileException e) {
                return Optional.empty();
            }
        }
    }

    @Override
    public void reclaim(boolean cancelled) {
        lent.reclaim();
        if (cancelled) {
            // The terminal has echoed the key, unless keys were read.
            terminal.writer().println(keyboard.isPresent() ? "^C" : "");
        }
        // A cancelled command may end later; the line editor has the terminal from here on.
        keyboard.ifPresent(Keyboard::giveBack);
        keyboard = Optional.empty();
    }

    @Override
    public List<String> completed(Session in, String line) {
        return LineCompletion.of(in, line);
    }

    /** Restores the terminal's modes if a signal ends the program. */
    private Runnable ordinaryKeys() {
        String keypad = terminal.getStringCapability(Capability.keypad_local);
        if (keypad == null) {
            return () -> {};
        }
        StringWriter sequence = new StringWriter();
        Curses.tputs(sequence, keypad);
        byte[] bytes = (sequence + LineReaderImpl.BRACKETED_PASTE_OFF).getBytes(StandardCharsets.US_ASCII);
        // The terminal's own stream may have been closed by its own hook.
        FileOutputStream tty = new FileOutputStream(FileDescriptor.out);
        return () -> {
            try {
                tty.write(bytes);
            } catch (IOException e) {
                // The terminal is gone, and its modes with it.
            }
        };
    }

    /** Handles Ctrl-Z: the line being typed, or the running command, continues afterwards. */
    private void suspend() {
        boolean reading = (!foreground.busy() || asking) && !lent.lent();
        Attributes now = terminal.getAttributes();
        ordinaryKeys().run();
        terminal.setAttributes(ordinary);
        Suspension.stop(terminal);
        terminal.setAttributes(now);
        if (reading) {
            terminal.raise(Terminal.Signal.CONT); // the line editor redraws its line
        }
    }

    @Override
    public boolean canAsk() {
        return true;
    }

    @Override
    public boolean confirms(String what, Safeguards.Question question) {
        terminal.writer().println(Escapes.visibleLines(what));
        if (!question.warning().isEmpty()) {
            terminal.writer().println(Theme.paint(Escapes.visible(question.warning()), Level.BAD, streams.colour()));
        }
        terminal.flush();
        asking = true;
        try {
            keepTyped();
            return QuestionText.confirms(question, reader.answer(QuestionText.of(question)));
        } catch (UserInterruptException | EndOfFileException e) {
            return false;
        } finally {
            asking = false;
        }
    }

    @Override
    public String editor() {
        return Editor.editor(environment, true);
    }

    /** Ctrl-C goes to the other program meanwhile; changes that it makes to the terminal are reverted. */
    @Override
    public int runInTerminal(ProcessBuilder program) throws IOException, InterruptedException {
        Terminal.SignalHandler before = terminal.handle(Terminal.Signal.INT, signal -> {});
        lent.lend();
        try {
            return streams.run(program);
        } finally {
            terminal.handle(Terminal.Signal.INT, before);
            lent.takeBack();
        }
    }

    /** Changes that the program makes to the terminal are reverted. Ctrl-C ends both. */
    @Override
    public Optional<Streams.FirstLine> firstLine(ProcessBuilder program, Deadline end)
            throws IOException, InterruptedException {
        lent.lend();
        try {
            return streams.firstLine(program, end);
        } catch (Failure e) {
            if (e.kind() == Failure.Kind.INTERRUPTED) {
                foreground.awaitInterrupt();
            }
            throw e;
        } finally {
            lent.takeBack();
        }
    }

    @Override
    public Optional<String> secret(String what) {
        asking = true;
        try {
            keepTyped();
            return Optional.of(reader.answer(Escapes.visible(what) + ": ", '\0'));
        } catch (UserInterruptException e) {
            throw Failure.interrupted();
        } catch (EndOfFileException e) {
            return Optional.empty();
        } finally {
            asking = false;
        }
    }

    @Override
    public Optional<Keyboard> keyboard() {
        // A cancelled command has returned the terminal to the line editor.
        keyboard = Thread.currentThread().isInterrupted()
                ? Optional.empty()
                : Optional.of(new PromptKeyboard(terminal, ahead));
        return keyboard;
    }

    /** Keeps earlier keys for the prompt: they do not answer a question asked later. */
    private void keepTyped() {
        new PromptKeyboard(terminal, ahead).keepTyped();
    }

    /** Prints a line above the one that is being typed; a full-screen view stays, too. */
    private void showAbove(String line) {
        if (streams.err().held()) {
            streams.err().println(line);
        } else {
            reader.printAbove(line);
        }
    }

    @Override
    public int columns() {
        return terminal.getWidth();
    }

    @Override
    public int rows() {
        return terminal.getHeight();
    }

    @Override
    public boolean hasPager() {
        return pager().wanted();
    }

    @Override
    public Optional<Pages> pages(String header) {
        return pager().open(header);
    }

    private PromptPager pager() {
        return new PromptPager(environment, terminal, lent, streams);
    }

    @Override
    public boolean show(WatchRun repetition, Clock clock, Commands commands) {
        try (Stderr.Hold held = streams.err().hold()) {
            return repetition.show(terminal, streams.look(), clock, commands);
        }
    }

    @Override
    public boolean show(Action.Live live, Context context, Commands commands) {
        try (Stderr.Hold held = streams.err().hold()) {
            return LiveView.of(live).show(terminal, live, context, streams.look(), commands);
        }
    }
}
