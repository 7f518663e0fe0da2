package zooka.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The program that runs Kafka's own tools, one after the other in one JVM, for {@link StockTools}: started for each of them
 * anew they would take minutes. It knows their classes by name only.
 */
final class StockLoop {

    private StockLoop() {}

    /** What is thrown where a tool would end the process. */
    private static final class Ended extends Error {
        private static final long serialVersionUID = 1;
    }

    /** Stdout and stderr of whichever tool runs: Scala's keep the stream that was there when they were first used. */
    private static final class SwitchedStream extends OutputStream {
        private OutputStream now = OutputStream.nullOutputStream();

        @Override
        public void write(int b) throws IOException {
            now.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            now.write(bytes, from, length);
        }
    }

    private static final SwitchedStream OUT = new SwitchedStream();
    private static final SwitchedStream ERR = new SwitchedStream();

    /** What a tool has done when the process ends: a producer sends what it holds. */
    private static final List<Runnable> AT_THE_END = new ArrayList<>();

    private static int code;
    private static boolean ended;

    private static synchronized void end(int status) {
        if (!ended) {
            ended = true;
            code = status;
        }
        throw new Ended();
    }

    /**
     * Reads how many words, and the words, of which the first is the class; and the length of its stdin, and that. Writes the exit
     * code, stdout and stderr.
     */
    public static void main(String[] args) throws IOException, ReflectiveOperationException {
        catchExits();
        DataInputStream in = new DataInputStream(System.in);
        DataOutputStream answers = new DataOutputStream(System.out);
        System.setOut(new PrintStream(OUT, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(ERR, true, StandardCharsets.UTF_8));
        while (true) {
            String[] words;
            try {
                words = new String[in.readInt()];
            } catch (EOFException e) {
                return;
            }
            for (int i = 0; i < words.length; i++) {
                words[i] = in.readUTF();
            }
            System.setIn(new ByteArrayInputStream(in.readNBytes(in.readInt())));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            run(words, out, err);
            answers.writeInt(code);
            answers.writeInt(out.size());
            out.writeTo(answers);
            answers.writeInt(err.size());
            err.writeTo(answers);
            answers.flush();
        }
    }

    private static void catchExits() throws ReflectiveOperationException {
        Class<?> exit = Class.forName("org.apache.kafka.common.utils.Exit");
        Class<?> procedure = Class.forName("org.apache.kafka.common.utils.Exit$Procedure");
        Object ending = Proxy.newProxyInstance(
                StockLoop.class.getClassLoader(), new Class<?>[] {procedure}, (proxy, method, given) -> {
                    end((Integer) given[0]);
                    return null;
                });
        exit.getMethod("setExitProcedure", procedure).invoke(null, ending);
        exit.getMethod("setHaltProcedure", procedure).invoke(null, ending);
        Class<?> adder = Class.forName("org.apache.kafka.common.utils.Exit$ShutdownHookAdder");
        Object adding = Proxy.newProxyInstance(
                StockLoop.class.getClassLoader(), new Class<?>[] {adder}, (proxy, method, given) -> {
                    AT_THE_END.add((Runnable) given[1]);
                    return null;
                });
        exit.getMethod("setShutdownHookAdder", adder).invoke(null, adding);
    }

    private static void run(String[] words, ByteArrayOutputStream out, ByteArrayOutputStream err)
            throws ReflectiveOperationException {
        code = 0;
        ended = false;
        String[] rest = new String[words.length - 1];
        System.arraycopy(words, 1, rest, 0, rest.length);
        OUT.now = out;
        ERR.now = err;
        try {
            Class.forName(words[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
        } catch (InvocationTargetException e) {
            if (!(e.getCause() instanceof Ended)) {
                code = 1;
                e.getCause().printStackTrace(System.err);
            }
        } finally {
            AT_THE_END.forEach(Runnable::run);
            AT_THE_END.clear();
        }
    }
}
