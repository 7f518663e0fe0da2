package zooka.shell;

import java.util.Map;
import zooka.commands.Profile;

/** What the program runs on: the clusters that the options name, or a sandbox of its own. */
final class Home implements AutoCloseable {

    private final Options options;
    private final Streams streams;

    private Home(Options options, Streams streams) {
        this.options = options;
        this.streams = streams;
    }

    static Home open(Options options, Map<String, String> environment, Streams streams) {
        return new Home(options, streams);
    }

    /** @param lasting whether its connections serve many commands */
    Session session(boolean lasting) {
        Profile profile = options.profile(lasting);
        return new Session(Main.connect(profile), options.common, Main.clock());
    }

    int repl(Map<String, String> environment) {
        try (Session session = session(true)) {
            return new Repl(session, streams, environment).run("zooka " + Main.VERSION + "    type help, or press TAB");
        }
    }

    @Override
    public void close() {}
}
