package zooka.commands.config;

/** Gets the secrets that a context needs, when it is used. */
@FunctionalInterface
public interface SecretReader {

    /** For commands that reach no server: no secret is requested or read, no program is run, and missing ones are ignored. */
    SecretReader NONE = (secret, what) -> secret.match(new SecretText.Cases<>() {
        @Override
        public String literal(SecretText.Literal text) {
            return text.text();
        }

        @Override
        public String inFile(SecretText.InFile in) {
            return "";
        }

        @Override
        public String inVariable(SecretText.InVariable in) {
            return "";
        }

        @Override
        public String asked(SecretText.Prompt asked) {
            return "";
        }

        @Override
        public String byCommand(SecretText.ByCommand printed) {
            return "";
        }
    });

    /**
     * The secret's text.
     *
     * @param what what to call it when it is asked for: {@code password of context prod}
     */
    String read(SecretText secret, String what);

    /** Reads them from where they are. */
    static SecretReader asking(Secrets person) {
        return new SecretSources(person);
    }
}
