package zooka.shell.brokers;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import zooka.clients.kafka.TopicChanges.NewTopic;
import zooka.commands.brokers.BrokersPicture;
import zooka.commands.brokers.Survey;
import zooka.shell.screen.Key;
import zooka.shell.screen.Looks.State;
import zooka.shell.sheet.SheetDriver;

/** What {@code watch brokers} shows. */
public final class BrokersStates {

    private BrokersStates() {}

    /** The states by their names. */
    public static Map<String, State> all() {
        Map<String, State> states = new TreeMap<>();
        states.put("brokers", keys(""));
        states.put("brokers-fenced", state((survey, screen) -> lose(survey, screen)));
        states.put("brokers-unhealthy-only", keys("z"));
        states.put("brokers-filter", keys("/2"));
        states.put("brokers-help", keys("?"));
        states.put("broker-topics", keys("\n"));
        states.put("broker-log-dirs", keys("\nt"));
        states.put("broker-what-breaks", keys("\ntt"));
        states.put("broker-fenced", state((survey, screen) -> {
            lose(survey, screen);
            screen.press(Key.ENTER);
        }));
        return states;
    }

    private static void lose(Survey survey, SheetDriver<BrokersPicture> screen) {
        survey.after(60);
        survey.kafka.stop(1);
        screen.picture(survey.look());
    }

    private static State keys(String keys) {
        return state(
                (survey, screen) -> keys.codePoints().forEach(c -> screen.press(c == '\n' ? Key.ENTER : Key.of(c))));
    }

    private static State state(BiConsumer<Survey, SheetDriver<BrokersPicture>> then) {
        return (look, wide) -> {
            Survey survey = new Survey();
            SheetDriver<BrokersPicture> screen = new SheetDriver<>(new BrokersSubject(), look, survey.clock);
            if (wide) {
                NewTopic topic = new NewTopic(
                        "注文の支払いの確認の通知の再送の失敗の記録", OptionalInt.of(3), OptionalInt.of(1), List.of(), Map.of());
                survey.kafka.administration().topics().create(topic, false);
            }
            survey.kafka.append("clicks", 0, 2_000, 1_000);
            survey.kafka.append("orders", 1, 500, 1_000);
            screen.picture(survey.look());
            then.accept(survey, screen);
            return screen;
        };
    }
}
