package zooka.commands.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zooka.clients.Failure;

/**
 * Reads each secret from its source. A program that several settings name is run once: it may ask for a PIN.
 */
final class SecretSources implements SecretReader {

    private final Secrets person;
    private final Map<List<String>, String> printed = new HashMap<>();

    SecretSources(Secrets person) {
        this.person = person;
    }

    @Override
    public String read(SecretText secret, String what) {
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
                            .hint("use {file: PATH}, {env: NAME} or {command: [PROGRAM]} in the config file"));
                }

                @Override
                public String byCommand(SecretText.ByCommand by) {
                    return firstLine(by.command());
                }
            });
        } catch (Failure failure) {
            throw new Failure(failure.kind(), what + ": " + failure.getMessage())
                    .hint(failure.hint().orElse("run context show to see where it is set"));
        }
    }

    private String firstLine(List<String> command) {
        String known = printed.get(command);
        if (known != null) {
            return known;
        }
        String program = command.get(0);
        Optional<String> line = person.firstLine(command);
        if (line.isEmpty()) {
            throw Failure.usage("cannot run " + program + " here");
        }
        if (line.get().isEmpty()) {
            throw new Failure(Failure.Kind.FAILED, "the first line that " + program + " prints is empty");
        }
        printed.put(command, line.get());
        return line.get();
    }
}
