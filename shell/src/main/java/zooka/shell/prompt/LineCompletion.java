package zooka.shell.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jline.reader.Candidate;
import zooka.commands.text.Grammar;
import zooka.shell.run.Session;

/** Completes a line without the line editor, for the command line of a full-screen view. */
public final class LineCompletion {

    private LineCompletion() {}

    /** The line with its last word completed, in all possible ways, sorted. */
    public static List<String> of(Session session, String line) {
        Optional<VariableName> variable = VariableName.of(line);
        if (variable.isPresent()) {
            String text = line.substring(0, variable.get().begin());
            return variable.get().candidates(session.variableNames(), session.environment()).stream()
                    .map(word -> text + word)
                    .toList();
        }
        Grammar.Cursor at = Grammar.cursor(line);
        int last = at.words().size() - 1;
        String word = at.words().get(last);
        String before = line.substring(0, line.length() - at.rawLength());
        List<Candidate> candidates = new ArrayList<>();
        new Completion(session, session.names()).complete(at.words().subList(0, last), word, candidates);
        return candidates.stream()
                .filter(candidate -> candidate.value().startsWith(word))
                .map(candidate -> before + Grammar.quoted(candidate.value()) + (candidate.complete() ? " " : ""))
                .sorted()
                .distinct()
                .toList();
    }
}
