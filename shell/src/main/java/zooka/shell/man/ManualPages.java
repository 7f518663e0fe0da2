package zooka.shell.man;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import zooka.clients.Failure;
import zooka.commands.action.Catalog;
import zooka.commands.action.CommandHelp;
import zooka.commands.action.CommandHelp.Argument;
import zooka.commands.action.CommandHelp.Footer;
import zooka.commands.action.CommandHelp.Scope;
import zooka.shell.options.Options;
import zooka.shell.run.Version;

/** The manual pages: {@code zooka.1} for the program, and one for each command, such as {@code zooka-topic-describe.1}. */
public final class ManualPages {

    /** The first word of a command line that writes the pages to a directory; hidden, for packages. */
    public static final String WORD = "__man";

    private static final String SOURCE = "zooka " + Version.NUMBER;
    private static final String EXIT_CODES = "Exit codes: ";

    /** Columns of a synopsis that is one line; who shows the page breaks it. */
    private static final int ONE_LINE = 1000;

    private ManualPages() {}

    /**
     * Writes all pages, and creates the directory if it does not exist.
     *
     * @throws Failure {@code FAILED} if a page cannot be written
     */
    public static void write(Path directory) {
        try {
            Files.createDirectories(directory);
            for (Map.Entry<String, String> page : all().entrySet()) {
                Files.writeString(directory.resolve(page.getKey()), page.getValue());
            }
        } catch (IOException e) {
            throw new Failure(Failure.Kind.FAILED, "cannot write manual pages to " + directory + ": " + e.getMessage())
                    .cause(e);
        }
    }

    /** Each page by the name of its file. */
    public static Map<String, String> all() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("zooka.1", program());
        for (Catalog.Entry entry : Catalog.entries()) {
            pages.put(name(entry.words()) + ".1", command(CommandHelp.of(entry)));
        }
        return pages;
    }

    private static String program() {
        CommandSpec spec = Options.declared();
        Footer footer = Footer.of(spec.usageMessage().footer());
        Roff page = new Roff("zooka", SOURCE)
                .section("NAME")
                .name(List.of("zooka"), "one shell for ZooKeeper and Kafka")
                .section("SYNOPSIS")
                .code(Arrays.stream(spec.usageMessage().customSynopsis())
                        .map(String::strip)
                        .toList())
                .section("DESCRIPTION");
        footer.notes().stream().filter(note -> !note.startsWith(EXIT_CODES)).forEach(page::paragraph);
        page.section("OPTIONS");
        spec.options().stream()
                .filter(option -> !option.hidden())
                .forEach(option -> item(page, Argument.of(option, Scope.PROGRAM)));
        page.section("COMMANDS");
        for (Catalog.Area area : Catalog.Area.values()) {
            page.subsection(area.title());
            Catalog.entries().stream()
                    .filter(entry -> entry.area() == area)
                    .forEach(entry -> page.item(
                            Roff.bold(entry.words())
                                    + entry.aliases().stream()
                                            .map(alias -> ", " + Roff.bold(alias))
                                            .collect(Collectors.joining()),
                            CommandHelp.of(entry).sentence()));
        }
        page.section("EXIT STATUS");
        footer.notes().stream()
                .filter(note -> note.startsWith(EXIT_CODES))
                .flatMap(note ->
                        Arrays.stream(note.substring(EXIT_CODES.length()).split("[,.] ?", 0)))
                .map(code -> code.split(" ", 2))
                .forEach(code -> page.item(Roff.bold(code[0]), code[1]));
        return page.section("FILES")
                .item(Roff.italic("~/.config/zooka/config.yaml"), "The contexts; $XDG_CONFIG_HOME applies.")
                .item(Roff.italic("~/.local/state/zooka"), "History and undo journal; $XDG_STATE_HOME applies.")
                .item(
                        Roff.italic("~/.cache/zooka"),
                        "The class-data archive, and names for completion; $XDG_CACHE_HOME applies.")
                .section("EXAMPLES")
                .code(footer.examples())
                .section("SEE ALSO")
                .paragraph("A page for each command, such as zooka-ls(1) and zooka-topic-describe(1).")
                .toString();
    }

    private static String command(CommandHelp help) {
        Catalog.Entry entry = help.entry();
        List<String> names = new ArrayList<>(List.of(name(entry.words())));
        entry.aliases().forEach(alias -> names.add(name(alias)));
        Roff page = new Roff(names.get(0), SOURCE)
                .section("NAME")
                .name(names, entry.summary())
                .section("SYNOPSIS")
                .usage(
                        "zooka " + entry.words(),
                        String.join("", help.synopsis(ONE_LINE))
                                .substring(entry.words().length())
                                .strip())
                .section("DESCRIPTION")
                .paragraph(help.sentence());
        if (!entry.aliases().isEmpty()) {
            page.paragraph("Also: " + String.join(", ", entry.aliases()) + ".");
        }
        if (help.kind() == CommandHelp.Kind.LIVE) {
            page.paragraph("Full screen on a terminal.");
        }
        if (help.undo()) {
            page.paragraph("zooka undo reverts it.");
        }
        help.notes().forEach(page::paragraph);
        if (!help.parameters().isEmpty()) {
            page.section("PARAMETERS");
            help.parameters().forEach(parameter -> item(page, parameter));
        }
        page.section("OPTIONS");
        help.options().forEach(option -> item(page, option));
        if (!help.keys().isEmpty()) {
            page.section("OUTPUT");
            if (!help.columns().isEmpty()) {
                page.item("Columns", String.join(", ", help.titles()));
            }
            page.item("JSON keys", String.join(", ", help.keys()));
        }
        return page.section("EXIT STATUS")
                .paragraph("0 if everything was done; see zooka(1) for the other codes.")
                .section("EXAMPLES")
                .paragraph("As typed at the prompt; elsewhere zooka and its options precede them.")
                .code(help.examples().stream().flatMap(String::lines).toList())
                .section("SEE ALSO")
                .paragraph(String.join(", ", related(entry)))
                .toString();
    }

    private static void item(Roff page, Argument argument) {
        boolean several = argument.arity().endsWith("*");
        String label = argument.label().isEmpty() ? "" : Roff.italic(argument.label()) + (several ? "..." : "");
        String term = argument.names().isEmpty()
                ? label
                : argument.names().stream().map(Roff::bold).collect(Collectors.joining(", "))
                        + (label.isEmpty() ? "" : " " + label);
        page.item(term, argument.description());
    }

    /** The program's page, and those of commands that begin with the same word. */
    private static List<String> related(Catalog.Entry entry) {
        String noun = entry.words().split(" ", 2)[0];
        List<String> pages = new ArrayList<>(List.of("zooka(1)"));
        Catalog.entries().stream()
                .filter(other ->
                        !other.equals(entry) && other.words().split(" ", 2)[0].equals(noun))
                .forEach(other -> pages.add(name(other.words()) + "(1)"));
        return pages;
    }

    private static String name(String words) {
        return "zooka-" + words.replace(' ', '-');
    }
}
