package zooka.shell.leaders;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zooka.commands.leaders.LeaderMap;
import zooka.commands.timeline.Snapshot;
import zooka.commands.timeline.TopicState;
import zooka.shell.render.Glyphs;
import zooka.shell.screen.Frame;
import zooka.shell.screen.Frame.Line;
import zooka.shell.screen.Frame.Style;
import zooka.shell.screen.Pen;

/** Formats the leader map as text without a terminal: all rows, without hints about keys. */
public final class LeadersText {
    private LeadersText() {}

    /** Header and table as drawn on a screen of the given width that is high enough for all topics. */
    public static String plain(LeaderMap map, int columns, Glyphs look, Instant now) {
        Glyphs plain = new Glyphs(look.ascii(), false, look.zone());
        LeadersModel model = LeadersView.state(LeadersView.start(map.name(), plain, now), map, now);
        Header header = new Header(model, columns, now);
        List<Line> lines = new ArrayList<>(List.of(header.first(), header.second()));
        lines.add(new Pen(columns).put(plain.rule().repeat(columns), Style.DIM).line());
        Optional<Snapshot> shown = model.shown();
        if (shown.isPresent()) {
            TopicTable table = new TopicTable(plain, model.known(), shown.get(), model.widths(), columns, now);
            lines.add(table.heading());
            DrawnRows drawn = new DrawnRows();
            for (TopicState line : shown.get().topics()) {
                lines.add(table.row(line, false, drawn));
            }
        }
        return new Frame(lines).text();
    }
}
