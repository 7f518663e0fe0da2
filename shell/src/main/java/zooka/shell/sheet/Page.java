package zooka.shell.sheet;

import java.util.List;
import zooka.shell.screen.Frame.Span;

/**
 * A page about one row.
 *
 * @param facts lines above the rows; their texts are escaped when they are drawn
 * @param sheets what can be looked at, one at a time
 */
public record Page(List<List<Span>> facts, List<Sheet> sheets) {
    public Page {
        facts = facts.stream().map(List::copyOf).toList();
        sheets = List.copyOf(sheets);
    }
}
