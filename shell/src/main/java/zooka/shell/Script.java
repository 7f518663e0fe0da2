package zooka.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import zooka.commands.Failure;
import zooka.commands.line.Grammar;
import zooka.commands.line.Grammar.Statement;

/** Commands from a text: a file, {@code -e}, or stdin line by line as it comes. */
final class Script {

    private final Runner runner;
    private final Session session;
    private final String name;
    private final boolean keepGoing;

    /** @param name what to call it in messages */
    Script(Runner runner, Session session, String name, boolean keepGoing) {
        this.runner = runner;
        this.session = session;
        this.name = name;
        this.keepGoing = keepGoing;
    }

    /**
     * Runs a whole text; one that cannot be read to its end runs nothing.
     *
     * @return the exit code
     */
    int run(String text) {
        List<Statement> statements;
        try {
            statements = Grammar.parse(text);
        } catch (Grammar.Unfinished e) {
            throw Failure.usage(e.getMessage() + " (" + name + ")");
        }
        return runner.run(statements, statements.size() > 1 ? name : "", keepGoing);
    }

    /** Runs each line as soon as it is there, so that another program can drive the shell. */
    int run(InputStream in) {
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        Codes codes = new Codes(keepGoing);
        StringBuilder text = new StringBuilder();
        int number = 0;
        int begin = 1;
        try {
            String line = reader.readLine();
            for (; line != null && !session.over() && !codes.stopped(); line = reader.readLine()) {
                number++;
                text.append(line).append('\n');
                List<Statement> statements;
                try {
                    statements = Grammar.parse(text.toString());
                } catch (Grammar.Unfinished e) {
                    continue; // the next line may close it
                }
                session.lines().add(text.toString());
                text.setLength(0);
                if (!statements.isEmpty()) {
                    codes.wants(Grammar.When.ALWAYS);
                    codes.add(runner.run(moved(statements, begin - 1), name, keepGoing));
                }
                begin = number + 1;
            }
        } catch (IOException e) {
            throw new Failure(Failure.Kind.FAILED, "cannot read " + name + ": " + e.getMessage()).cause(e);
        }
        if (!text.isEmpty() && !session.over() && !codes.stopped()) {
            throw Failure.usage("the last command is not complete (" + name + " line " + begin + ")");
        }
        return codes.code();
    }

    private static List<Statement> moved(List<Statement> statements, int lines) {
        return statements.stream()
                .map(s -> new Statement(s.line() + lines, s.when(), s.words(), s.program(), s.target()))
                .toList();
    }
}
