package zooka.commands.config;

import zooka.clients.Failure;

/** Gets the secrets that a context needs, when it is used. */
@FunctionalInterface
public interface SecretReader {

    /** For what reaches no server: nobody is asked, nothing is fetched, and what is missing does not matter. */
    SecretReader NONE = (secret, what) -> secret instanceof SecretText.Literal literal ? literal.text() : "";

    /**
     * The secret's text.
     *
     * @param what what to call it when it is asked for: {@code password of context prod}
     */
    String read(SecretText secret, String what);

    /** Reads them from where they are. */
    static SecretReader asking(Secrets person) {
        return (secret, what) -> {
            try {
                return text(secret, what, person);
            } catch (Failure failure) {
                throw new Failure(failure.kind(), what + ": " + failure.getMessage())
                        .hint(failure.hint().orElse("run context show to see where it is set"));
            }
        };
    }

    private static String text(SecretText secret, String what, Secrets person) {
        if (secret instanceof SecretText.Literal literal) {
            return literal.text();
        }
        if (secret instanceof SecretText.InFile in) {
            return Secrets.file(in.file().toString());
        }
        if (secret instanceof SecretText.InVariable in) {
            return Secrets.variable(in.name());
        }
        return person.ask(what).orElseThrow(() -> Failure.usage("cannot ask for it: no terminal")
                .hint("use {file: PATH} or {env: NAME} in the config file"));
    }
}
