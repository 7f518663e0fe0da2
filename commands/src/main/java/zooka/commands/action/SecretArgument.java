package zooka.commands.action;

import java.util.function.Supplier;
import picocli.CommandLine.ITypeConverter;
import zooka.clients.Failure;
import zooka.clients.text.TextFile;
import zooka.commands.config.Secrets;

/**
 * An argument that is a password, or another text that should not stand on a command line, or says where it is. A parameter or
 * option of this type is kept out of the history and of errors.
 *
 * @param typed as it was typed
 */
public record SecretArgument(String typed) {

    /** Said in the help of each command that takes one. */
    public static final String DESCRIPTION =
            "- for a line of stdin, @FILE, env:NAME for an environment variable, @@TEXT or other text literally. Default: prompt for it.";

    /**
     * Reads it; an end of line at its end is not part of it.
     *
     * @param argument null where it was left out
     * @param what what to call it when it is asked for
     */
    public static String of(SecretArgument argument, String what, Context context) {
        if (argument == null) {
            return context.secrets().ask(what).orElseThrow(() -> Failure.usage(
                            "cannot ask for the " + what + ": no terminal")
                    .hint("use -, @FILE or env:NAME instead"));
        }
        String typed = argument.typed();
        if (typed.equals("-")) {
            return Secrets.firstLine(TextFile.utf8("-", context.stdin()));
        }
        if (typed.startsWith("env:")) {
            return literally(typed, () -> Secrets.variable(typed.substring(4)));
        }
        if (typed.startsWith("@@")) {
            return typed.substring(1);
        }
        return typed.startsWith("@") ? literally(typed, () -> Secrets.file(typed.substring(1))) : typed;
    }

    /** Whether a text would be the secret itself, and not where it is. */
    static boolean isText(String typed) {
        return !typed.isEmpty()
                && !typed.equals("-")
                && !typed.startsWith("env:")
                && (!typed.startsWith("@") || typed.startsWith("@@"));
    }

    /**
     * Makes one of what was typed. Not a method reference: a lambda with this type of picocli's would keep it, and all of picocli's own
     * converters with it, out of the class-data archive.
     */
    static final class Converter implements ITypeConverter<SecretArgument> {
        @Override
        public SecretArgument convert(String typed) {
            return new SecretArgument(typed);
        }
    }

    private static String literally(String argument, Supplier<String> source) {
        try {
            return source.get();
        } catch (Failure failure) {
            throw failure.hint("use @@" + argument.replaceFirst("^@", "") + " for the text " + argument);
        }
    }

    @Override
    public String toString() {
        return SecretLines.HIDDEN;
    }
}
