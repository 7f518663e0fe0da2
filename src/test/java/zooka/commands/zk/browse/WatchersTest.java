package zooka.commands.zk.browse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import zooka.clients.zookeeper.servers.FourLetterWord;
import zooka.commands.zk.browse.Watchers.Watcher;
import zooka.testing.fake.FakeEnsemble;

/** Who watches a znode, by what servers answer. */
final class WatchersTest {

    private static final String TEXT =
            "/a\n\t0x1000d3f0ab40002\n\t0xf000000000000001\n/a/b\n\t0x1000d3f0ab40003\nno path\n\n";

    private static final String JSON =
            "{\"path_to_session_ids\":{\"/a\":[72057594037927938,3],\"/a/b\":[4]},\"command\":\"watches_by_path\"}";

    @Test
    void reads_the_answer_in_either_form() {
        assertThat(Watchers.sessions(TEXT, "/a")).containsExactly(0x1000d3f0ab40002L, 0xf000000000000001L);
        assertThat(Watchers.sessions(TEXT, "/a/b")).containsExactly(0x1000d3f0ab40003L);
        assertThat(Watchers.sessions(TEXT, "/")).isEmpty();
        assertThat(Watchers.sessions(TEXT, "no path")).isEmpty();
        assertThat(Watchers.sessions(JSON, "/a")).containsExactly(0x100000000000002L, 3L);
        assertThat(Watchers.sessions(JSON, "/nosuch")).isEmpty();
        assertThat(Watchers.sessions("{\"path_to_session_ids\":", "/a")).isEmpty();
        assertThat(Watchers.sessions("", "/a")).isEmpty();
    }

    @Test
    void names_the_clients_and_what_is_not_known() {
        FakeEnsemble ensemble = new FakeEnsemble(List.of())
                .answer(FourLetterWord.WCHP, "zk-1:2181", "/a\n\t0x1\n\t0x2\n")
                .refuse(FourLetterWord.WCHP, "zk-2:2181")
                .answer(FourLetterWord.CONS, "zk-1:2181", " /10.0.0.7:56142[1](queued=0,recved=2,sid=0x1,to=10000)\n");

        Watchers watchers = Watchers.of(ensemble, "/a", OptionalLong.of(2));

        assertThat(watchers.sessions())
                .containsExactly(
                        new Watcher(1, "zk-1:2181", Optional.of("10.0.0.7:56142"), false),
                        new Watcher(2, "zk-1:2181", Optional.empty(), true));
        assertThat(watchers.unknown()).containsExactly("zk-2:2181 does not allow wchp");
    }
}
