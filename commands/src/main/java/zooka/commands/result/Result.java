package zooka.commands.result;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import zooka.clients.Failure;

/**
 * The result of a command, as data. Renderers turn it into a table, plain lines, JSON or a screen.
 *
 * <p>The kinds with types of their own for their parts (rows, columns, bytes) have files of their own; the others are below.
 */
public sealed interface Result
        permits Table,
                Flow,
                Payload,
                Result.Details,
                Result.DetailsList,
                Result.Tree,
                Result.Texts,
                Result.Document,
                Result.Change,
                Result.Restorable,
                Result.Drawing,
                Result.AsZkCli,
                Result.InZkCliOrder,
                Result.WithFailure {

    /** Calls the case of this kind; the wrappers {@link AsZkCli}, {@link InZkCliOrder} and {@link WithFailure} that of their result. */
    <R> R match(Cases<R> cases);

    /** One case for each kind of result, so that a new kind breaks every consumer when it is compiled. */
    interface Cases<R> {
        R table(Table result);

        R details(Details result);

        R detailsList(DetailsList result);

        R tree(Tree result);

        R payload(Payload result);

        R flow(Flow result);

        R document(Document result);

        R texts(Texts result);

        R change(Change result);

        R restorable(Restorable result);

        R drawn(Drawing result);
    }

    /**
     * One thing, field by field.
     *
     * @param table what it is made of, below the fields
     * @param tableKey the JSON name of that; empty where only people see it, because JSON has the same in the fields
     */
    record Details(List<Field> fields, Optional<Table> table, String tableKey) implements Result {
        public Details {
            fields = List.copyOf(fields);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.details(this);
        }

        public Details(List<Field> fields, Optional<Table> table) {
            this(fields, table, "rows");
        }

        public Details(List<Field> fields) {
            this(fields, Optional.empty());
        }
    }

    /**
     * Things of which several can be named, however many there are: JSON has an array of them.
     *
     * @param things each of them; asked for only where they are shown one by one
     * @param display what people and pipes see: one thing in detail, several together
     */
    record DetailsList(Supplier<List<Details>> things, Result display) implements Result {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.detailsList(this);
        }
    }

    /**
     * Names below names; also more of them than memory holds.
     *
     * @param branches gives them from the root down, each before those below it
     */
    record Tree(Branches branches) implements Result {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.tree(this);
        }
    }

    /** Where the branches of a tree come from. */
    @FunctionalInterface
    interface Branches {
        /** Calls {@code branches} for each, on the calling thread, and returns after the last. */
        void forEach(Consumer<Branch> branches);
    }

    /**
     * A name in a tree.
     *
     * @param depth how far below the root it is
     * @param name what is shown of it
     * @param note said behind the name, dim; may be empty
     * @param last whether it is the last of its siblings
     */
    record Branch(int depth, String name, String note, boolean last) {}

    /**
     * Texts of servers, each as it came.
     *
     * @param texts one for each server that has answered; JSON has an array of their fields
     */
    record Texts(List<Text> texts) implements Result {
        public Texts {
            texts = List.copyOf(texts);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.texts(this);
        }
    }

    /**
     * A text of several lines.
     *
     * @param title who says it; shown where there are several
     * @param fields what JSON shows
     */
    record Text(String title, String text, List<Field> fields) {
        public Text {
            fields = List.copyOf(fields);
        }
    }

    /**
     * Text in a format of its own, such as an export; also more of it than memory holds. It is the same in every format.
     *
     * @param body writes it, as UTF-8
     */
    record Document(Body body) implements Result {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.document(this);
        }
    }

    /** What a document says. */
    @FunctionalInterface
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * A change that was made.
     *
     * @param what what was done, for people, on stderr: {@code created /demo/a}
     * @param payload what scripts read on stdout, such as the path of a sequential znode
     * @param fields what JSON shows
     */
    record Change(String what, Optional<String> payload, List<Field> fields) implements Result {
        public Change {
            fields = List.copyOf(fields);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.change(this);
        }
    }

    /**
     * A change that is still to be made, and is made by the consumer of this result, once the way back is written: a renderer that
     * cannot write that throws, and nothing is changed.
     *
     * @param payload what scripts read on stdout before the change
     * @param fields what JSON shows before it; those of the result that are not among them follow
     * @param change makes it
     */
    record Restorable(Optional<String> payload, List<Field> fields, Supplier<Result> change) implements Result {
        public Restorable {
            fields = List.copyOf(fields);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.restorable(this);
        }
    }

    /**
     * A state at one moment, drawn as a whole.
     *
     * @param picture what is drawn for people
     * @param fields what JSON shows; asked for only where JSON is wanted
     */
    record Drawing(Picture picture, Supplier<List<Field>> fields) implements Result {
        public Drawing(Picture picture, List<Field> fields) {
            this(picture, () -> fields);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.drawn(this);
        }
    }

    /**
     * The same as zkCli says it, where that is not what the shapes above come to: scripts read those lines.
     *
     * @param result what every other format shows
     * @param lines what zkCli prints on stdout
     * @param stat the stat that it prints below them; may be empty
     * @param stderr what it prints on stderr
     */
    record AsZkCli(Result result, List<Cell> lines, List<Field> stat, List<Cell> stderr) implements Result {
        public AsZkCli {
            lines = List.copyOf(lines);
            stat = List.copyOf(stat);
            stderr = List.copyOf(stderr);
        }

        public AsZkCli(Result result, String... lines) {
            this(result, Stream.of(lines).map(Cell::text).toList(), List.of(), List.of());
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return result.match(cases);
        }
    }

    /**
     * The same rows as zkCli orders them, for scripts that read its lines.
     *
     * @param result what every other format shows
     * @param zkCli for zkCli's format
     */
    record InZkCliOrder(Flow result, Flow zkCli) implements Result {
        @Override
        public <R> R match(Cases<R> cases) {
            return result.match(cases);
        }
    }

    /**
     * A result that is shown together with a failure: the outcome of each operation of a failed transaction.
     *
     * @param failure said after it, and the exit code
     */
    record WithFailure(Result result, Failure failure) implements Result {
        @Override
        public <R> R match(Cases<R> cases) {
            return result.match(cases);
        }
    }
}
