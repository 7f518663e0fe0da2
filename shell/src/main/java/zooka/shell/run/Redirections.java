package zooka.shell.run;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.ToIntFunction;
import zooka.clients.Failure;
import zooka.clients.net.Async;
import zooka.clients.text.TextFile;
import zooka.commands.text.Statement;
import zooka.commands.text.Word;
import zooka.shell.render.Output;

/** Opens the files and starts the programs that a statement names, and runs the statement with them. */
final class Redirections {

    private static final int DONE = 0;

    private final Session session;
    private final Streams streams;
    private final Sink sink;

    /** @param sink the destination of a statement without redirections */
    Redirections(Session session, Streams streams, Sink sink) {
        this.session = session;
        this.streams = streams;
        this.sink = sink;
    }

    /**
     * Runs a part of a statement and returns its exit code.
     *
     * @param expansion expands the names of files
     */
    int run(Statement.Redirection redirection, Expansion expansion, ToIntFunction<Sink> part) {
        try (InputStream in = input(redirection.input(), expansion)) {
            Sink inner = in == null ? sink : sink.with(sink.scope().with(in));
            if (redirection.program().isPresent()) {
                return pipe(redirection.program().get(), inner, part);
            }
            if (redirection.target().isPresent()) {
                return file(redirection.target().get(), expansion, inner, part);
            }
            return part.applyAsInt(inner);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file that is stdin; null without one. */
    private static InputStream input(Optional<Word> file, Expansion expansion) {
        if (file.isEmpty()) {
            return null;
        }
        String name = expansion.file(file.get());
        try {
            return new BufferedInputStream(Files.newInputStream(TextFile.path(name)));
        } catch (IOException e) {
            throw TextFile.unreadable(name, e);
        }
    }

    private static int file(Statement.Target target, Expansion expansion, Sink inner, ToIntFunction<Sink> part)
            throws IOException {
        StandardOpenOption how = target.append() ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
        String name = expansion.file(target.file());
        try (Output out = Output.to(
                Files.newOutputStream(TextFile.path(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE, how),
                name)) {
            return part.applyAsInt(inner.to(out));
        } catch (FileSystemException e) {
            String why = e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
            throw new Failure(Failure.Kind.FAILED, "cannot write " + name + ": " + why).cause(e);
        }
    }

    private int pipe(String command, Sink inner, ToIntFunction<Sink> part) throws IOException {
        streams.out().flush();
        boolean inherits = inner.out().isInherited();
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", command)
                .redirectOutput(inherits ? ProcessBuilder.Redirect.INHERIT : ProcessBuilder.Redirect.PIPE)
                .redirectError(streams.err().forPrograms());
        if (session.hasVariables()) {
            session.variables().addTo(builder.environment());
        }
        Process program = builder.start();
        Async<Boolean> copied =
                inherits ? Async.known(true) : Async.run("output of a program", () -> copy(program, inner.out()));
        int code;
        try (Output input = Output.toProgram(program.getOutputStream())) {
            code = part.applyAsInt(inner.to(input));
        } catch (Output.Ended e) {
            code = DONE; // the program ended without reading all
        }
        try {
            int ended = program.waitFor();
            boolean unused = copied.answer();
            return code != DONE ? code : ended;
        } catch (InterruptedException e) {
            program.destroy();
            Thread.currentThread().interrupt();
            return Failure.Kind.INTERRUPTED.exitCode();
        }
    }

    /** Hands over what a program prints; it is ended when that cannot be written. */
    private static void copy(Process program, Output out) {
        byte[] chunk = new byte[1 << 16];
        try (InputStream printed = program.getInputStream()) {
            for (int length = printed.read(chunk); length >= 0; length = printed.read(chunk)) {
                out.write(chunk, 0, length);
                out.check();
            }
        } catch (IOException e) {
            return; // the program was ended
        } catch (Output.Ended e) {
            program.destroy();
            e.failure().ifPresent(failure -> {
                throw failure;
            });
        }
    }
}
