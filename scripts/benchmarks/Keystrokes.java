import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Types at the prompt of a shell whose servers accept connections and answer nothing, and prints how long each key takes to its echo.
 * The shell runs in a pseudo terminal, that of script(1).
 */
public final class Keystrokes {

    private static final long PATIENCE_NANOS = 60_000_000_000L;

    /** What is typed, a name that is completed from a server in each; a tab stands for itself. */
    private static final List<String> LINES = List.of(
            "get /brokers/to\tpics",
            "topic describe or\tders",
            "group lag bil\tling --output json",
            "tail app-\tlogs -n 20 | grep 'a b'",
            "ls -R /demo/ap\tp > /tmp/x; set /a \"$x\"");

    private final StringBuilder shown = new StringBuilder();
    private final OutputStream keys;

    private Keystrokes(Process shell) {
        keys = shell.getOutputStream();
        Thread reader = new Thread(() -> read(shell.getInputStream()));
        reader.setDaemon(true);
        reader.start();
    }

    /** Arguments: the launcher, the number of rounds. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<Socket> held = new ArrayList<>();
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread acceptor = new Thread(() -> {
                try {
                    while (true) {
                        held.add(silent.accept());
                    }
                } catch (IOException e) {
                    // The end of the benchmark.
                }
            });
            acceptor.setDaemon(true);
            acceptor.start();
            String server = "127.0.0.1:" + silent.getLocalPort();
            ProcessBuilder builder = new ProcessBuilder(
                    "script",
                    "-qefc",
                    "stty cols 100 rows 30; exec '" + arguments[0] + "' -z " + server + " -b " + server,
                    "/dev/null");
            builder.environment().put("TERM", "xterm");
            builder.environment().remove("NO_COLOR");
            Process shell = builder.redirectErrorStream(true).start();
            new Keystrokes(shell).type(Integer.parseInt(arguments[1]));
            shell.destroy();
        }
    }

    private void read(InputStream from) {
        byte[] buffer = new byte[1 << 14];
        try {
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                synchronized (shown) {
                    shown.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
                    shown.notifyAll();
                }
            }
        } catch (IOException e) {
            // The shell has ended.
        }
    }

    private void type(int rounds) throws IOException, InterruptedException {
        await(0, ":/> ");
        List<Long> plain = new ArrayList<>();
        List<Long> behindTab = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            for (String line : LINES) {
                boolean tab = false;
                for (char key : line.toCharArray()) {
                    if (key == '\t') {
                        press(key);
                        tab = true;
                        continue;
                    }
                    int begin = length();
                    long pressed = System.nanoTime();
                    press(key);
                    await(begin, String.valueOf(key));
                    (tab ? behindTab : plain).add(System.nanoTime() - pressed);
                    tab = false;
                }
                int begin = length();
                press((char) 3); // Ctrl-C: a new line
                await(begin, ":/> ");
            }
        }
        print("a key", plain);
        print("a key behind TAB", behindTab);
    }

    private static void print(String what, List<Long> nanos) {
        Collections.sort(nanos);
        System.out.printf(
                "%-20s %5d keys   median %6.1f ms   99th %6.1f ms   most %6.1f ms   (at most 50)%n",
                what,
                nanos.size(),
                nanos.get(nanos.size() / 2) / 1e6,
                nanos.get(nanos.size() * 99 / 100) / 1e6,
                nanos.get(nanos.size() - 1) / 1e6);
    }

    private void press(char key) throws IOException {
        keys.write(key);
        keys.flush();
    }

    private int length() {
        synchronized (shown) {
            return shown.length();
        }
    }

    private void await(int from, String text) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        synchronized (shown) {
            while (shown.indexOf(text, from) < 0) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new IllegalStateException("no " + text + " in:\n" + shown.substring(from));
                }
                shown.wait(left);
            }
        }
    }
}
