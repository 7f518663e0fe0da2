package zooka.shell.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.clients.text.TextFile;
import zooka.commands.config.UserFolder;

/**
 * The commands that the prompt runs by itself: those of the file {@code rc} in the user's folder when it starts, and those of a
 * context when the context is used. A failure is reported with the place of the command, and the next command is run.
 */
public final class InitialCommands {

    private final Session session;
    private final Foreground foreground;
    private final Runner runner;
    private Optional<String> used = Optional.empty();

    public InitialCommands(Session session, Foreground foreground, Runner runner) {
        this.session = session;
        this.foreground = foreground;
        this.runner = runner;
    }

    /** Runs the commands of the user's file, unless {@code --no-rc} was given. */
    public void rc() {
        if (session.options().withoutRc()) {
            return;
        }
        Optional<Path> file = UserFolder.CONFIG.of(session.environment()).map(folder -> folder.resolve("rc"));
        if (file.isPresent() && Files.exists(file.get())) {
            run(file.get().toString(), () -> TextFile.lossless(file.get()));
        }
    }

    /** Runs the commands of the context in use, if it is another one than the last time. */
    public void context() {
        Optional<String> now = session.contexts().inUse();
        if (now.equals(used)) {
            return;
        }
        used = now;
        now.ifPresent(name -> run("init of context " + name, () -> {
            List<String> lines = session.contexts().file().context(name).init();
            return String.join("\n", lines);
        }));
    }

    /** Where the text of commands comes from. */
    private interface Source {
        String text();
    }

    private void run(String name, Source source) {
        int unused = foreground.during(() -> {
            try {
                // Line by line: one that cannot be read does not keep the others from being run.
                byte[] text = TextFile.bytes(source.text() + "\n");
                return new Script(runner, session, name, true).lines(text);
            } catch (Failure e) {
                return runner.report(e);
            }
        });
    }
}
