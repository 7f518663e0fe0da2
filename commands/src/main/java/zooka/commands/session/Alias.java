package zooka.commands.session;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.SessionChange;

/** {@code alias}: define a short name for commands, or list the aliases. */
@Command(
        name = "alias",
        footer = {
            "",
            "$1 to $9 in the text are the words behind the name, $* is all of them; without",
            "them these words follow the text. A text with | ; > or more than one line is quoted.",
            "An alias of its own name, such as ls, means the command in its text.",
            "",
            "Examples:",
            "  alias lagging = group lag --where 'lag > 0'",
            "  alias offline = 'partitions --offline | wc -l'",
            "  alias owner-of = 'get /brokers/ids/$1'",
            "  alias"
        })
public final class Alias implements Action.Steer {

    private static final String FORM = "the form is: alias NAME = COMMAND";

    @Parameters(
            arity = "0..*",
            paramLabel = "NAME = COMMAND",
            description = "The name, =, and the command. A name alone shows it. Default: list all aliases.")
    @Completes(Candidates.FREE_TEXT)
    List<String> words = List.of();

    @Override
    public boolean takesWords() {
        return true;
    }

    @Override
    public void check() {
        SessionChange unused = steered();
    }

    @Override
    public SessionChange steer(Context context) {
        return steered();
    }

    private SessionChange steered() {
        if (words.isEmpty()) {
            return new SessionChange.DefineAlias(Optional.empty(), Optional.empty());
        }
        String first = words.get(0);
        int equals = first.indexOf('=');
        if (words.size() == 1) {
            return equals < 0
                    ? new SessionChange.DefineAlias(Optional.of(first), Optional.empty())
                    : defined(first.substring(0, equals), first.substring(equals + 1));
        }
        if (equals >= 0 || !words.get(1).equals("=") || words.size() == 2) {
            throw Failure.usage("alias: expected = and a command after the name")
                    .hint(FORM);
        }
        List<String> text = words.subList(2, words.size());
        return defined(first, text.size() == 1 ? text.get(0) : String.join(" ", quoted(text)));
    }

    private static List<String> quoted(List<String> text) {
        return text.stream().map(AliasWords::quoted).toList();
    }

    private static SessionChange defined(String name, String text) {
        return new SessionChange.DefineAlias(Optional.of(name), Optional.of(text));
    }
}
