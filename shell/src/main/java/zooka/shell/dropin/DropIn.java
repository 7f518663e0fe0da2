package zooka.shell.dropin;

import java.util.ArrayList;
import java.util.List;
import zooka.clients.Failure;

/**
 * A line of a tool of Kafka or ZooKeeper, {@code kafka-topics --bootstrap-server localhost:9092 --list}, that zooka runs in the
 * tool's place.
 */
public final class DropIn {

    private static final String SUFFIX = ".sh";
    private static final String ZKCLI = "zkCli";

    private final String name;
    private final Tool tool;
    private final boolean faithful;
    private final StockLine line;

    private DropIn(String name, Tool tool, boolean faithful, StockLine line) {
        this.name = name;
        this.tool = tool;
        this.faithful = faithful;
        this.line = line;
    }

    /** The names of the tools of Kafka, without {@code .sh}. */
    public static List<String> names() {
        return Tools.names();
    }

    /** Whether it is the name of zkCli, whose lines zooka takes as they are. */
    public static boolean isZkCli(String word) {
        return word.equals(ZKCLI) || word.equals(ZKCLI + SUFFIX);
    }

    /**
     * The arguments of the program for those of zkCli: the same options and commands, answered in zkCli's form and without a
     * question.
     */
    public static List<String> zkCli(List<String> arguments) {
        List<String> all = new ArrayList<>(List.of("-o", "zkcli", "--yes"));
        all.addAll(arguments);
        return all;
    }

    /** The exit code for a line that cannot be understood. */
    public static int misunderstood(List<String> words, int code) {
        return isFaithful(words) ? 1 : code;
    }

    private static boolean isFaithful(List<String> words) {
        return words.contains("--" + StockOptions.FAITHFUL);
    }

    /**
     * Understands a line. What is wrong with it or not supported is refused here, before anything is sent.
     *
     * @param words the tool's name and its arguments
     * @throws Failure {@code USAGE}
     */
    public static DropIn of(List<String> words) {
        String typed = words.get(0);
        String name = typed.endsWith(SUFFIX) ? typed.substring(0, typed.length() - SUFFIX.length()) : typed;
        Tool tool = Tools.named(name);
        StockLine line = tool.options().parse(name, words.subList(1, words.size()));
        if (!line.has("help") && !line.has("version")) {
            tool.check(line);
        }
        return new DropIn(name, tool, isFaithful(words), line);
    }

    /** Whether only the help is wanted. */
    public boolean help() {
        return line.has("help");
    }

    /** Whether only the version is wanted. */
    public boolean version() {
        return line.has("version");
    }

    /** The help: which of the tool's options are taken, which have no effect, and which are refused. */
    public String usage() {
        return name + " is translated to commands of zooka. " + tool.options().usage();
    }

    /** The options of zooka that the line comes to: the servers, the client's configuration, and no questions. */
    public List<String> options() {
        List<String> options = new ArrayList<>(line.zooka());
        options.addAll(tool.zooka(line));
        options.add("--yes");
        return options;
    }

    /**
     * Runs the line.
     *
     * @throws Failure as the commands do to which it is translated
     */
    public void run(Shell shell, StockOutput out) {
        tool.run(line, shell, out);
    }

    /**
     * The exit code of the process.
     *
     * @param code zooka's own
     */
    public int exitCode(int code) {
        boolean interrupted = code == Failure.Kind.INTERRUPTED.exitCode();
        return faithful && !interrupted ? tool.faithful(code) : code;
    }
}
