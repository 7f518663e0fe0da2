package zooka.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The program itself, started as its users start it, without a terminal. */
public final class Program {

    /** The checkout. */
    public static final Path HOME = Path.of(System.getProperty("zooka.home"));

    /**
     * How a run ended.
     *
     * @param bytes what was on stdout
     */
    public record Run(int code, List<Byte> bytes, String err) {

        /** Stdout as text. */
        public String out() {
            byte[] array = new byte[bytes.size()];
            for (int i = 0; i < array.length; i++) {
                array[i] = bytes.get(i);
            }
            return new String(array, StandardCharsets.UTF_8);
        }
    }

    private final List<String> options;
    private final Map<String, String> environment = new HashMap<>();
    private List<String> within = List.of();
    private byte[] stdin = {};

    private Program(List<String> options) {
        this.options = options;
    }

    /** With these options before whatever is run. */
    public static Program with(String... options) {
        return new Program(List.of(options));
    }

    public Program stdin(String text) {
        stdin = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    public Program stdin(byte[] bytes) {
        stdin = bytes.clone();
        return this;
    }

    /** Started by another program, which gets the command line behind its own words. */
    public Program within(String... words) {
        within = List.of(words);
        return this;
    }

    public Program environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /**
     * Starts it and kills it, as kill -9 does, when that holds.
     *
     * @param when asked over and over while it runs; it must come to hold before the program ends
     */
    public void killedWhen(BooleanSupplier when, String... words) {
        if (!killedBeforeItsEnd(when, words)) {
            throw new AssertionError("it ended by itself: " + String.join(" ", words));
        }
    }

    /** The same; returns false if the program has ended before it was seen to hold. */
    public boolean killedBeforeItsEnd(BooleanSupplier when, String... words) {
        try {
            Process process = builder(words)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            while (!when.getAsBoolean()) {
                if (!process.isAlive()) {
                    return false;
                }
                breathe();
            }
            process.destroyForcibly();
            process.waitFor();
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** A moment between two questions that must be asked often, in which those who are asked about get on. */
    public static void breathe() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }

    private ProcessBuilder builder(String... words) {
        List<String> command = new ArrayList<>(within);
        command.add(HOME.resolve("scripts/zooka").toString());
        command.addAll(options);
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("ZOOKA_"));
        builder.environment().putAll(environment);
        return builder;
    }

    /** Runs it to its end, which a minute must be enough for. */
    public Run run(String... words) {
        try {
            Process process = builder(words).start();
            Reader out = new Reader(process.getInputStream());
            Reader err = new Reader(process.getErrorStream());
            try (var in = process.getOutputStream()) {
                in.write(stdin);
            } catch (IOException e) {
                // It ended without reading: that is for the test to judge.
            }
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("still running: " + String.join(" ", words) + "\n" + err.text());
            }
            List<Byte> bytes = new ArrayList<>();
            for (byte b : out.bytes()) {
                bytes.add(b);
            }
            return new Run(process.exitValue(), bytes, err.text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Reads a stream to its end on a thread of its own. */
    private static final class Reader {
        private final ByteArrayOutputStream read = new ByteArrayOutputStream();
        private final Thread thread;

        Reader(InputStream stream) {
            thread = new Thread(() -> {
                try {
                    stream.transferTo(read);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            thread.start();
        }

        byte[] bytes() throws InterruptedException {
            thread.join(10_000);
            return read.toByteArray();
        }

        String text() throws InterruptedException {
            return new String(bytes(), StandardCharsets.UTF_8);
        }
    }
}
