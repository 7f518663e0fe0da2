package zooka.shell.sheet;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import zooka.commands.result.Picture;
import zooka.shell.screen.Frame.Span;

/**
 * What a screen of rows is about: it turns pictures of one kind into rows, pages and changes. All of it is pure.
 *
 * @param <P> the kind of pictures
 */
public interface Subject<P extends Picture> {

    /** What the rows are: {@code groups}. */
    String name();

    /** The name of the cluster. */
    String cluster(P picture);

    Instant asOf(P picture);

    /** What could not be read and why. */
    List<String> troubles(P picture);

    /** The counts of the header: each a list of spans; those at the end are left out first. */
    List<List<Span>> summary(P picture, Instant now);

    /** All rows. */
    Sheet rows(P picture, Instant now);

    /** The page about a row; empty if the row is gone. */
    Optional<Page> page(P picture, String key, Instant now);

    /** What has changed from one picture to a later one. */
    List<Change> changes(P before, P after);

    /** The column whose values are marked after a change of their row. */
    int marked();

    /** Lines of the help about what the rows say: a word and its meaning, separated by a tab. */
    List<String> legend();
}
