package zooka.shell.screen;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import zooka.clients.net.Async;
import zooka.commands.result.Cell.Level;

/**
 * Saves what a view shows to a file that the user names. The file is written on another thread, since its disk may not
 * answer.
 */
final class SaveDialog {

    private final BottomLine bottom;
    private final Consumer<Runnable> post;

    /** @param post passes what is to be shown to the thread that runs the view */
    SaveDialog(BottomLine bottom, Consumer<Runnable> post) {
        this.bottom = bottom;
        this.post = post;
    }

    /**
     * Asks for the name and saves JSON if the name ends so, otherwise text.
     *
     * @param suggested a name
     * @param text what is shown, in lines
     * @param json the same as JSON; empty if there is none
     */
    void ask(String suggested, Supplier<String> text, Optional<Supplier<byte[]>> json) {
        bottom.ask(new Question("save as: ", "save", suggested, name -> {
            boolean wanted = name.toLowerCase(Locale.ROOT).endsWith(".json");
            if (wanted && json.isEmpty()) {
                bottom.say("this view cannot be saved as JSON", Level.BAD);
            } else if (!name.isBlank()) {
                byte[] lines = text.get().getBytes(StandardCharsets.UTF_8);
                save(new NewFile(name.strip()), wanted ? json.get() : () -> lines, false);
            }
        }));
    }

    private void save(NewFile file, Supplier<byte[]> content, boolean replace) {
        Async<Boolean> unused = Async.run("save", () -> {
            try {
                boolean written = file.write(content.get(), replace);
                post.accept(() -> saved(file, content, written));
            } catch (RuntimeException e) { // a Failure, or whatever rendering ends with
                post.accept(() -> bottom.say(String.valueOf(e.getMessage()), Level.BAD));
            }
        });
    }

    private void saved(NewFile file, Supplier<byte[]> content, boolean written) {
        if (written) {
            bottom.say("saved " + file.name(), Level.DIM);
            return;
        }
        bottom.ask(new Question(file.name() + " exists; type yes to overwrite it: ", "overwrite", "", answer -> {
            if (answer.equals("yes")) {
                save(file, content, true);
            } else {
                bottom.say("not saved", Level.DIM);
            }
        }));
    }
}
