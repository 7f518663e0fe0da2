package zooka.shell.run;

import java.time.Clock;
import zooka.shell.render.Output;
import zooka.shell.render.Screen;

/** The destination of the output of one command, and the script around the command. */
final class Sink {

    private final Output out;
    private final Scope scope;
    private final Streams streams;
    private final UserInterface ui;
    private final Clock clock;
    private Screen screen;

    private Sink(Output out, Scope scope, Streams streams, UserInterface ui, Clock clock) {
        this.out = out;
        this.scope = scope;
        this.streams = streams;
        this.ui = ui;
        this.clock = clock;
    }

    /** The process's own stdout. */
    static Sink stdout(Scope scope, Streams streams, UserInterface ui, Clock clock) {
        return new Sink(streams.out(), scope, streams, ui, clock);
    }

    /** The same destination for a command of another script, whose screen is measured anew. */
    Sink with(Scope other) {
        return new Sink(out, other, streams, ui, clock);
    }

    /** A file, a program or a buffer. */
    Sink to(Output other) {
        return new Sink(other, scope, streams, ui, clock);
    }

    /** The same place, which the output reaches through a pager. */
    Sink through(Output pages) {
        Sink paged = to(pages);
        paged.screen = screen();
        return paged;
    }

    Output out() {
        return out;
    }

    Scope scope() {
        return scope;
    }

    /** Whether this is the process's own stdout. */
    boolean isStdout() {
        return out == streams.out();
    }

    /** Its properties for renderers; those of a terminal are asked for on first use. */
    Screen screen() {
        if (screen == null) {
            screen = isStdout() ? streams.screen(clock, ui::columns) : Screen.pipe(clock.instant());
        }
        return screen;
    }
}
