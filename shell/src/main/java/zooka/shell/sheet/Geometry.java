package zooka.shell.sheet;

import zooka.shell.screen.Size;

/**
 * The heights of the parts of a screen.
 *
 * @param header the header and the rule below it
 * @param facts the facts of a page and the rule below them
 * @param titles the titles of the columns
 * @param list the rows
 * @param log the rule and the changes
 */
record Geometry(int header, int facts, int titles, int list, int log, int footer) {

    static Geometry of(SheetModel<?> model, Size size) {
        int rows = size.rows();
        int header = rows >= 8 ? 2 : rows >= 4 ? 1 : 0;
        int footer = rows >= 2 ? 1 : 0;
        int log = model.helped() || rows < 16 ? 0 : 1 + Math.min(10, Math.max(3, rows / 6));
        int facts = model.helped() || rows < 10
                ? 0
                : model.page().map(page -> page.facts().size() + 1).orElse(0);
        int titles = model.helped() || rows < 6 ? 0 : 1;
        int left = rows - header - footer - log - titles;
        facts = Math.min(facts, Math.max(0, left - 3));
        return new Geometry(header, facts, titles, Math.max(1, left - facts), log, footer);
    }
}
