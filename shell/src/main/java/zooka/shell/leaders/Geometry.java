package zooka.shell.leaders;

import zooka.shell.leaders.ViewState.Page;
import zooka.shell.screen.Size;
import zooka.shell.sheet.PageLines;

/**
 * The number of lines for each part of the screen. On a small screen the least important parts are omitted; the list
 * always has a line.
 *
 * @param header name and health of the cluster
 * @param rule the line below the header: 0 or 1
 * @param headings the headings of the list, which do not scroll
 * @param list the rows that scroll
 * @param log the changes and the rule above them
 * @param footer the keys: 0 or 1
 */
record Geometry(int header, int rule, int headings, int list, int log, int footer) {

    static Geometry of(LeadersModel model, Size size) {
        int rows = size.rows();
        Page page = model.place().page();
        int footer = rows >= 3 ? 1 : 0;
        int header = rows >= 10 ? 2 : rows >= 5 ? 1 : 0;
        int rule = rows >= 12 ? 1 : 0;
        int headings = headings(model, page, rows);
        int log = page == Page.HELP || rows < 18 ? 0 : Math.min(10, Math.max(3, rows / 6));
        int others = footer + header + rule + headings + (log == 0 ? 0 : log + 1);
        return new Geometry(header, rule, headings, Math.max(1, rows - others), log, footer);
    }

    private static int headings(LeadersModel model, Page page, int rows) {
        if (page == Page.HELP || rows < 4) {
            return 0;
        }
        if (page == Page.SUBJECT) {
            return model.page()
                    .map(open -> Math.min(rows / 2, new PageLines(open, model.look(), 1).above()))
                    .orElse(0);
        }
        if (page == Page.DETAIL) {
            return rows >= 8 ? 2 : 1;
        }
        boolean pinned = model.place().byBroker() && rows >= 16;
        return pinned ? 1 + model.shown().map(BrokerTable::pinned).orElse(0) : 1;
    }
}
