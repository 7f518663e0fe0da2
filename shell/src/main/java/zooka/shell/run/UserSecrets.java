package zooka.shell.run;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.clients.net.Deadline;
import zooka.commands.config.Secrets;

/** Secrets of the user: typed, or printed by a program of the user's, which may ask for a PIN on the terminal. */
public final class UserSecrets implements Secrets {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final UserInterface ui;
    private final Duration patience;

    public UserSecrets(UserInterface ui) {
        this(ui, PATIENCE);
    }

    /** @param patience the time that a program may take */
    UserSecrets(UserInterface ui, Duration patience) {
        this.ui = ui;
        this.patience = patience;
    }

    @Override
    public Optional<String> ask(String what) {
        return ui.secret(what);
    }

    @Override
    public Optional<String> firstLine(List<String> command) {
        String program = command.get(0);
        Optional<Streams.FirstLine> line;
        try {
            line = ui.firstLine(new ProcessBuilder(command), Deadline.in(patience));
        } catch (IOException e) {
            throw Failure.usage("cannot run " + program + ": not found, or not executable")
                    .cause(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.interrupted().cause(e);
        }
        if (line.isEmpty()) {
            throw new Failure(Failure.Kind.FAILED, program + " did not end within " + patience.toSeconds() + " s");
        }
        if (line.get().code() == Failure.Kind.INTERRUPTED.exitCode()) {
            throw Failure.interrupted(); // the program may hear of Ctrl-C before this one does
        }
        if (line.get().code() != 0) {
            throw new Failure(
                    Failure.Kind.FAILED,
                    program + " failed with exit code " + line.get().code());
        }
        return Optional.of(line.get().text());
    }
}
