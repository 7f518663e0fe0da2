package zooka.shell.view;

import java.time.Instant;
import zooka.commands.kafka.LeaderMap;

public final class LeadersText {
    private LeadersText() {}

    public static String plain(LeaderMap map, int columns, boolean ascii, Instant now) {
        return map.toString();
    }
}
