package zooka.commands.action;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import picocli.CommandLine.Option;
import zooka.clients.Failure;
import zooka.clients.text.TextFile;

/** The bytes of a DATA argument. */
public final class ValueArgument {

    /** Said in the help of each command that takes a value. */
    public static final String DESCRIPTION =
            "The value: text, @FILE for the bytes of a file, - for stdin, @@TEXT for text that starts with @.";

    /** The options for values that are written in letters, of each command that takes a value. */
    public static final class Form {
        @Option(
                names = {"-b", "--base64"},
                description = "DATA is base64.")
        boolean base64;

        @Option(names = "--hex", description = "DATA is hexadecimal.")
        boolean hex;
    }

    private ValueArgument() {}

    /**
     * No argument is a null value, as in zkCli; an empty argument is an empty one.
     *
     * @throws Failure {@code USAGE} for a file that cannot be read, and for what is not of the form
     */
    public static Optional<byte[]> of(String argument, Form form, Context context) {
        Optional<byte[]> given = of(argument, context);
        return form.base64 || form.hex ? given.map(letters -> decoded(letters, form.hex)) : given;
    }

    /** The bytes that letters stand for; space between them says nothing. */
    private static byte[] decoded(byte[] letters, boolean hex) {
        String text = new String(letters, StandardCharsets.ISO_8859_1).replaceAll("\\s", "");
        try {
            return hex ? HexFormat.of().parseHex(text) : Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw Failure.usage("DATA is not valid " + (hex ? "hex" : "base64"))
                    .hint("example: " + (hex ? "68656c6c6f" : "aGVsbG8=") + " for hello")
                    .cause(e);
        }
    }

    private static Optional<byte[]> of(String argument, Context context) {
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
        return Optional.of(bytes(argument));
    }

    /**
     * The bytes of an argument: its text, or with an {@code @} before it a file's.
     *
     * @throws Failure {@code USAGE} for a file that cannot be read
     */
    public static byte[] bytes(String argument) {
        if (argument.startsWith("@@")) {
            return argument.substring(1).getBytes(StandardCharsets.UTF_8);
        }
        return argument.startsWith("@") ? file(argument.substring(1)) : argument.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] file(String name) {
        try {
            return Files.readAllBytes(TextFile.path(name));
        } catch (NoSuchFileException e) {
            throw Failure.usage("no file " + name).hint("use @@" + name + " for the text @" + name);
        } catch (IOException e) {
            throw TextFile.unreadable(name, e);
        }
    }
}
