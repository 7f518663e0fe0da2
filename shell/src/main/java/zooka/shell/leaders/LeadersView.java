package zooka.shell.leaders;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.clients.kafka.PartitionName;
import zooka.commands.leaders.LeaderMap;
import zooka.commands.leaders.Subject;
import zooka.shell.leaders.Step.Effect;
import zooka.shell.leaders.ViewState.Arrangement;
import zooka.shell.leaders.ViewState.OpenPage;
import zooka.shell.leaders.ViewState.Page;
import zooka.shell.render.Glyphs;
import zooka.shell.screen.Frame;
import zooka.shell.screen.Frame.Line;
import zooka.shell.screen.Key;
import zooka.shell.screen.ListFilter;
import zooka.shell.screen.Listing;
import zooka.shell.screen.Size;
import zooka.shell.sheet.PageLines;

/**
 * The view of the leader map, as pure functions: they compute the next model from a key, a state, a failure or the
 * time, and the frame of a model. Screen size and time are arguments and never kept.
 */
public final class LeadersView {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private LeadersView() {}

    /** The model before the first state. */
    public static LeadersModel start(String name, Glyphs look, Instant now) {
        return LeadersModel.start(look, name, MapState.nothing(now));
    }

    /** The model after a new state. */
    public static LeadersModel state(LeadersModel model, LeaderMap map, Instant now) {
        return model.named(map.name()).detailed(map.detail()).with(model.known().state(map.point(), now));
    }

    /** The model after a failure; the last state stays on the screen with its age. */
    public static LeadersModel failed(LeadersModel model, Failure failure) {
        return model.with(model.known().failed(failure));
    }

    /** The model after some time. */
    public static LeadersModel tick(LeadersModel model, Instant now) {
        return model.with(model.known().tick(now));
    }

    /** The step for a key. */
    public static Step key(LeadersModel model, Key key, Size size, Instant now) {
        if (model.place().typing()) {
            Optional<Step> typed = type(model, key);
            if (typed.isPresent()) {
                return typed.get();
            }
        }
        return Binding.table(model)
                .of(key, model, size)
                .filter(binding -> !model.place().typing() || binding.moves() || binding == Binding.LEAVE)
                .map(binding -> act(model, binding, size, now))
                .orElse(Step.to(model));
    }

    /**
     * The frame of a model.
     *
     * @param drawn the rows of the frame before
     */
    static Frame draw(LeadersModel model, Size size, Instant now, DrawnRows drawn) {
        Geometry geometry = Geometry.of(model, size);
        Instant moment = model.known().moment(now);
        List<Line> lines = new ArrayList<>(size.rows());
        Header header = new Header(model, size.columns(), moment);
        if (geometry.header() > 0) {
            lines.add(header.first());
        }
        if (geometry.header() > 1) {
            lines.add(header.second());
        }
        List<Line> body = new Body(model, geometry, size.columns(), moment, drawn).lines();
        lines.addAll(body);
        if (geometry.footer() > 0) {
            while (lines.size() < size.rows() - 1) {
                lines.add(Line.EMPTY);
            }
            lines.add(footer(model, size));
        }
        return new Frame(lines.subList(0, Math.min(lines.size(), size.rows())));
    }

    private static Optional<Step> type(LeadersModel model, Key key) {
        ViewState place = model.place();
        Optional<ListFilter> typed = place.filtering().press(key);
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        LeadersModel chosen = model.choosing(place.filtered(typed.get()));
        Listing list = chosen.place().list();
        // If the selected row does not match the filter, the first matching row is selected.
        return Optional.of(Step.to(
                list.kept().equals(place.list().kept())
                        ? chosen
                        : chosen.at(chosen.place().list(list.move(-list.cursor(), 1)))));
    }

    /** The last line: the keys that work at present, or the filter while it is typed. */
    private static Line footer(LeadersModel model, Size size) {
        Rows rows = model.rows();
        return model.place().typing()
                ? model.place()
                        .filtering()
                        .footer(model.look(), size.columns(), rows.names().size(), rows.total())
                : Binding.table(model).footer(model, size, model.look());
    }

    /** Whether there are rows to move in, or lines out of sight. */
    static boolean moves(LeadersModel model, Size size) {
        ViewState place = model.place();
        int height = Geometry.of(model, size).list();
        return switch (place.page()) {
            case HELP -> HelpPage.lines(model.look(), size.columns()).size() > height;
            case SUBJECT -> pageRows(model, size) > height;
            case DETAIL -> place.partitions().names().size() > 1;
            case MAP -> place.list().names().size() > 1;
        };
    }

    private static int pageRows(LeadersModel model, Size size) {
        return model.page()
                .map(page -> new PageLines(page, model.look(), size.columns())
                        .rows(model.place().opened().get().sheet()))
                .orElse(0);
    }

    private static Step act(LeadersModel model, Binding binding, Size size, Instant now) {
        ViewState place = model.place();
        return switch (binding) {
            case UP, DOWN, PAGE_UP, PAGE_DOWN, FIRST, LAST -> Step.to(scroll(model, binding, size));
            case OPEN -> Step.to(open(model, size));
            case FILTER -> Step.to(model.at(place.filtered(place.filtering().begun())));
            case BY_BROKER -> Step.to(arrange(model, Arrangement.BY_BROKER));
            case BY_TOPIC -> Step.to(arrange(model, Arrangement.BY_TOPIC));
            case UNHEALTHY_ONLY -> Step.to(model.choosing(place.unhealthyOnly(!place.unhealthyOnly())));
            case PAUSE ->
                Step.to(model.with(
                        model.known().paused().isPresent()
                                ? model.known().resume(now)
                                : model.known().pause(now)));
            case EARLIER -> Step.to(model.with(model.known().scrub(-1)));
            case LATER -> Step.to(model.with(model.known().scrub(1)));
            case MINUTE_EARLIER -> Step.to(model.with(model.known().scrub(MINUTE.negated(), now)));
            case MINUTE_LATER -> Step.to(model.with(model.known().scrub(MINUTE, now)));
            case SORT ->
                Step.to(model.choosing(place.ordered(place.choice().order().next())));
            case LATELY_ONLY ->
                Step.to(model.choosing(place.latelyOnly(!place.choice().latelyOnly())));
            case NODES -> Step.to(node(model));
            case NEXT_SHEET ->
                Step.to(model.at(
                        place.opened(place.opened().map(page -> new OpenPage(page.subject(), page.sheet() + 1, 0)))));
            case RECORD -> new Step(model, Effect.RECORD);
            case REFRESH -> new Step(model, Effect.REFRESH);
            case ELECT -> new Step(model, Effect.ELECT);
            case COPY -> new Step(model, Effect.COPY);
            case SAVE -> new Step(model, Effect.SAVE);
            case COMMAND -> new Step(model, Effect.COMMAND);
            case HELP -> Step.to(model.at(place.helped(0)));
            case BACK -> Step.to(model.choosing(place.back()));
            case QUIT ->
                place.page() == Page.MAP ? new Step(model, Effect.CLOSE) : Step.to(model.choosing(place.back()));
            case LEAVE -> new Step(model, Effect.CLOSE);
        };
    }

    /** The name of the subject whose page is open. */
    static Optional<String> subject(LeadersModel model) {
        return model.place().opened().map(open -> open.subject().name());
    }

    /** The topic or partition of the selected row. */
    static Optional<String> selected(LeadersModel model) {
        ViewState place = model.place();
        return switch (place.page()) {
            case HELP -> Optional.empty();
            case SUBJECT -> place.opened().map(open -> open.subject().label());
            case DETAIL ->
                place.partitions().selected().map(partition -> place.detail().get() + "-" + partition);
            case MAP -> model.shown().flatMap(any -> place.list().selected());
        };
    }

    /** The partitions of the selected row in the syntax of {@code partition elect}; empty if none is selected. */
    static Optional<String> election(LeadersModel model) {
        ViewState place = model.place();
        if (model.shown().isEmpty() || place.page() == Page.HELP || place.page() == Page.SUBJECT) {
            return Optional.empty();
        }
        if (place.page() == Page.DETAIL) {
            return place.partitions().selected().map(partition -> place.detail().get() + ":" + partition);
        }
        return place.list().selected().map(name -> {
            int number = place.byBroker() ? name.lastIndexOf('-') : name.length();
            return name.substring(0, number) + ":" + (place.byBroker() ? name.substring(number + 1) : "*");
        });
    }

    private static LeadersModel scroll(LeadersModel model, Binding binding, Size size) {
        ViewState place = model.place();
        int height = Geometry.of(model, size).list();
        switch (place.page()) {
            case HELP -> {
                int lines = HelpPage.lines(model.look(), size.columns()).size();
                int top = scrolled(place.help().get(), binding, height, lines);
                return model.at(place.helped(top));
            }
            case DETAIL -> {
                return model.at(place.opened(place.detail().get(), scrolled(place.partitions(), binding, height)));
            }
            case SUBJECT -> {
                OpenPage open = place.opened().get();
                int top = scrolled(open.top(), binding, height, pageRows(model, size));
                return model.at(place.opened(Optional.of(new OpenPage(open.subject(), open.sheet(), top))));
            }
            default -> {
                return model.at(place.list(scrolled(place.list(), binding, height)));
            }
        }
    }

    private static Listing scrolled(Listing list, Binding binding, int height) {
        int all = list.names().size();
        return switch (binding) {
            case UP -> list.move(-1, height);
            case DOWN -> list.move(1, height);
            case PAGE_UP -> list.page(-1, height);
            case PAGE_DOWN -> list.page(1, height);
            case FIRST -> list.move(-all, height);
            default -> list.move(all, height);
        };
    }

    private static int scrolled(int top, Binding binding, int height, int lines) {
        int next =
                switch (binding) {
                    case UP -> top - 1;
                    case DOWN -> top + 1;
                    case PAGE_UP -> top - height;
                    case PAGE_DOWN -> top + height;
                    case FIRST -> 0;
                    default -> lines;
                };
        return Math.max(0, Math.min(next, lines - height));
    }

    /** Opens the selected topic; for a selected partition, opens its topic with that partition selected. */
    private static LeadersModel open(LeadersModel model, Size size) {
        ViewState place = model.place();
        if (place.page() == Page.DETAIL) {
            Optional<OpenPage> page = place.partitions()
                    .selected()
                    .map(number -> new OpenPage(
                            new Subject.OfPartition(
                                    new PartitionName(place.detail().get(), Integer.parseInt(number))),
                            0,
                            0));
            return model.at(place.opened(page));
        }
        Optional<String> selected = place.list().selected();
        if (!place.byBroker()) {
            return selected.map(topic -> model.choosing(place.opened(topic, Listing.EMPTY)))
                    .orElse(model);
        }
        Optional<PartitionLine> row = selected.flatMap(name -> line(model, name));
        if (row.isEmpty()) {
            return model;
        }
        String topic = row.get().topic().topic().name();
        LeadersModel opened = model.choosing(place.opened(topic, Listing.EMPTY));
        Listing rows = opened.place()
                .partitions()
                .select(Integer.toString(row.get().partition().partition()))
                .settled(Geometry.of(opened, size).list());
        return opened.at(opened.place().opened(topic, rows));
    }

    /** Opens the page of the next broker or server; that of the first one, if none is open. */
    private static LeadersModel node(LeadersModel model) {
        List<Subject> nodes = model.shown().map(SubjectPages::nodes).orElse(List.of());
        int next = model.place()
                        .opened()
                        .map(open -> nodes.indexOf(open.subject()))
                        .orElse(-1)
                + 1;
        return nodes.isEmpty()
                ? model
                : model.at(model.place().opened(Optional.of(new OpenPage(nodes.get(next % nodes.size()), 0, 0))));
    }

    private static Optional<PartitionLine> line(LeadersModel model, String partition) {
        return model.shown().flatMap(state -> PartitionLine.of(state, partition));
    }

    /** Switches the arrangement; the selection is kept if it has a row there. */
    private static LeadersModel arrange(LeadersModel model, Arrangement arrangement) {
        ViewState place = model.place();
        Optional<String> selected = place.list().selected();
        if (selected.isEmpty()) {
            return model.choosing(place.arranged(arrangement));
        }
        LeadersModel arranged = model.choosing(place.list(Listing.EMPTY).arranged(arrangement));
        String wanted = arrangement == Arrangement.BY_TOPIC
                ? line(model, selected.get())
                        .map(line -> line.topic().topic().name())
                        .orElse("")
                : arranged.rows().names().stream()
                        .filter(name -> name.substring(0, name.lastIndexOf('-')).equals(selected.get()))
                        .findFirst()
                        .orElse("");
        return arranged.at(arranged.place().list(arranged.place().list().select(wanted)));
    }
}
