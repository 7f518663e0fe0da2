package zooka.commands.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import zooka.commands.action.Catalog;
import zooka.commands.action.CommandHelp;
import zooka.commands.action.CommandHelp.Argument;
import zooka.commands.action.Completes;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Table.Column;

/** The fields of a command in {@code help --json}. */
final class HelpFields {

    /** Columns of a synopsis that is one line. */
    private static final int ONE_LINE = 1000;

    static final List<Column> COLUMNS = List.of(
            Column.jsonOnly("command"),
            Column.jsonOnly("area"),
            Column.jsonOnly("aliases").list(),
            Column.jsonOnly("summary"),
            Column.jsonOnly("kind"),
            Column.jsonOnly("undo").flag(),
            Column.jsonOnly("synopsis"),
            Column.jsonOnly("parameters").list(),
            Column.jsonOnly("options").list(),
            Column.jsonOnly("columns").list(),
            Column.jsonOnly("fields").list(),
            Column.jsonOnly("notes").list(),
            Column.jsonOnly("examples").list());

    private static final List<Column> OF_PROGRAM = List.of(
            Column.jsonOnly("command"),
            Column.jsonOnly("synopsis"),
            Column.jsonOnly("options").list(),
            Column.jsonOnly("notes").list(),
            Column.jsonOnly("examples").list());

    private HelpFields() {}

    static List<Field> of(Catalog.Entry entry) {
        CommandHelp help = CommandHelp.of(entry);
        return Field.all(
                COLUMNS,
                Cell.text(entry.words()),
                Cell.text(entry.area().title()),
                texts(entry.aliases()),
                Cell.text(entry.summary()),
                Cell.text(help.kind().word()),
                Cell.flag(help.undo()),
                Cell.text(String.join("", help.synopsis(ONE_LINE))),
                arguments(help.parameters()),
                arguments(help.options()),
                columns(help.columns()),
                columns(help.fields()),
                texts(help.notes()),
                texts(help.examples()));
    }

    /** The fields of the program itself: what its help says. */
    static List<Field> of(CommandSpec program) {
        CommandHelp.Footer footer = CommandHelp.Footer.of(program.usageMessage().footer());
        List<Argument> options = program.options().stream()
                .filter(option -> !option.hidden())
                .map(option -> Argument.of(option, CommandHelp.Scope.PROGRAM))
                .toList();
        return Field.all(
                OF_PROGRAM,
                Cell.text(program.name()),
                texts(Arrays.stream(program.usageMessage().customSynopsis())
                        .map(String::strip)
                        .toList()),
                arguments(options),
                texts(footer.notes()),
                texts(footer.examples()));
    }

    private static Cell arguments(List<Argument> arguments) {
        return new Cell.Many(arguments.stream().map(HelpFields::argument).toList());
    }

    private static Cell argument(Argument argument) {
        List<Field> fields = new ArrayList<>();
        boolean option = !argument.names().isEmpty();
        if (option) {
            fields.add(field("names", texts(argument.names())));
        }
        fields.add(field("label", optional(argument.label())));
        fields.add(field("arity", Cell.text(argument.arity())));
        fields.add(field("required", Cell.flag(argument.required())));
        if (option) {
            fields.add(field("repeatable", Cell.flag(argument.repeatable())));
            fields.add(field("scope", Cell.text(argument.scope().word())));
        }
        fields.add(field("description", Cell.text(argument.description())));
        fields.add(field("default", Cell.optional(argument.byDefault().map(Cell::text))));
        Optional<Completes.Declaration> completes = argument.completes();
        fields.add(field(
                "completes",
                Cell.optional(completes.map(
                        declared -> Cell.text(declared.candidates().name().toLowerCase(Locale.ROOT))))));
        fields.add(
                field("words", texts(completes.map(Completes.Declaration::words).orElse(List.of()))));
        return new Cell.Group(fields);
    }

    private static Cell columns(List<Column> columns) {
        return new Cell.Many(columns.stream().map(HelpFields::column).toList());
    }

    private static Cell column(Column column) {
        return new Cell.Group(List.of(
                field("key", optional(column.key())),
                field("title", optional(column.title())),
                field("type", Cell.text(column.type().word()))));
    }

    private static Cell optional(String text) {
        return text.isEmpty() ? Cell.missing() : Cell.text(text);
    }

    private static Cell texts(List<String> texts) {
        return new Cell.Many(texts.stream().map(Cell::text).toList());
    }

    private static Field field(String key, Cell cell) {
        return Field.of(key, key, cell);
    }
}
