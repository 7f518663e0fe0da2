package zooka.shell.groups;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import zooka.clients.Failure;
import zooka.commands.groups.GroupsPicture;
import zooka.commands.groups.Pipeline;
import zooka.shell.screen.Key;
import zooka.shell.screen.Looks.State;
import zooka.shell.sheet.SheetDriver;

/** What {@code watch groups} shows: pipelines that read well, one that does not keep up, one that stands still. */
public final class GroupsStates {

    private GroupsStates() {}

    /** The states by their names. */
    public static Map<String, State> all() {
        Map<String, State> states = new TreeMap<>();
        states.put("groups-connecting", state((pipeline, screen) -> {}, false));
        states.put(
                "groups-unreachable",
                state(
                        (pipeline, screen) -> screen.failed(Failure.unreachable("kafka:9092 refused the connection")
                                .hint("is it up?")),
                        false));
        states.put("groups", state((pipeline, screen) -> {}, true));
        states.put(
                "groups-late",
                state(
                        (pipeline, screen) -> {
                            pipeline.after(130);
                            pipeline.write(6, 700);
                            screen.picture(pipeline.look());
                        },
                        true));
        states.put("groups-filter", keys("/r"));
        states.put("groups-filtered", keys("/r\n"));
        states.put("groups-nothing-matches", keys("/nosuch\n"));
        states.put("groups-unhealthy-only", keys("z"));
        states.put("groups-paused", keys("p"));
        states.put("groups-help", keys("?"));
        states.put("group-partitions", keys("j\n"));
        states.put("group-members", keys("j\nt"));
        states.put("group-without-members", keys("\nt"));
        states.put(
                "groups-unknown",
                state(
                        (pipeline, screen) -> {
                            pipeline.commit("audit-sink", "orders", 0);
                            pipeline.after(2);
                            pipeline.kafka.stop(1);
                            pipeline.kafka.stop(2);
                            screen.picture(pipeline.look());
                        },
                        true));
        states.put(
                "groups-unanswered",
                state(
                        (pipeline, screen) -> {
                            pipeline.after(2);
                            List.of(1, 2, 3).forEach(pipeline.kafka::silence);
                            screen.picture(pipeline.look());
                        },
                        true));
        return states;
    }

    private static State keys(String keys) {
        return state(
                (pipeline, screen) -> keys.codePoints().forEach(c -> screen.press(c == '\n' ? Key.ENTER : Key.of(c))),
                true);
    }

    private static State state(BiConsumer<Pipeline, SheetDriver<GroupsPicture>> then, boolean known) {
        return (look, wide) -> {
            Pipeline pipeline = new Pipeline(wide ? "クリック数" : "clicks");
            SheetDriver<GroupsPicture> screen = new SheetDriver<>(new GroupsSubject(), look, pipeline.clock);
            if (known) {
                read(pipeline, screen, wide);
            }
            then.accept(pipeline, screen);
            return screen;
        };
    }

    /** Looks three times at five groups in 16 seconds. */
    private static void read(Pipeline pipeline, SheetDriver<GroupsPicture> screen, boolean wide) {
        String billing = wide ? "billing-請求" : "billing";
        String parser = wide ? "parser-注文の支払いの確認の通知の再送の失敗の記録" : "parser";
        String sink = wide ? "sink-監査ログ" : "sink";
        pipeline.write(6, 10_000);
        pipeline.commit("audit-sink", "orders", 0, 0);
        pipeline.commit(billing, 2_000, 2_000, 2_000, 2_000);
        pipeline.join(billing, billing + "-1", 0, 1);
        pipeline.join(billing, billing + "-2", 2);
        pipeline.join(billing, billing + "-3", 3);
        pipeline.commit(parser, 9_800, 9_900);
        pipeline.join(parser, parser + "-1", 0, 1);
        pipeline.commit("spark-hourly", 4_000, 4_000, 4_000);
        pipeline.commit(sink, 10_000);
        pipeline.join(sink, sink, 0);
        screen.picture(pipeline.look());
        for (int i = 1; i <= 2; i++) {
            pipeline.after(8);
            pipeline.write(6, 3_200);
            pipeline.commit(billing, 2_000 + i * 1_600, 2_000 + i * 1_600, 2_000, 2_000);
            pipeline.commit(parser, 9_800 + i * 3_250, 9_900 + i * 3_250);
            pipeline.commit(sink, 10_000 + i * 3_200);
            screen.picture(pipeline.look());
        }
    }
}
