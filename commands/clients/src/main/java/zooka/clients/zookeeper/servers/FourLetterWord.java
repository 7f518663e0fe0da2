package zooka.clients.zookeeper.servers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a server can be asked beside its znodes: by a four-letter word on the client port, by a command of its AdminServer. */
public enum FourLetterWord {
    CONF("configuration", "config"),
    CONS("connections"),
    DIRS("dirs"),
    DUMP("dump"),
    ENVI("environment", "env"),
    GTMK("get_trace_mask"),
    HASH("hash"),
    ICFG("initial_configuration"),
    ISRO("is_read_only"),
    LEAD("leader"),
    LSNP("last_snapshot"),
    MNTR("monitor"),
    OBSR("observers"),
    RUOK("ruok"),
    SRVR("server_stats"),
    STAT("stats"),
    SYSP("system_properties"),
    WCHC("watches"),
    WCHP("watches_by_path"),
    WCHS("watch_summary"),
    VOTING_VIEW("voting_view"),
    ZABSTATE("zabstate");

    /** Words that change something, which a question must not. */
    private static final List<String> CHANGES = List.of(
            "crst",
            "connection_stat_reset",
            "srst",
            "stat_reset",
            "orst",
            "observer_connection_stat_reset",
            "stmk",
            "set_trace_mask",
            "kill",
            "rest",
            "restore",
            "shed",
            "shed_connections",
            "snap",
            "snapshot");

    private static final String NOT_ALLOWED = "is not executed because it is not in the whitelist";

    private final String command;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> others;

    FourLetterWord(String command, String... others) {
        this.command = command;
        this.others = List.of(others);
    }

    /** The word of either kind. */
    public static Optional<FourLetterWord> of(String typed) {
        String lower = typed.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(word -> word.word().equals(lower) || word.command.equals(lower) || word.others.contains(lower))
                .findFirst();
    }

    /** Whether it is a word that changes the server's state. */
    public static boolean changes(String typed) {
        return CHANGES.contains(typed.toLowerCase(Locale.ROOT));
    }

    /** Whether a server allows a word, by what it answers to it. */
    public static boolean allowed(String answer) {
        return !answer.contains(NOT_ALLOWED);
    }

    /** All that can be typed, four letters first. */
    public static List<String> names() {
        List<String> names = new ArrayList<>(
                Arrays.stream(values()).map(FourLetterWord::word).toList());
        Arrays.stream(values())
                .map(FourLetterWord::command)
                .filter(name -> !names.contains(name))
                .forEach(names::add);
        return names;
    }

    /** On the client port. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** At the AdminServer. */
    public String command() {
        return command;
    }

    /** Whether the client port knows it; some are the AdminServer's alone. */
    public boolean onClientPort() {
        return switch (this) {
            case ICFG, LEAD, LSNP, OBSR, SYSP, VOTING_VIEW, ZABSTATE -> false;
            default -> true;
        };
    }
}
