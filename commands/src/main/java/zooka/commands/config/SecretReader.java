package zooka.commands.config;

import zooka.clients.Failure;

/** Gets the secrets that a context needs, when it is used. */
@FunctionalInterface
public interface SecretReader {

    /** For commands that reach no server: no secret is requested or read, and missing ones are ignored. */
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
    });

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
                return secret.match(new SecretText.Cases<>() {
                    @Override
                    public String literal(SecretText.Literal text) {
                        return text.text();
                    }

                    @Override
                    public String inFile(SecretText.InFile in) {
                        return Secrets.file(in.file().toString());
                    }

                    @Override
                    public String inVariable(SecretText.InVariable in) {
                        return Secrets.variable(in.name());
                    }

                    @Override
                    public String asked(SecretText.Prompt asked) {
                        return person.ask(what).orElseThrow(() -> Failure.usage("cannot ask for it: no terminal")
                                .hint("use {file: PATH} or {env: NAME} in the config file"));
                    }
                });
            } catch (Failure failure) {
                throw new Failure(failure.kind(), what + ": " + failure.getMessage())
                        .hint(failure.hint().orElse("run context show to see where it is set"));
            }
        };
    }
}
