package zooka.commands.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

    private HelpFields() {}

    static List<Field> of(Catalog.Entry entry) {
        CommandHelp help = CommandHelp.of(entry);
        return List.of(
                field("command", Cell.text(entry.words())),
                field("area", Cell.text(entry.area().title())),
                field("aliases", texts(entry.aliases())),
                field("summary", Cell.text(entry.summary())),
                field("kind", Cell.text(help.kind().word())),
                field("undo", Cell.flag(help.undo())),
                field("synopsis", Cell.text(String.join("", help.synopsis(ONE_LINE)))),
                field("parameters", arguments(help.parameters())),
                field("options", arguments(help.options())),
                field(
                        "columns",
                        new Cell.Many(
                                help.columns().stream().map(HelpFields::column).toList())),
                field("notes", texts(help.notes())),
                field("examples", texts(help.examples())));
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

    private static Cell column(Column column) {
        return new Cell.Group(List.of(field("key", optional(column.key())), field("title", optional(column.title()))));
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
