package zooka.commands.zk.browse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import zooka.clients.Failure;
import zooka.commands.action.Action;
import zooka.commands.result.Result;
import zooka.shell.render.Format;
import zooka.testing.Golden;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeClusters;
import zooka.testing.fake.FakeZnodes;

/** What {@code browse} prints where there is no full screen. */
final class BrowseTest {

    private final FakeZnodes znodes = new FakeZnodes()
            .put("/demo", "{\"name\":\"値\"}", TestRun.NOW)
            .put("/demo/app", "x", TestRun.NOW)
            .put("/demo/app/config", "text", TestRun.NOW)
            .put("/demo/app/config/deeper", "", TestRun.NOW)
            .put("/demo/\u202ebad", "x", TestRun.NOW);
    private final TestRun run = new TestRun(new FakeClusters().with(znodes));

    private Result snapshot(String... words) {
        return ((Action.Live) TestRun.action(words)).snapshot(run.context());
    }

    private Map<String, Object> json(String... words) {
        try {
            return JSON.std.mapFrom(Golden.rendered(Format.JSON, snapshot(words)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void people_see_the_tree_and_below_it_the_value() {
        Golden.assertText(
                "commands/zk/browse/once", Golden.shown(snapshot("browse", "--once", "--depth", "2", "/demo")));
    }

    @Test
    void pipes_get_a_line_for_each_znode() {
        assertThat(Golden.rendered(Format.PLAIN, snapshot("browse", "/demo")))
                .isEqualTo("/demo\t2\t14\t0\n/demo/app\t1\t1\t0\n/demo/\\u202ebad\t0\t1\t0\n");
    }

    @Test
    @SuppressWarnings("unchecked")
    void json_has_the_value_the_stat_the_acl_and_the_znodes() {
        Map<String, Object> json = json("browse", "--depth", "2", "/demo");
        assertThat(json).containsEntry("path", "/demo").containsEntry("data", "{\"name\":\"値\"}");
        assertThat((Map<String, Object>) json.get("stat"))
                .containsEntry("numChildren", 2)
                .containsEntry("version", 0);
        assertThat(json.get("acl"))
                .isEqualTo(List.of(Map.of("scheme", "world", "id", "anyone", "permissions", "cdrwa")));
        assertThat(json).containsEntry("meaning", null);
        List<Map<String, Object>> below = (List<Map<String, Object>>) json.get("znodes");
        assertThat(below)
                .extracting(one -> one.get("path"))
                .containsExactly("/demo/app", "/demo/app/config", "/demo/\u202ebad");
        assertThat(below).extracting(one -> one.get("depth")).containsExactly(1, 2, 1);
        assertThat(below.get(1)).containsEntry("dataLength", 4).containsEntry("numChildren", 1);
        assertThat((List<Object>) json("browse", "--depth", "0", "/demo").get("znodes"))
                .isEmpty();
    }

    @Test
    void a_snapshot_is_bounded_and_says_what_is_missing() {
        for (int i = 0; i < Browse.MOST + 5; i++) {
            znodes.put(String.format("/many/%06d", i), "", TestRun.NOW);
        }
        znodes.put("/many", "", TestRun.NOW);
        assertThat((List<?>) json("browse", "/many").get("znodes")).hasSize(Browse.MOST);
        assertThat(run.missing()).containsExactly("only the first 10000 znodes below /many");
        assertThat(run.code()).isEqualTo(Failure.Kind.PARTIAL.exitCode());
    }

    @Test
    void names_what_does_not_exist_and_what_makes_no_sense() {
        assertThatThrownBy(() -> snapshot("browse", "/nosuch"))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.NOT_FOUND));
        assertThatThrownBy(() -> snapshot("browse", "--depth", "-1", "/demo"))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.USAGE));
    }
}
