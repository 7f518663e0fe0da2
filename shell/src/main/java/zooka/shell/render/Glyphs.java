package zooka.shell.render;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topic;

/**
 * The characters and colours that a terminal can show.
 *
 * @param ascii whether the terminal shows only ASCII
 * @param colour whether colours are wanted
 * @param zone the time zone of times of day
 */
public record Glyphs(boolean ascii, boolean colour, ZoneId zone) {

    /** Whether the environment allows colours: not if {@code NO_COLOR} is set or the terminal is dumb. */
    public static boolean colours(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /**
     * Whether the environment's locale can show more than ASCII. Without a locale the answer is yes: containers have
     * none, and their users' terminals show UTF-8. {@code ZOOKA_LOCALE} is the locale before the launcher gave the JVM
     * a UTF-8 one.
     */
    public static boolean utf8(Map<String, String> environment) {
        for (String variable : new String[] {"ZOOKA_LOCALE", "LC_ALL", "LC_CTYPE", "LANG"}) {
            String locale = environment.getOrDefault(variable, "");
            if (!locale.isEmpty()) {
                String lower = locale.toLowerCase(Locale.ROOT);
                return lower.contains("utf-8") || lower.contains("utf8");
            }
        }
        return true;
    }

    /** Whether brackets mark what has just changed, since colours cannot. */
    public boolean brackets() {
        return ascii || !colour;
    }

    String ellipsis() {
        return ascii ? "~" : "…";
    }

    public String arrow() {
        return ascii ? "->" : "→";
    }

    public String rule() {
        return ascii ? "-" : "─";
    }

    public String bar() {
        return ascii ? ">" : "▌";
    }

    public String times() {
        return ascii ? "x" : "×";
    }

    public String dot() {
        return ascii ? ", " : " · ";
    }

    public String cursor() {
        return ascii ? "_" : "▏";
    }

    /** Text from a server, escaped and of known width. */
    public String safe(String text) {
        return ascii ? Escapes.ascii(text) : Escapes.visible(text);
    }

    public String cut(String text, int columns) {
        return Width.cut(text, columns, ellipsis());
    }

    public String cutName(String name, int columns) {
        return Width.cutMiddle(name, columns, ellipsis());
    }

    /** The end of a text that is too wide, after an ellipsis. */
    public String cutStart(String text, int columns) {
        return Width.cutStart(text, columns, ellipsis());
    }

    /** The count of elements that do not fit. */
    public String more(int count) {
        return (ascii ? "+" : "…") + count;
    }

    /** The columns of the sign after a leader's id. */
    public int signColumns() {
        return ascii ? 2 : 1;
    }

    /**
     * The mark of a partition: its leader, and a sign for its most serious problem.
     *
     * @param silent whether its leader does not answer this client
     */
    public String mark(Topic topic, Partition partition, boolean silent) {
        return partition.offline() ? times() : partition.leader().getAsInt() + sign(topic, partition, silent);
    }

    private String sign(Topic topic, Partition partition, boolean silent) {
        if (silent) {
            return "?";
        }
        if (topic.underMinInSync(partition)) {
            return belowMinimum();
        }
        if (partition.underReplicated()) {
            return "!";
        }
        return partition.preferredLeads() ? "" : "*";
    }

    public String belowMinimum() {
        return ascii ? "!!" : "‼";
    }
}
