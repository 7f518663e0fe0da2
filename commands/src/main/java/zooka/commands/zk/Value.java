package zooka.commands.zk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import zooka.commands.Context;
import zooka.commands.Failure;

/** The bytes that a DATA argument stands for. */
final class Value {

    /** Said in the help of each command that takes a value. */
    static final String DESCRIPTION =
            "The value: text, @FILE for a file's bytes, - for those of stdin, @@TEXT for text that begins with @.";

    private Value() {}

    /** No argument is a null value, as in zkCli; an empty argument is an empty one. */
    static Optional<byte[]> of(String argument, Context context) {
        if (argument == null) {
            return Optional.empty();
        }
        if (argument.equals("-")) {
            try {
                return Optional.of(context.stdin().readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (argument.startsWith("@@")) {
            return Optional.of(argument.substring(1).getBytes(StandardCharsets.UTF_8));
        }
        if (argument.startsWith("@")) {
            return Optional.of(file(argument.substring(1)));
        }
        return Optional.of(argument.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] file(String name) {
        try {
            return Files.readAllBytes(Path.of(name));
        } catch (NoSuchFileException e) {
            throw Failure.usage("no file " + name).hint("@@" + name + " is the text @" + name);
        } catch (IOException e) {
            throw Failure.usage("cannot read " + name + ": " + e.getMessage());
        }
    }
}
