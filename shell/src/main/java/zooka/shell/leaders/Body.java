package zooka.shell.leaders;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zooka.clients.kafka.Partition;
import zooka.commands.timeline.Snapshot;
import zooka.shell.leaders.ViewState.Page;
import zooka.shell.render.Glyphs;
import zooka.shell.screen.Frame.Line;
import zooka.shell.screen.FrameParts;
import zooka.shell.screen.Listing;
import zooka.shell.sheet.PageLines;

/** The part between header and footer: a list under its headings, and the log. Only visible rows are drawn. */
final class Body {
    private final LeadersModel model;
    private final Glyphs look;
    private final FrameParts parts;
    private final Geometry geometry;
    private final int columns;
    private final Instant now;
    private final DrawnRows drawn;

    /** @param drawn the rows of the last frame */
    Body(LeadersModel model, Geometry geometry, int columns, Instant now, DrawnRows drawn) {
        this.model = model;
        this.look = model.look();
        this.parts = new FrameParts(model.look(), columns);
        this.geometry = geometry;
        this.columns = columns;
        this.now = now;
        this.drawn = drawn;
    }

    List<Line> lines() {
        ViewState place = model.place();
        List<Line> list = new ArrayList<>();
        Listing rows = Listing.EMPTY;
        if (place.page() == Page.HELP) {
            help(list);
        } else if (model.shown().isEmpty()) {
            list.addAll(parts.waiting(model.name(), model.known().trouble()));
        } else if (place.page() == Page.SUBJECT) {
            page(list);
        } else {
            rows = (place.page() == Page.DETAIL ? place.partitions() : place.list()).settled(geometry.list());
            if (place.page() == Page.DETAIL) {
                detail(list, model.shown().get(), rows);
            } else if (rows.names().isEmpty()) {
                list.addAll(headings(model.shown().get()));
                list.add(parts.message(placeholder(model.shown().get())));
            } else {
                map(list, model.shown().get(), rows);
            }
        }
        while (list.size() < geometry.headings() + geometry.list()) {
            list.add(Line.EMPTY);
        }
        List<Line> lines = new ArrayList<>();
        if (geometry.rule() > 0) {
            lines.add(parts.rule(chosen(), position(rows)));
        }
        lines.addAll(list);
        if (geometry.log() > 0) {
            boolean known = model.shown().isPresent();
            lines.add(parts.rule("", known ? legend() : ""));
            if (known) {
                lines.addAll(new LogPane(look, model.known(), columns).lines(geometry.log()));
            }
        }
        return lines;
    }

    private void help(List<Line> list) {
        List<Line> help = HelpPage.lines(look, columns);
        int top = Math.max(0, Math.min(model.place().help().orElse(0), help.size() - geometry.list()));
        list.addAll(help.subList(top, Math.min(help.size(), top + geometry.list())));
    }

    private void page(List<Line> list) {
        ViewState.OpenPage open = model.place().opened().get();
        Optional<zooka.shell.sheet.Page> page = model.page();
        if (page.isEmpty()) {
            list.add(parts.message(look.safe(open.subject().name()) + " does not exist any more"));
            return;
        }
        PageLines lines = new PageLines(page.get(), look, columns);
        int height = geometry.headings() + geometry.list() - lines.above();
        int top = Math.max(0, Math.min(open.top(), lines.rows(open.sheet()) - height));
        List<Line> all = lines.lines(open.sheet(), top, Math.max(1, height));
        list.addAll(all.subList(0, Math.min(all.size(), geometry.headings() + geometry.list())));
    }

    private List<Line> headings(Snapshot state) {
        if (geometry.headings() == 0) {
            return List.of();
        }
        return model.place().byBroker()
                ? new BrokerTable(look, model.known(), state, model.widths(), columns, now)
                        .headings(geometry.headings())
                : List.of(new TopicTable(look, model.known(), state, model.widths(), columns, now).heading());
    }

    private void map(List<Line> list, Snapshot state, Listing rows) {
        list.addAll(headings(state));
        int end = rows.end(geometry.list());
        drawn.begin(state, model.widths(), columns, model.place().choice().arrangement());
        if (model.place().byBroker()) {
            BrokerTable table = new BrokerTable(look, model.known(), state, model.widths(), columns, now);
            for (int i = rows.top(); i < end; i++) {
                boolean selected = i == rows.cursor();
                PartitionLine.of(state, rows.names().get(i))
                        .ifPresent(line -> list.add(table.row(line, selected, drawn)));
            }
        } else {
            TopicTable table = new TopicTable(look, model.known(), state, model.widths(), columns, now);
            for (int i = rows.top(); i < end; i++) {
                boolean selected = i == rows.cursor();
                state.topic(rows.names().get(i)).ifPresent(line -> list.add(table.row(line, selected, drawn)));
            }
        }
    }

    private void detail(List<Line> list, Snapshot state, Listing rows) {
        model.topic().ifPresent(line -> {
            List<Partition> partitions = line.topic().partitions();
            DetailTable table = new DetailTable(look, model.known(), state, line.topic(), columns, now);
            if (geometry.headings() > 0) {
                list.addAll(table.headings(geometry.headings()));
            }
            for (int i = rows.top(); i < rows.end(geometry.list()); i++) {
                list.add(table.row(partitions.get(i), i == rows.cursor()));
            }
        });
    }

    private String placeholder(Snapshot state) {
        ViewState place = model.place();
        String filter = place.filter().isEmpty() ? "" : " matches " + look.safe(place.filter());
        if (place.choice().latelyOnly()) {
            return filter.isEmpty() ? "nothing changed in the last 5 minutes" : "nothing changed lately" + filter;
        }
        if (place.unhealthyOnly()) {
            return filter.isEmpty()
                    ? ClusterDiff.partitions(state.totals().partitions()) + ", all healthy"
                    : "nothing unhealthy" + filter;
        }
        return "no " + (place.byBroker() ? "partition" : "topic") + filter;
    }

    /** The filters of the list, for the rule above it. */
    private String chosen() {
        ViewState place = model.place();
        if (place.page() != Page.MAP) {
            return "";
        }
        List<String> others = new ArrayList<>();
        if (place.unhealthyOnly()) {
            others.add("unhealthy only");
        }
        if (place.choice().latelyOnly()) {
            others.add("changed lately");
        }
        if (place.choice().order() != ViewState.Order.NAME) {
            others.add("by " + place.choice().order().word());
        }
        Rows rows = model.rows();
        return place.filtering().summary(look, rows.names().size(), rows.total(), others.toArray(String[]::new));
    }

    /** The range of visible rows, if some are not visible. */
    private String position(Listing rows) {
        int all = rows.names().size();
        return all <= geometry.list() ? "" : (rows.top() + 1) + "-" + rows.end(geometry.list()) + " of " + all;
    }

    private String legend() {
        if (model.place().page() == Page.MAP && model.place().byBroker()) {
            return "L leads  f in sync  o out  x offline  L* not preferred";
        }
        boolean silent =
                model.shown().filter(state -> state.silentLeaders() > 0).isPresent();
        return (silent ? "? unreachable  " : "") + "* not preferred  ! out of sync  " + look.belowMinimum()
                + " below min ISR  " + look.times() + " offline";
    }
}
