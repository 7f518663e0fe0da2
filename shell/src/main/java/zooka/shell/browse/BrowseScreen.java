package zooka.shell.browse;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jline.terminal.Terminal;
import zooka.clients.Failure;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.result.Picture;
import zooka.commands.zk.browse.Viewport;
import zooka.commands.zk.browse.ZnodeTree;
import zooka.shell.render.Glyphs;
import zooka.shell.screen.Commands;
import zooka.shell.screen.Filter;
import zooka.shell.screen.Frame;
import zooka.shell.screen.Key;
import zooka.shell.screen.LiveScreen;
import zooka.shell.screen.Size;

/** Runs the view of znodes on a terminal, and tells the feed what is on the screen. */
final class BrowseScreen extends LiveScreen {

    private final FollowedFeed feed;

    // The following fields belong to the thread that runs the loop.
    private BrowseModel model;
    private Viewport told = Viewport.NOTHING;

    BrowseScreen(Terminal terminal, Action.Live live, Context context, Glyphs look, Commands commands)
            throws IOException {
        this(terminal, new FollowedFeed(live), context, look, commands);
    }

    private BrowseScreen(Terminal terminal, FollowedFeed feed, Context context, Glyphs look, Commands commands)
            throws IOException {
        super(terminal, feed, context, look, commands, "browse");
        this.feed = feed;
        this.model = BrowseModel.start(context.clusters().profile().name(), on(terminal, look), now());
    }

    @Override
    public Frame draw(Size size) {
        return new BrowseFrame(model, size, now()).draw();
    }

    @Override
    public void state(Picture picture) {
        become(model.state((ZnodeTree) picture));
    }

    @Override
    public Optional<Picture> shown() {
        return model.tree().map(tree -> tree);
    }

    @Override
    public void failed(Failure failure) {
        model = model.failed(failure);
    }

    @Override
    public void resize() {
        super.resize();
        become(model);
    }

    @Override
    public void tick() {
        // Only ages have changed, and they are computed from the clock.
    }

    /** The time until the next second, or until a mark ends before it. */
    @Override
    public long untilNext(long left) {
        Instant now = now();
        return model.nextMarkEnd(now)
                .map(end -> Math.min(left, Duration.between(now, end).toNanos()))
                .orElse(left);
    }

    @Override
    public void press(Key key) {
        Step step = BrowseView.key(model, key, size(), now());
        become(step.model());
        switch (step.effect()) {
            case NONE -> {}
            case CLOSE -> close();
            case REFRESH -> refresh();
            case SEARCH -> {
                String root = model.place().root();
                String text = model.place().filter().text();
                Filter filter = model.place().filter().filter();
                feed.tell(opened -> opened.search(root, text, filter::accepts));
            }
            case END_SEARCH -> feed.tell(opened -> opened.stopSearch());
            case ASK_WATCHERS -> model.selected().ifPresent(path -> feed.tell(opened -> opened.askWatchers(path)));
            case EDIT -> model.selected().ifPresent(path -> propose(List.of("edit", path)));
            case DELETE -> model.selected().ifPresent(path -> propose(List.of(deletion(path), path)));
            case COMMAND -> askCommand();
            case COPY -> model.selected().ifPresent(this::copy);
            case SAVE -> askSave();
        }
    }

    /** The command that deletes a znode, with all below it if there is something. */
    private String deletion(String path) {
        return model.stat(path).filter(stat -> stat.numChildren() > 0).isPresent() ? "deleteall" : "delete";
    }

    private void become(BrowseModel next) {
        model = next;
        Viewport wanted = BrowseView.wanted(model, size());
        if (!wanted.equals(told)) {
            told = wanted;
            feed.tell(opened -> opened.show(wanted));
        }
    }
}
