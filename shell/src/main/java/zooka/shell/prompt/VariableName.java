package zooka.shell.prompt;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a variable that is being typed at the end of a text: {@code $na}, <code>${na</code>, <code>${env:NA</code>.
 *
 * @param begin the position of the dollar sign
 * @param typed what was typed from there on
 */
record VariableName(int begin, String typed) {

    private static final String ENVIRONMENT = "${env:";

    private static final Pattern AT_END = Pattern.compile("\\$(\\{(env:)?)?[A-Za-z0-9_]*$");

    /** The name at the end of a text; empty where there is none, or where the dollar sign is an ordinary character. */
    static Optional<VariableName> of(String text) {
        Matcher at = AT_END.matcher(text);
        if (!at.find()) {
            return Optional.empty();
        }
        String typed = at.group();
        String whole = text + (typed.startsWith("${") ? "x}" : "x");
        return LineScan.of(whole).parts().get(text.length()) == LineScan.Part.VARIABLE
                ? Optional.of(new VariableName(at.start(), typed))
                : Optional.empty();
    }

    /**
     * The words that it can become, sorted.
     *
     * @param variables the names of the session's variables
     * @param environment the variables of the environment
     */
    List<String> candidates(Collection<String> variables, Map<String, String> environment) {
        boolean braces = typed.startsWith("${");
        List<String> words = new ArrayList<>();
        if (typed.startsWith(ENVIRONMENT)) {
            new TreeSet<>(environment.keySet()).forEach(name -> words.add(ENVIRONMENT + name + "}"));
        } else {
            new TreeSet<>(variables).forEach(name -> words.add(braces ? "${" + name + "}" : "$" + name));
            if (braces) {
                words.add(ENVIRONMENT);
            }
        }
        return words.stream().filter(word -> word.startsWith(typed)).toList();
    }
}
