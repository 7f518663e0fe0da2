package zooka.commands.zk.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import zooka.clients.Failure;
import zooka.commands.action.Action;
import zooka.commands.action.Invocation;

/** What the words behind {@code watch} come to. */
final class WatchTest {

    private static Invocation watch(String... words) {
        return Invocation.of(List.of(words));
    }

    @Test
    void a_path_is_followed_with_its_options_on_either_side() {
        assertThat(watch("watch").action()).isInstanceOf(WatchEvents.class);
        assertThat(watch("watch", "./a").action()).isInstanceOf(WatchEvents.class);
        Invocation behind = watch("watch", "-n", "3", "/a", "-o", "json");
        assertThat(behind.action()).isInstanceOf(WatchEvents.class);
        assertThat(behind.options().output()).contains("json");
    }

    @Test
    void a_query_is_repeated_with_its_own_options() {
        Invocation watched = watch("watch", "-i", "500ms", "-o", "json", "-n", "3", "ls", "-s", "/a");
        Action.Repeat repeat = (Action.Repeat) watched.action();
        assertThat(repeat.command()).containsExactly("ls", "-s", "/a");
        assertThat(repeat.interval()).isEqualTo(Duration.ofMillis(500));
        assertThat(repeat.count()).isEqualTo(3);
        assertThat(watched.options().output()).contains("json");
        assertThat(watch("watch", "-o", "json", "ls", "-o", "yaml").options().output())
                .contains("yaml");
        assertThat(((Action.Repeat)
                                watch("watch", "partition", "list", "--offline").action())
                        .interval())
                .isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void what_is_no_query_is_not_repeated() {
        refused("watch: delete changes data and cannot be repeated", "watch", "delete", "/a");
        refused("watch: tail already runs continuously", "watch", "tail", "a");
        refused("watch: leaders already runs continuously", "watch", "leaders");
        refused("watch: cd has no output to watch", "watch", "cd", "/a");
        refused("unknown command 'lss'", "watch", "lss");
        refused("watch: unexpected argument: '/b'", "watch", "/a", "/b");
        refused("watch: -n must be greater than zero", "watch", "-n", "0", "ls");
        refused("watch: --interval must be greater than zero", "watch", "-i", "0", "ls");
    }

    private static void refused(String message, String... words) {
        assertThatThrownBy(() -> watch(words)).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.kind()).isEqualTo(Failure.Kind.USAGE);
            assertThat(failure.getMessage()).isEqualTo(message);
        });
    }
}
