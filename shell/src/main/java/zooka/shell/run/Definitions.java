package zooka.shell.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.commands.action.SessionChange;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;

/** Changes and shows what a user defines in a session: aliases, variables and settings. */
final class Definitions {

    private final Session session;

    Definitions(Session session) {
        this.session = session;
    }

    /** Defines an alias, or shows one or all. */
    SessionControl.Outcome alias(SessionChange.DefineAlias change) {
        if (change.text().isPresent()) {
            session.aliases().define(change.name().orElseThrow(), change.text().get());
            return SessionControl.Outcome.DONE;
        }
        Map<String, String> all = session.aliases().all();
        if (change.name().isPresent()) {
            String name = change.name().get();
            String text = Optional.ofNullable(all.get(name)).orElseThrow(() -> noAlias(name));
            all = Map.of(name, text);
        }
        List<Row> rows = all.entrySet().stream()
                .map(alias -> Row.of(Cell.text(alias.getKey()), Cell.text(alias.getValue())))
                .toList();
        return SessionControl.Outcome.shown(
                new Table(List.of(Column.of("name", "NAME"), Column.of("text", "TEXT")), rows, "no aliases"));
    }

    private static Failure noAlias(String name) {
        return Failure.notFound("no alias " + name).hint("run alias to list the aliases");
    }

    /** Removes all of these, or none if one does not exist. */
    SessionControl.Outcome removeAliases(List<String> names) {
        for (String name : names) {
            if (session.aliases().text(name).isEmpty()) {
                throw noAlias(name);
            }
        }
        names.forEach(session.aliases()::remove);
        return SessionControl.Outcome.DONE;
    }

    /** Removes variables and resets settings. */
    SessionControl.Outcome unset(List<String> names) {
        List<String> unknown = new ArrayList<>();
        for (String name : names) {
            boolean setting = reset(name);
            if (!session.variables().remove(name) && !setting) {
                unknown.add(name);
            }
        }
        if (!unknown.isEmpty()) {
            throw Failure.notFound("no variable " + String.join(", ", unknown));
        }
        return SessionControl.Outcome.DONE;
    }

    private boolean reset(String name) {
        Settings initial = new Settings();
        Settings settings = session.settings();
        switch (name) {
            case "expanded" -> settings.expanded(initial.expanded());
            case "pager" -> settings.pager(initial.pager());
            case "prompt" -> settings.prompt(initial.prompt());
            case "keys" -> settings.keys(initial.keys());
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Changes a setting, or shows it. */
    SessionControl.Outcome set(SessionChange.SetSetting change) {
        if (change.value().isEmpty()) {
            String value = value(change.name());
            return SessionControl.Outcome.shown(new Result.Change(
                    change.name() + " is " + (value.isEmpty() ? "not set" : value),
                    Optional.of(value),
                    List.of(Field.of("value", "value", Cell.text(value)))));
        }
        String value = change.value().get();
        Settings settings = session.settings();
        switch (change.name()) {
            case "expanded" -> settings.expanded(Settings.Expansion.valueOf(value.toUpperCase(Locale.ROOT)));
            case "pager" -> settings.pager(value.equals("on"));
            case "prompt" -> settings.prompt(value);
            case "keys" -> settings.keys(Settings.Keys.valueOf(value.toUpperCase(Locale.ROOT)));
            default -> throw new IllegalArgumentException(change.name());
        }
        return SessionControl.Outcome.DONE;
    }

    private String value(String name) {
        Settings settings = session.settings();
        return switch (name) {
            case "expanded" -> settings.expanded().name().toLowerCase(Locale.ROOT);
            case "pager" -> settings.pager() ? "on" : "off";
            case "prompt" -> settings.prompt();
            case "keys" -> settings.keys().name().toLowerCase(Locale.ROOT);
            default -> throw new IllegalArgumentException(name);
        };
    }
}
