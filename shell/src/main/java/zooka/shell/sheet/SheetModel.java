package zooka.shell.sheet;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import zooka.commands.result.Picture;
import zooka.shell.render.Glyphs;
import zooka.shell.screen.Filter;
import zooka.shell.screen.Listing;
import zooka.shell.sheet.Place.OpenPage;
import zooka.shell.sheet.Sheet.Row;

/**
 * The complete state of a screen of rows; a frame depends on nothing else. {@link SheetView} computes one model from
 * another.
 *
 * @param name the name of the cluster until a picture has one
 * @param sheet the columns that are shown, of all rows or of a page
 * @param rows the rows that are not hidden, in their order
 * @param total how many rows there are, with the hidden ones
 * @param page the page of the opened row
 */
public record SheetModel<P extends Picture>(
        Glyphs look,
        Subject<P> subject,
        String name,
        SheetState<P> known,
        Place place,
        Optional<Sheet> sheet,
        List<Row> rows,
        int total,
        Optional<Page> page) {

    /** The model before the first picture. */
    static <P extends Picture> SheetModel<P> start(Glyphs look, Subject<P> subject, String name, Instant now) {
        return new SheetModel<>(
                look,
                subject,
                name,
                SheetState.nothing(now),
                Place.START,
                Optional.empty(),
                List.of(),
                0,
                Optional.empty());
    }

    /** The model with what is known, at a time. */
    SheetModel<P> with(SheetState<P> next, Instant now) {
        return of(next, place, now);
    }

    /** This model at another place with other rows. */
    SheetModel<P> choosing(Place next, Instant now) {
        return of(known, next, now);
    }

    /** This model at another place with the same rows. */
    SheetModel<P> at(Place next) {
        return new SheetModel<>(look, subject, name, known, next, sheet, rows, total, page);
    }

    private SheetModel<P> of(SheetState<P> next, Place wanted, Instant now) {
        if (next.shown().isEmpty()) {
            return new SheetModel<>(look, subject, name, next, wanted, sheet, rows, total, page);
        }
        P picture = next.shown().get();
        Instant moment = next.moment(now);
        Sheet all = subject.rows(picture, moment);
        Filter filter = wanted.filtering().filter();
        List<Row> listed = wanted.order()
                .sorted(
                        all,
                        all.rows().stream()
                                .filter(row -> row.unhealthy() || !wanted.unhealthyOnly())
                                .filter(row -> filter.accepts(row.key()))
                                .toList());
        Place fitting = wanted.list(over(wanted.list(), listed));
        Optional<OpenPage> opened = fitting.opened();
        Optional<Page> open = opened.flatMap(one -> subject.page(picture, one.key(), moment));
        if (open.isEmpty()) {
            // Without a page the row is gone.
            return new SheetModel<>(
                    look,
                    subject,
                    name,
                    next,
                    fitting.opened(Optional.empty()),
                    Optional.of(all),
                    listed,
                    all.rows().size(),
                    Optional.empty());
        }
        OpenPage one = opened.get();
        List<Sheet> sheets = open.get().sheets();
        int index = Math.min(one.sheet(), sheets.size() - 1);
        Sheet part = sheets.get(index);
        List<Row> rowsOfPart = one.order().sorted(part, part.rows());
        Place onPage =
                fitting.opened(Optional.of(new OpenPage(one.key(), index, one.order(), over(one.list(), rowsOfPart))));
        return new SheetModel<>(
                look,
                subject,
                name,
                next,
                onPage,
                Optional.of(part),
                rowsOfPart,
                part.rows().size(),
                open);
    }

    private static Listing over(Listing list, List<Row> rows) {
        return list.over(rows.stream().map(Row::key).toList());
    }

    /** The name of the cluster. */
    String cluster() {
        return known.shown().map(subject::cluster).orElse(name);
    }

    /** What could not be read. */
    List<String> troubles() {
        return known.shown().map(subject::troubles).orElse(List.of());
    }

    /** The next sheet of the page; empty if there is no other. */
    Optional<Sheet> nextSheet() {
        return page.filter(one -> one.sheets().size() > 1).map(one -> one.sheets()
                .get((place.opened().orElseThrow().sheet() + 1) % one.sheets().size()));
    }

    boolean helped() {
        return place.help().isPresent();
    }
}
