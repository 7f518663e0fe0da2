package zooka.shell.screen;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a view asks in its last line.
 *
 * @param prompt stands before the answer
 * @param enter what Enter does, for the hint at the end of the line
 * @param begun the answer to begin with
 * @param earlier earlier answers, the newest last, for the arrow keys
 * @param completed an answer with its last word completed, in all possible ways, for TAB
 * @param answered called with the answer after Enter
 */
record Question(
        String prompt,
        String enter,
        String begun,
        List<String> earlier,
        Function<String, List<String>> completed,
        Consumer<String> answered) {

    Question {
        earlier = List.copyOf(earlier);
    }

    /** A question without earlier answers. */
    Question(String prompt, String enter, String begun, Consumer<String> answered) {
        this(prompt, enter, begun, List.of(), any -> List.of(), answered);
    }
}
