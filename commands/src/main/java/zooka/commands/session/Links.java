package zooka.commands.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.clients.text.TextFile;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;

/** {@code links}: create links to zooka with the names of Kafka's and ZooKeeper's tools. */
@Command(
        name = "links",
        footer = {
            "",
            "Called by one of these names, with or without .sh, zooka takes the options of that tool and prints what it prints.",
            "Put the directory before Kafka's own in PATH. Links that exist already are kept; other files are never replaced.",
            "",
            "Examples:",
            "  links ~/bin",
            "  links /opt/zooka/tools --dry-run"
        })
public final class Links implements Action.Change {

    private static final List<Column> FIELDS = List.of(
            Column.of("directory", "directory"),
            Column.of("program", "program"),
            Column.of("links", "links").list());

    /** The tools whose names zooka takes, without {@code .sh}. */
    public static final List<String> TOOLS = List.of(
            "kafka-topics",
            "kafka-consumer-groups",
            "kafka-configs",
            "kafka-console-consumer",
            "kafka-console-producer",
            "kafka-get-offsets",
            "kafka-reassign-partitions",
            "kafka-leader-election",
            "kafka-acls",
            "kafka-log-dirs",
            "kafka-broker-api-versions",
            "kafka-metadata-quorum",
            "kafka-features",
            "kafka-delete-records",
            "kafka-transactions",
            "zkCli");

    @Parameters(paramLabel = "DIRECTORY", description = "The directory; it is created if it does not exist.")
    @Completes(Candidates.FILE)
    String directory;

    /** The file that starts zooka, as its launcher says. */
    String program = System.getProperty("zooka.program", "");

    @Override
    public List<Column> fields() {
        return FIELDS;
    }

    @Override
    public Plan plan(Context context) {
        if (program.isEmpty()) {
            throw new Failure(Failure.Kind.FAILED, "cannot find the program that the links are to start");
        }
        Path folder = TextFile.path(directory).toAbsolutePath().normalize();
        Path target = Path.of(program).toAbsolutePath().normalize();
        List<Path> missing = missing(folder, target);
        List<Field> fields = Field.all(
                FIELDS,
                Cell.text(folder.toString()),
                Cell.text(target.toString()),
                new Cell.Many(missing.stream()
                        .map(link -> Cell.text(link.getFileName().toString()))
                        .toList()));
        String what = missing.size() == 1 ? "1 link" : missing.size() + " links";
        String where = " in " + folder + " to " + target;
        return Plan.here()
                .change(
                        () -> new Plan.Preview("create " + what + where, fields),
                        () -> create(folder, target, missing, "created " + what + where, fields));
    }

    /**
     * The links that are not there yet.
     *
     * @throws Failure {@code CONFLICT} where another file has the name of one
     */
    private static List<Path> missing(Path folder, Path target) {
        List<Path> missing = new ArrayList<>();
        for (String tool : TOOLS) {
            for (String name : List.of(tool, tool + ".sh")) {
                Path link = folder.resolve(name);
                if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
                    missing.add(link);
                } else if (!leadsTo(link, target)) {
                    throw Failure.conflict(link + " exists and is not a link to " + target)
                            .hint("choose another directory");
                }
            }
        }
        return missing;
    }

    private static boolean leadsTo(Path link, Path target) {
        try {
            return Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(target);
        } catch (IOException e) {
            return false;
        }
    }

    private static Result create(Path folder, Path target, List<Path> links, String what, List<Field> fields) {
        try {
            Files.createDirectories(folder);
            for (Path link : links) {
                Files.createSymbolicLink(link, target);
            }
        } catch (IOException | UnsupportedOperationException e) {
            throw new Failure(Failure.Kind.FAILED, "cannot create links in " + folder + ": " + e.getMessage()).cause(e);
        }
        return new Result.Change(what, Optional.empty(), fields);
    }
}
