package zooka.shell.run;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.clients.text.TextFile;
import zooka.commands.text.Grammar;
import zooka.commands.text.OpenText;
import zooka.commands.text.Statement;

/** Runs commands from a text: a file, {@code -e}, or stdin line by line. */
public final class Script {

    private final Runner runner;
    private final Session session;
    private final String name;
    private final boolean keepGoing;

    /** @param name the script's name in messages */
    public Script(Runner runner, Session session, String name, boolean keepGoing) {
        this.runner = runner;
        this.session = session;
        this.name = name;
        this.keepGoing = keepGoing;
    }

    /**
     * Runs a whole text. If a part cannot be parsed, nothing is run, except with {@code --keep-going}.
     *
     * @return the exit code
     */
    public int run(String text) {
        boolean oneLine = text.indexOf('\n') < 0;
        if (keepGoing && !oneLine) {
            return lines(TextFile.bytes(text));
        }
        List<Statement> statements;
        try {
            statements = Grammar.parse(text, oneLine ? "" : name, 1);
        } catch (Grammar.Unfinished e) {
            throw Failure.usage(e.getMessage() + " (" + name + " line " + e.line() + ")");
        }
        boolean alone = statements.size() == 1 && statements.get(0).asCommand().isPresent();
        return runner.run(statements, alone ? "" : name, keepGoing);
    }

    /** Runs a text line by line, without adding the lines to the history; what cannot be parsed is reported. */
    int lines(byte[] text) {
        return run(new ByteArrayInputStream(text), false);
    }

    /** Runs each line as soon as it arrives, so that another program can control the shell. */
    public int run(InputStream in) {
        return run(in, true);
    }

    private int run(InputStream in, boolean history) {
        InputStream buffered = new BufferedInputStream(in);
        ExitCodes codes = new ExitCodes(keepGoing);
        StringBuilder text = new StringBuilder();
        OpenText open = new OpenText();
        int number = 0;
        int begin = 1;
        try {
            while (!session.over() && !codes.stopped()) {
                Optional<String> line = line(buffered);
                if (line.isEmpty()) {
                    break;
                }
                number++;
                text.append(line.get());
                boolean more = text.length() > line.get().length();
                if (!open.isCompletedBy(line.get()) && more) {
                    continue;
                }
                if (take(text.toString(), begin, history, codes).isEmpty()) {
                    open = new OpenText();
                    text.setLength(0);
                    begin = number + 1;
                }
            }
        } catch (IOException e) {
            throw new Failure(Failure.Kind.FAILED, "cannot read " + name + ": " + e.getMessage()).cause(e);
        }
        if (text.length() > 0 && !session.over() && !codes.stopped()) {
            take(text.toString(), begin, history, codes).ifPresent(unfinished -> {
                codes.wants(Grammar.When.ALWAYS);
                codes.add(runner.report(
                        Failure.usage(unfinished.getMessage() + " (" + name + " line " + unfinished.line() + ")")));
            });
        }
        return codes.code();
    }

    /** Runs a text; if it is unfinished, the next line may complete it. */
    private Optional<Grammar.Unfinished> take(String text, int begin, boolean history, ExitCodes codes) {
        try {
            List<Statement> statements = Grammar.parse(text, name, begin);
            if (history) {
                session.lines().add(text);
            }
            if (!statements.isEmpty()) {
                codes.wants(Grammar.When.ALWAYS);
                codes.add(runner.run(statements, name, keepGoing));
            }
        } catch (Grammar.Unfinished e) {
            return Optional.of(e);
        } catch (Failure e) {
            codes.wants(Grammar.When.ALWAYS);
            codes.add(runner.report(e));
        }
        return Optional.empty();
    }

    /** The next line with its newline, which the last line may lack; empty at the end. */
    private static Optional<String> line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            line.write(b);
            if (b == '\n') {
                break;
            }
        }
        return line.size() == 0 ? Optional.empty() : Optional.of(TextFile.lossless(line.toByteArray()));
    }
}
