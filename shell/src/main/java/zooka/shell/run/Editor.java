package zooka.shell.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import zooka.clients.Failure;
import zooka.commands.action.Action;
import zooka.commands.action.Plan;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.value.Text;

/**
 * Edits a text in the user's editor, as a file that only the user can read. The file is in a folder of its own, since
 * editors leave copies beside it; the folder is deleted when the text has been applied.
 */
public final class Editor {

    private final UserInterface ui;

    public Editor(UserInterface ui) {
        this.ui = ui;
    }

    /**
     * The editor of the environment, or the first one installed. The value is a command line for sh and may have
     * options.
     */
    public static String editor(Map<String, String> environment, boolean terminal) {
        for (String variable : List.of("VISUAL", "EDITOR")) {
            if (!environment.getOrDefault(variable, "").isBlank()) {
                return environment.get(variable);
            }
        }
        String hint = "define EDITOR, or: get PATH > FILE; set PATH @FILE";
        if (!terminal) {
            throw Failure.usage("no terminal for an editor").hint(hint);
        }
        for (String editor : List.of("vi", "nano")) {
            for (String folder : environment.getOrDefault("PATH", "").split(":", -1)) {
                if (Files.isExecutable(Path.of(folder, editor))) {
                    return editor;
                }
            }
        }
        throw Failure.usage("no editor: EDITOR is not set, and neither vi nor nano is installed")
                .hint(hint);
    }

    /**
     * Lets the user edit a draft, and applies the change.
     *
     * @param editor a command line for sh
     * @param change applies a plan, or fails
     * @throws Failure if the editor or the change fails; the edited text is then in a file that the failure names
     */
    Result edit(Action.Draft draft, String editor, Function<Plan, Result> change) {
        Path folder = null;
        boolean kept = false;
        try {
            folder = Files.createTempDirectory("zooka-edit-"); // accessible to the owner only
            Path file = Files.createTempFile(folder, "value-", draft.suffix());
            Files.writeString(file, draft.text());
            int code = open(editor, file);
            if (code != 0) {
                throw new Failure(Failure.Kind.FAILED, "the editor exited with code " + code + "; nothing was changed");
            }
            kept = true; // the edited text is kept from here on, even after a failure
            Result result = written(draft, file, change);
            kept = false;
            return result;
        } catch (IOException e) {
            throw new Failure(Failure.Kind.FAILED, "cannot edit " + draft.name() + " in a file: " + e.getMessage())
                    .hint("choose the directory of temporary files with ZOOKA_JAVA_OPTS=-Djava.io.tmpdir=DIR")
                    .cause(e);
        } finally {
            if (folder != null && !kept) {
                delete(folder);
            }
        }
    }

    private static Result written(Action.Draft draft, Path file, Function<Plan, Result> change) throws IOException {
        try {
            String text = Text.of(Files.readAllBytes(file))
                    .orElseThrow(() -> new Failure(Failure.Kind.FAILED, "the edited text is not valid UTF-8"));
            Optional<Plan> plan = draft.plan().apply(text);
            return plan.isPresent() ? change.apply(plan.get()) : unchanged(draft);
        } catch (Failure e) {
            throw e.hint("the edited text is saved in " + file);
        }
    }

    /**
     * Lets the user edit a text that belongs to nothing, such as a command line.
     *
     * @param editor a command line for sh
     * @return the edited text without the end of its last line
     * @throws Failure if the editor fails, or cannot be run
     */
    public String text(String before, String editor) {
        Path folder = null;
        try {
            folder = Files.createTempDirectory("zooka-edit-"); // accessible to the owner only
            Path file = Files.createTempFile(folder, "line-", ".sh");
            Files.writeString(file, before + "\n");
            int code = open(editor, file);
            if (code != 0) {
                throw new Failure(
                        Failure.Kind.FAILED, "the editor exited with code " + code + "; the line is unchanged");
            }
            String after = Files.readString(file);
            int end = after.length();
            while (end > 0 && (after.charAt(end - 1) == '\n' || after.charAt(end - 1) == '\r')) {
                end--;
            }
            return after.substring(0, end);
        } catch (IOException e) {
            throw new Failure(Failure.Kind.FAILED, "cannot edit the line in a file: " + e.getMessage()).cause(e);
        } finally {
            if (folder != null) {
                delete(folder);
            }
        }
    }

    private int open(String editor, Path file) throws IOException {
        try {
            return ui.runInTerminal(new ProcessBuilder("/bin/sh", "-c", editor + " \"$1\"", editor, file.toString()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.interrupted();
        }
    }

    private static Result unchanged(Action.Draft draft) {
        return new Result.Change(
                "unchanged: " + draft.name(),
                Optional.empty(),
                List.of(
                        Field.of("path", "path", Cell.text(draft.name())),
                        Field.of("changed", "changed", Cell.flag(false))));
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            folder.toFile().deleteOnExit(); // an editor may still have a file open
        }
    }
}
