package zooka.commands.session;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Catalog;
import zooka.commands.action.Catalog.Entry;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.Invocation;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Payload;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;

/** {@code help}: list the commands, or explain one. */
@Command(
        name = "help",
        footer = {
            "",
            "With --json: area, aliases, options, parameters, completion, columns, JSON keys,",
            "notes and examples of every command, as data. help zooka has the options of the",
            "program itself.",
            "",
            "Examples:",
            "  help",
            "  help ls",
            "  help topic describe",
            "  help zooka",
            "  help --where 'kind = change' -o name"
        })
public final class Help implements Action.Query {

    /** What JSON of one command has besides. */
    private static final List<Column> OF_ONE = List.of(Column.jsonOnly("help"));

    private static final String PROGRAM = "zooka";

    /** What every terminal shows; the result does not know the one it is for. */
    private static final int COLUMNS = 80;

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "The command to describe.")
    @Completes(Candidates.COMMAND)
    List<String> words = List.of();

    @Override
    public List<Column> fields() {
        return Stream.concat(HelpFields.COLUMNS.stream(), OF_ONE.stream()).toList();
    }

    @Override
    public boolean isList() {
        return true;
    }

    @Override
    public Result run(Context context) {
        if (words.isEmpty()) {
            return commands(Catalog.entries());
        }
        if (words.equals(List.of(PROGRAM))) {
            return explanation(context.program().spec());
        }
        Optional<Catalog.Match> found = Catalog.find(words);
        if (found.isPresent()) {
            return explanation(found.get().entry());
        }
        List<Entry> verbs = Catalog.entries().stream()
                .filter(entry -> entry.words().startsWith(words.get(0) + " "))
                .toList();
        if (verbs.isEmpty()) {
            throw Failure.notFound("no command '" + String.join(" ", words) + "'")
                    .hint("run help to list the commands");
        }
        return commands(verbs);
    }

    /** A command's help as a result. */
    public static Result explanation(Entry entry) {
        String usage = Invocation.usage(entry, COLUMNS).stripTrailing();
        List<Field> fields = new ArrayList<>(HelpFields.of(entry));
        fields.addAll(Field.all(OF_ONE, Cell.text(usage)));
        return new Payload(Optional.of(usage.getBytes(StandardCharsets.UTF_8)), Payload.Look.TEXT, fields, List.of());
    }

    private static Result explanation(CommandSpec program) {
        String usage = program.commandLine().getUsageMessage(Ansi.OFF).stripTrailing();
        List<Field> fields = new ArrayList<>(HelpFields.of(program));
        fields.addAll(Field.all(OF_ONE, Cell.text(usage)));
        return new Payload(Optional.of(usage.getBytes(StandardCharsets.UTF_8)), Payload.Look.TEXT, fields, List.of());
    }

    private static Result commands(List<Entry> entries) {
        return new Result.DetailsList(
                () -> entries.stream()
                        .map(entry -> new Result.Details(HelpFields.of(entry)))
                        .toList(),
                table(entries));
    }

    private static Table table(List<Entry> entries) {
        return new Table(
                List.of(
                        Column.of("area", "AREA"),
                        Column.of("command", "COMMAND"),
                        Column.of("aliases", "ALSO").list(),
                        Column.of("summary", "SUMMARY")),
                entries.stream()
                        .map(entry -> Row.of(
                                Cell.text(entry.area().title(), Cell.Level.DIM),
                                Cell.text(entry.words()),
                                new Cell.Many(
                                        entry.aliases().stream().map(Cell::text).toList()),
                                Cell.text(entry.summary())))
                        .toList(),
                "no commands");
    }
}
