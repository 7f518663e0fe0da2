package zooka.commands.shape;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import zooka.commands.result.Cell;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;
import zooka.fuzz.FuzzTarget;
import zooka.testing.TestRun;

/** Expressions, orders and columns as they are mistyped, on rows of all kinds; values that are almost JSON. */
public final class ShapeFuzz {

    private static final Clock CLOCK = Clock.fixed(TestRun.NOW, ZoneOffset.UTC);

    private static final List<Column> COLUMNS = List.of(
            Column.of("name", "NAME"),
            Column.of("lag", "LAG").number(),
            Column.of("size", "SIZE").size(),
            Column.of("took", "TOOK").duration(),
            Column.of("since", "SINCE").time(),
            Column.of("internal", "INTERNAL").flag(),
            Column.of("replicas", "REPLICAS").list(),
            Column.of("value", "VALUE"));

    private ShapeFuzz() {}

    public static List<FuzzTarget> targets() {
        return List.of(
                FuzzTarget.of(
                        "where",
                        bytes -> where(FuzzTarget.text(bytes)),
                        "lag > 0 and (name =~ \"^o\" or internal)",
                        "not since < 5m and size >= 10MB or replicas = 3",
                        "value.a.b = null and took < 1.5 and since > 2026-03-01T14:02:03Z",
                        "name !~ 'a\\'b' or lag <= -0x1f"),
                FuzzTarget.of(
                        "columns and orders",
                        bytes -> {
                            String text = FuzzTarget.text(bytes);
                            Shaping.of(text, text, null, 3L, false)
                                    .orElseThrow()
                                    .apply(rows("x"), CLOCK);
                        },
                        "name,+lag,-size,value.a",
                        "-lag,name"),
                FuzzTarget.of(
                        "values with parts",
                        bytes -> {
                            Table rows = rows(FuzzTarget.text(bytes));
                            Shaping.of(
                                            "value.a,value.b.c,value",
                                            "value.a,value",
                                            "value.b = 1 or value != 2",
                                            1L,
                                            false)
                                    .orElseThrow()
                                    .apply(rows, CLOCK);
                        },
                        "{\"a\": [1, {\"b\": null}], \"b\": {\"c\": 1.5e3}}",
                        "[true, \"x\", -7, 123456789012345678901234567890]",
                        "0x5000004a2"));
    }

    private static void where(String text) {
        Where where = Where.of(text);
        where.check(COLUMNS);
        long unused = rows("{\"a\":{\"b\":7}}").rows().stream()
                .filter(where.on(COLUMNS, CLOCK))
                .count();
    }

    private static Table rows(String value) {
        return new Table(
                COLUMNS,
                List.of(
                        Row.of(
                                Cell.text("orders"),
                                Cell.count(7),
                                new Cell.Size(10),
                                new Cell.Millis(1.5),
                                Cell.since(TestRun.NOW),
                                Cell.flag(true),
                                Cell.counts(List.of(1, 2)),
                                Cell.text(value)),
                        Row.of(
                                Cell.text(""),
                                Cell.missing(),
                                new Cell.Size(0),
                                Cell.missing(),
                                Cell.missing(),
                                Cell.flag(false),
                                Cell.counts(List.of()),
                                new Cell.Json("[1, {\"a\": 2}]"))),
                "");
    }
}
