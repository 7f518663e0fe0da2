package zooka.shell.dropin;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import zooka.clients.Failure;
import zooka.commands.result.Result;

/** Runs command lines of zooka, and hands their results over instead of printing them. */
public interface Shell {

    /**
     * Runs a command.
     *
     * @param words the command with its arguments
     * @param reader takes the result, while what its rows come from is still open
     * @throws Failure as the command does
     */
    void run(List<String> words, Consumer<Result> reader);

    /** Writes a line on stderr, as the stock tool does. */
    void say(String line);

    /** Whether a command has remarked that a part of its answer is missing, or that some of many things failed. */
    boolean incomplete();

    /** Runs a command and returns the rows of its result, all in memory. */
    default List<Item> items(List<String> words) {
        List<Item> items = new ArrayList<>();
        run(words, result -> items.addAll(Item.of(result)));
        return items;
    }
}
