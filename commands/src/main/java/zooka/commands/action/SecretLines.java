package zooka.commands.action;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zooka.clients.Failure;
import zooka.commands.config.Setting;
import zooka.commands.text.Grammar;
import zooka.commands.text.Spelling;

/**
 * Tells lines and words that hold a secret, which are neither kept in a history nor repeated in an error. A secret is known by
 * where it is: an argument that a command declares as a {@link SecretArgument}, the value of an option or key whose name says so,
 * the password of an ACL's entry or of a URL. A line that cannot be understood counts as secret rather than not.
 */
public final class SecretLines {

    /** Replaces a word that contains a secret. */
    public static final String HIDDEN = "(hidden)";

    private static final int LONGEST = 16 << 10;

    /**
     * A key and its value: {@code a.password=x}, {@code "password": "x"}, {@code username_password:joe:x}. A key is taken as a
     * whole, so that a long word is looked through once.
     */
    private static final Pattern KEY_AND_VALUE =
            Pattern.compile("(?<![A-Za-z0-9_.-])([A-Za-z0-9_.-]++)[\"']?\\s*+[=:]\\s*+[\"']?([^\\s\"'=]+)");

    /** An ACL's entry whose identity has two parts: {@code digest:joe:x:cdrwa}. */
    private static final Pattern ENTRY =
            Pattern.compile("(?:^|[\\s,])([A-Za-z_]+):([^:,/\\s]+):([^:]*):[cdrwa]*(?=$|[\\s,])");

    /** One that says where its password is. */
    private static final Pattern ENTRY_WITH_SOURCE =
            Pattern.compile("(?:^|,)username_password:[^:,]+:(?:env:\\w+|@[^@:,][^:,]*)(?::[cdrwa]*)?(?=$|,)");

    /** What servers keep of a password, and what they show in its place; neither lets anybody in. */
    private static final Pattern DIGEST = Pattern.compile("[A-Za-z0-9+/]{27}=|x?");

    private static final Pattern USER_OF_URL = Pattern.compile("://[^/\\s@:]*:[^/\\s@]+@");

    /** {@code joe:x}, and neither {@code host:2181} nor a path. */
    private static final Pattern CREDENTIALS = Pattern.compile("[^/:\\s]+:(?!\\d[\\d,-]*$)[^/\\s].*");

    private static final Set<String> SCHEMES = Set.of("digest", "super", "auth");
    private static final Set<String> USER_OPTIONS = Set.of("-u", "--user");

    private SecretLines() {}

    /** Whether a line contains a secret; a very long line counts as one that does. */
    public static boolean containsSecret(String line) {
        if (line.length() > LONGEST) {
            return true;
        }
        try {
            for (Grammar.Line statement : Grammar.lines(line)) {
                if (containsSecret(statement.words())
                        || statement.program().filter(SecretLines::plainly).isPresent()) {
                    return true;
                }
            }
            return false;
        } catch (Grammar.Unfinished | Failure e) {
            return plainly(line);
        }
    }

    /** By words only, in a text of another grammar, or of none. */
    private static boolean plainly(String text) {
        return KEY_AND_VALUE.matcher(text).results().anyMatch(found -> isKeyOfSecret(found.group(1)))
                || containsSecret(List.of(text.split("[\\s;|&<>\"'\\\\]+", -1)));
    }

    /** The word, or its replacement if it contains a secret. */
    public static String masked(String word) {
        return word != null && holdsSecret(word) ? HIDDEN : word;
    }

    /** An option as it was typed; without its value where that is a secret. */
    static String option(String typed) {
        return holdsSecret(typed) ? typed.replaceFirst("(?s)=.*", "") : typed;
    }

    private static boolean containsSecret(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String next = i + 1 < words.size() ? words.get(i + 1) : "";
            boolean credentials = SCHEMES.contains(word) || USER_OPTIONS.contains(word) || (i > 0 && isUnknown(words));
            if (holdsSecret(word)
                    || (isOptionOfSecret(word) && SecretArgument.isText(next))
                    || (credentials && isCredentials(i > 0 && isUnknown(words) ? word : next))
                    || (i > 0 && word.matches("(?s).*[\\s;].*") && containsSecret(word))
                    || commandHolds(words.subList(i, words.size()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCredentials(String word) {
        return SecretArgument.isText(word) && CREDENTIALS.matcher(word).matches();
    }

    private static boolean isUnknown(List<String> words) {
        return Catalog.find(words).isEmpty();
    }

    private static boolean holdsSecret(String typed) {
        String word = ENTRY_WITH_SOURCE.matcher(typed).replaceAll("");
        if (USER_OF_URL.matcher(word).find()) {
            return true;
        }
        Matcher pair = KEY_AND_VALUE.matcher(word);
        while (pair.find()) {
            if (isKeyOfSecret(pair.group(1)) && SecretArgument.isText(pair.group(2))) {
                return true;
            }
        }
        Matcher entry = ENTRY.matcher(word);
        while (entry.find()) {
            boolean hash = entry.group(1).equals("digest")
                    && DIGEST.matcher(entry.group(3)).matches();
            if (!hash && SecretArgument.isText(entry.group(3))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isKeyOfSecret(String key) {
        return Setting.secretive(key);
    }

    private static boolean isOptionOfSecret(String word) {
        return word.startsWith("-") && word.indexOf('=') < 0 && isKeyOfSecret(word);
    }

    /** Whether words that begin with a command, or with one that is slightly mistyped, have a secret among its arguments. */
    private static boolean commandHolds(List<String> words) {
        Optional<Catalog.Match> found = Catalog.find(words);
        if (found.isEmpty()) {
            found = Spelling.nearest(words.get(0), Catalog.names())
                    .flatMap(name -> Catalog.find(List.of(name.split(" "))));
            if (found.isEmpty() || found.get().length() > 1) {
                return false;
            }
        }
        return Invocation.holdsSecret(found.get(), words);
    }
}
