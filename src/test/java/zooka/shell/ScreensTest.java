package zooka.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import zooka.shell.brokers.BrokersStates;
import zooka.shell.browse.ZnodeStates;
import zooka.shell.groups.GroupsStates;
import zooka.shell.leaders.MapStates;
import zooka.shell.screen.AskingStates;
import zooka.shell.screen.Driven;
import zooka.shell.screen.Frame;
import zooka.shell.screen.Key;
import zooka.shell.screen.Looks;
import zooka.shell.screen.Looks.State;
import zooka.shell.status.StatusStates;
import zooka.shell.watch.WatchStates;
import zooka.testing.Golden;
import zooka.testing.RunsInParallel;

/** All screens in all states on terminals of all kinds: what they look like, and what the keys in their footers do. */
@RunsInParallel(seconds = 20)
class ScreensTest {

    private static final Pattern GAP = Pattern.compile("  +");

    /** What stands beside a filter that is typed. */
    private static final Pattern COUNT = Pattern.compile("[0-9,]+ (of [0-9,]+|found)");

    private static Map<String, State> views() {
        Map<String, State> states = new TreeMap<>();
        states.putAll(BrokersStates.all());
        states.putAll(GroupsStates.all());
        states.putAll(MapStates.all());
        states.putAll(StatusStates.all());
        states.putAll(WatchStates.all());
        states.putAll(ZnodeStates.all());
        return states;
    }

    private static Stream<DynamicTest> each(Map<String, State> states, BiConsumer<String, State> test) {
        return states.entrySet().stream()
                .map(one -> DynamicTest.dynamicTest(one.getKey(), () -> test.accept(one.getKey(), one.getValue())));
    }

    private static Map<String, State> all() {
        Map<String, State> states = views();
        states.putAll(AskingStates.over(states.get("map")));
        return states;
    }

    @TestFactory
    Stream<DynamicTest> what_it_looks_like() {
        return each(all(), (name, state) -> Golden.assertText("shell/screens/" + name, Looks.of(state)));
    }

    @TestFactory
    Stream<DynamicTest> every_frame_is_within_its_screen_and_ascii_is_ascii() {
        return each(all(), (name, state) -> Looks.assertWithin(state));
    }

    @TestFactory
    Stream<DynamicTest> every_key_in_the_footer_does_something() {
        return each(views(), (name, state) -> {
            for (int columns : new int[] {80, 200}) {
                Frame frame = state.of(Looks.COLOUR, false).sized(columns, 24).frame();
                for (String hint : hints(frame)) {
                    assertThat(keys(hint)).as(hint).isNotEmpty().anyMatch(key -> {
                        Driven driven =
                                state.of(Looks.COLOUR, false).sized(columns, 24).press(key);
                        return driven.asks() || !driven.frame().equals(frame);
                    });
                }
            }
        });
    }

    /** What the last line names: each a key and what it does. */
    private static List<String> hints(Frame frame) {
        String footer = frame.lines().get(frame.lines().size() - 1).text();
        return Stream.of(GAP.split(footer.strip()))
                .filter(hint -> !hint.startsWith("/") || hint.equals("/ filter") || hint.equals("/ find"))
                .filter(hint -> !COUNT.matcher(hint).matches())
                .toList();
    }

    /** The key of a hint; the arrows are two, and the list may be at its end. */
    private static List<Key> keys(String hint) {
        String label = hint.split(" ", 2)[0];
        if (label.equals("↑↓")) {
            return List.of(Key.DOWN, Key.UP);
        }
        return Stream.concat(
                        Stream.of(Key.ENTER, Key.ESCAPE, Key.TAB, Key.LEFT, Key.RIGHT),
                        IntStream.range('!', 127).mapToObj(Key::of))
                .filter(key -> key.label(Looks.COLOUR).equals(label))
                .toList();
    }
}
