package zooka.shell.leaders;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jline.terminal.Terminal;
import zooka.clients.Failure;
import zooka.clients.net.Async;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.leaders.LeaderMap;
import zooka.commands.result.Picture;
import zooka.commands.timeline.Point;
import zooka.commands.timeline.Timeline;
import zooka.commands.timeline.file.RecordingWriter;
import zooka.shell.render.Glyphs;
import zooka.shell.screen.Commands;
import zooka.shell.screen.Frame;
import zooka.shell.screen.Key;
import zooka.shell.screen.LiveScreen;
import zooka.shell.screen.Size;

/** Runs the leader map on a terminal, with the cluster's feed and the clock. */
public final class LeadersLoop extends LiveScreen {

    // Both belong to the thread that runs the loop.
    private LeadersModel model;
    private final DrawnRows drawn = new DrawnRows();

    private LeadersLoop(Terminal terminal, Action.Live live, Context context, Glyphs look, Commands commands)
            throws IOException {
        super(terminal, live, context, look, commands, "leaders");
        String name = context.clusters().profile().name();
        this.model = LeadersView.start(name, on(terminal, look), now());
    }

    /** Calls {@link #run} if the terminal is suitable; otherwise shows nothing and returns false. */
    public static boolean show(Terminal terminal, Action.Live live, Context context, Glyphs look, Commands commands) {
        if (!suits(terminal)) {
            return false;
        }
        run(terminal, live, context, look, commands);
        return true;
    }

    /**
     * Shows the map until the user leaves it, and restores the terminal.
     *
     * @throws Failure if the feed cannot be opened
     */
    public static void run(Terminal terminal, Action.Live live, Context context, Glyphs look, Commands commands) {
        try {
            new LeadersLoop(terminal, live, context, look, commands).run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Frame draw(Size size) {
        return LeadersView.draw(model, size, now(), drawn);
    }

    @Override
    public void tick() {
        model = LeadersView.tick(model, now());
    }

    @Override
    public void press(Key key) {
        Step step = LeadersView.key(model, key, size(), now());
        Optional<String> before = LeadersView.subject(model);
        model = step.model();
        Optional<String> subject = LeadersView.subject(model);
        if (!subject.equals(before)) {
            focus(new Action.Live.Focus(List.of(), subject));
        }
        switch (step.effect()) {
            case CLOSE -> close();
            case REFRESH -> refresh();
            case COMMAND -> askCommand();
            case COPY -> LeadersView.selected(model).ifPresent(this::copy);
            case SAVE -> askSave();
            case RECORD -> {
                Timeline history = model.known().history();
                String name = model.name();
                askSaveText("leaders.jsonl", () -> recording(history, name));
            }
            case ELECT ->
                LeadersView.election(model).ifPresent(partitions -> propose(List.of("partition", "elect", partitions)));
            case NONE -> {}
        }
    }

    private static String recording(Timeline history, String name) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            RecordingWriter.write(history, name, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void begun() {
        Glyphs look = model.look();
        Size size = size();
        Instant now = now();
        Async.run("leaders-warmup", () -> Warmup.play(look, size, now));
    }

    @Override
    public void state(Picture picture) {
        model = LeadersView.state(model, (LeaderMap) picture, now());
    }

    @Override
    public Optional<Picture> shown() {
        return model.shown().map(state -> new LeaderMap(model.name(), new Point(state, List.of())));
    }

    @Override
    public void failed(Failure failure) {
        model = LeadersView.failed(model, failure);
    }
}
