package zooka.shell.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jline.terminal.Terminal;
import zooka.clients.Failure;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.result.Cell.Level;
import zooka.commands.result.Remarks;
import zooka.commands.result.Result;
import zooka.commands.text.Grammar;
import zooka.commands.timeline.ChangeSignal;
import zooka.shell.render.Escapes;
import zooka.shell.render.Format;
import zooka.shell.render.Glyphs;
import zooka.shell.render.Layout;
import zooka.shell.render.Output;
import zooka.shell.render.Screen;
import zooka.shell.render.Theme;
import zooka.shell.screen.Commands;
import zooka.shell.screen.LiveView;
import zooka.shell.watch.WatchLoop;

/** A query that is run repeatedly, with its output on a screen or as a sequence of answers. */
public final class WatchRun {

    /** The most bytes of one answer; nobody watches more. */
    private static final int LONGEST_ANSWER = 4 << 20;

    private final Action.Repeat repeat;
    private final Context context;
    private final Screen screen;
    private final Layout layout;

    /** What is watched in the place of the query. */
    private final Optional<Action.Live> live;

    /** @param layout its rows and columns are those of the query, which is then shown in place of its live view */
    WatchRun(Action.Repeat repeat, Context context, Screen screen, Layout layout) {
        this.repeat = repeat;
        this.context = context;
        this.screen = screen;
        this.layout = layout;
        this.live =
                layout.shaping().isPresent() ? Optional.empty() : repeat.query().live(repeat.interval());
    }

    /**
     * Prints one answer after the other. A failed run is reported and the next one is tried; if all fail, the last
     * failure is thrown.
     */
    void print(Output out, PrintStream err) {
        boolean answered = false;
        for (long run = 1; ; run++) {
            try {
                Result result = live.isPresent()
                        ? live.get().snapshot(context)
                        : repeat.query().run(context);
                if (layout.format() == Format.YAML) {
                    out.print("---\n");
                }
                Screen now = screen.at(context.clock().instant(), screen.columns());
                layout.render(result, out, err, now, context.clock());
                out.check();
                answered = true;
            } catch (Failure e) {
                boolean last = run == repeat.count();
                if (e.kind() == Failure.Kind.INTERRUPTED || e.kind() == Failure.Kind.USAGE || (last && !answered)) {
                    throw e;
                }
                context.remarks().incomplete(e);
            }
            if (run == repeat.count()) {
                return;
            }
            pause();
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(repeat.interval().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.interrupted();
        }
    }

    /**
     * Shows the answers full screen until the user leaves.
     *
     * @param commands runs what the user types after {@code :}
     * @return false if the terminal cannot
     */
    public boolean show(Terminal terminal, Glyphs look, Clock clock, Commands commands) {
        if (live.isPresent()) {
            return LiveView.of(live.get()).show(terminal, live.get(), context, look, commands);
        }
        String command = repeat.command().stream().map(Grammar::quoted).collect(Collectors.joining(" "));
        return WatchLoop.show(terminal, command, repeat.interval(), new Answers(), look, clock, commands);
    }

    /** The answers of the query, which is asked again when the cluster changes, if it is about that. */
    private final class Answers implements WatchLoop.Source {
        @Override
        public List<String> lines(int columns) {
            return WatchRun.this.lines(columns);
        }

        @Override
        public WatchLoop.Changes follow(Runnable changed) {
            return repeat.query().changesWithCluster()
                    ? ChangeSignal.start(context.with(Remarks.NONE), changed)::close
                    : WatchLoop.Source.super.follow(changed);
        }
    }

    /** One answer as lines of a table with the given width, followed by its remarks. */
    private List<String> lines(int columns) {
        List<String> remarks = new ArrayList<>();
        Context collecting = context.with(new CollectedRemarks(remarks));
        LimitedStream bytes = new LimitedStream();
        Output out = Output.to(bytes, "the answer");
        Result result = repeat.query().run(collecting);
        try {
            Screen now = screen.at(context.clock().instant(), columns);
            layout.render(result, out, out, now, context.clock());
        } catch (Output.Ended e) {
            remarks.add(painted("truncated: too much output to watch", Level.WARN));
        }
        out.flush();
        List<String> lines = new ArrayList<>(
                bytes.kept.toString(StandardCharsets.UTF_8).lines().toList());
        if (!remarks.isEmpty()) {
            lines.add("");
            lines.addAll(remarks);
        }
        return lines;
    }

    private String painted(String text, Level level) {
        return Theme.paint(Escapes.visible(text), level, true);
    }

    /** Collects remarks, to show them below the answer. */
    private final class CollectedRemarks implements Remarks {
        private final List<String> lines;

        CollectedRemarks(List<String> lines) {
            this.lines = lines;
        }

        @Override
        public void no() {}

        @Override
        public void incomplete(String id, String what) {
            lines.add(painted("incomplete: " + what, Level.WARN));
        }

        @Override
        public void fault(String id, String what) {
            lines.add(painted("fault: " + what, Level.BAD));
        }

        @Override
        public void warn(String id, String what) {
            lines.add(painted("warning: " + what, Level.WARN));
        }

        @Override
        public void note(String id, String text) {
            lines.add(painted(text, Level.DIM));
        }
    }

    /** A stream that discards output beyond the limit. */
    private static final class LimitedStream extends OutputStream {
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (kept.size() + length > LONGEST_ANSWER) {
                throw new IOException("enough");
            }
            kept.write(bytes, offset, length);
        }
    }
}
