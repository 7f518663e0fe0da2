package zooka.testing.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import zooka.shell.screen.Commands;

/** Commands that only note what they are asked for. */
public final class FakeCommands implements Commands {

    private final List<String> lines = new ArrayList<>();
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private volatile After after = After.READ;
    private volatile Runnable doing = () -> {};

    /** What every line comes to. */
    public FakeCommands ending(After what) {
        after = what;
        return this;
    }

    /** What every line does. */
    public FakeCommands doing(Runnable what) {
        doing = what;
        return this;
    }

    /** The lines that were run, those of a key behind a {@code !}. */
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    private After add(String line) {
        synchronized (this) {
            lines.add(line);
        }
        doing.run();
        return after;
    }

    @Override
    public After run(String line) {
        return add(line);
    }

    @Override
    public After propose(String line) {
        return add("!" + line);
    }

    @Override
    public void interrupt() {
        interrupted.countDown();
    }

    /** Passed when a running line was interrupted. */
    public CountDownLatch interrupted() {
        return interrupted;
    }

    @Override
    public List<String> history() {
        return List.of("ls /demo", "topics");
    }

    @Override
    public List<String> completed(String line) {
        return List.of("topic create", "topic delete", "topics").stream()
                .filter(known -> known.startsWith(line))
                .toList();
    }
}
