package zooka.commands.shape;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;

/**
 * What is asked for of the rows and columns of a result, whatever the format: which rows ({@code --where}), in which order ({@code
 * --sort}), how many ({@code --limit}), with which columns ({@code --columns}), or only their number ({@code --count}). They apply in
 * this order, so that a limit is one of the rows that are wanted, in their order.
 *
 * @param limit how many rows at most; {@link Long#MAX_VALUE} for all
 */
public record Shaping(
        Optional<Columns> columns, Optional<Order> order, Optional<Where> where, long limit, boolean count) {

    /** All rows and columns. */
    public static final Shaping NONE =
            new Shaping(Optional.empty(), Optional.empty(), Optional.empty(), Long.MAX_VALUE, false);

    /**
     * What the values of the options ask for; empty where none is given.
     *
     * @param columns null where it is not given, as the next three
     * @throws Failure {@code USAGE} for a value that cannot be read, and for a count of chosen columns
     */
    public static Optional<Shaping> of(String columns, String sort, String where, Long limit, boolean count) {
        if (columns == null && sort == null && where == null && limit == null && !count) {
            return Optional.empty();
        }
        if (limit != null && limit < 0) {
            throw Failure.usage("--limit must not be negative");
        }
        if (count && columns != null) {
            throw Failure.usage("--count and --columns cannot be combined");
        }
        return Optional.of(new Shaping(
                Optional.ofNullable(columns).map(Columns::of),
                Optional.ofNullable(sort).map(Order::of),
                Optional.ofNullable(where).map(Where::of),
                limit == null ? Long.MAX_VALUE : limit,
                count));
    }

    /** The options that are given, as they are typed. */
    public List<String> options() {
        List<String> options = new ArrayList<>();
        columns.ifPresent(any -> options.add("--columns"));
        options.addAll(ofRows());
        return options;
    }

    /** Those that concern rows; columns are also the fields of one thing. */
    private List<String> ofRows() {
        List<String> options = new ArrayList<>();
        order.ifPresent(any -> options.add("--sort"));
        where.ifPresent(any -> options.add("--where"));
        if (limit != Long.MAX_VALUE) {
            options.add("--limit");
        }
        if (count) {
            options.add("--count");
        }
        return options;
    }

    /**
     * Refuses what a command cannot show, before it is run.
     *
     * @param command its name, for messages
     * @param declared the columns of its rows, or the fields of what it shows
     * @param rows whether it shows rows
     * @throws Failure {@code USAGE}
     */
    public void check(String command, List<Column> declared, boolean rows) {
        if (declared.isEmpty()) {
            throw Failure.usage(command + ": " + options().get(0) + " is not supported: the output has no columns")
                    .hint("help " + command);
        }
        if (!rows) {
            refuseRows(command + ": ");
        }
        columns.ifPresent(one -> one.check(declared));
        order.ifPresent(one -> one.check(declared));
        where.ifPresent(one -> one.check(declared));
    }

    /**
     * Refuses what concerns rows where there is one thing.
     *
     * @param before the beginning of the message
     */
    void refuseRows(String before) {
        if (!ofRows().isEmpty()) {
            throw Failure.usage(before + ofRows().get(0) + " is not supported: the output is not a list")
                    .hint("use --columns to choose its fields");
        }
    }

    /**
     * The result as it is asked for. The rows of a flow are not held, unless they are to be sorted.
     *
     * @param clock tells the ages of moments
     * @throws Failure {@code USAGE} where the result has no such rows or columns
     */
    public Result apply(Result result, Clock clock) {
        return result.match(new ResultShape(this, clock));
    }
}
