package zooka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zooka.sandbox.Sandbox;
import zooka.testing.OnServers;
import zooka.testing.Program;
import zooka.testing.Program.Run;
import zooka.testing.Sandboxes;

/** What a change prints so that it can be taken back is written before the change is made, or the change is refused. */
@OnServers
final class WayBackTest {

    private static final Sandbox SANDBOX = Sandboxes.zookeeper();
    private static final String LOST = "error: cannot write /dev/full: No space left on device; nothing was changed";

    @TempDir
    Path folder;

    @BeforeEach
    void commit() {
        done("group reset way-back --to-offset 1 --topic orders:0,1 -y");
    }

    @AfterEach
    void delete() {
        done("group delete way-back --if-exists -y");
    }

    private static Run run(String script) {
        return Program.with("-b", SANDBOX.bootstrap().orElseThrow()).run("-e", script);
    }

    private static Run done(String script) {
        Run run = run(script);
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }

    private static void refused(String change) {
        Run run = run(change);
        assertThat(run.err()).startsWith(LOST);
        assertThat(run.code()).isEqualTo(1);
    }

    private static String committed() {
        return done("group lag way-back -o json | grep -o '\"committed\":[0-9]*'")
                .out();
    }

    @Test
    void a_change_whose_way_back_cannot_be_written_is_not_made() {
        String before = committed();
        assertThat(before).isEqualTo("\"committed\":1\n\"committed\":1\n");
        for (String format : List.of("", " -o json", " -o yaml")) {
            refused("group delete way-back -y" + format + " > /dev/full");
            refused("group delete-offsets way-back --topic orders -y" + format + " > /dev/full");
            refused("group reset way-back --to-offset 2 --topic orders:0 -y" + format + " > /dev/full");
        }
        refused("config alter topic/orders max.message.bytes=1234567 -o json > /dev/full");
        refused("quota alter --user way-back producer_byte_rate=1MiB -o json > /dev/full");
        assertThat(committed()).isEqualTo(before);
        assertThat(done("config describe topic/orders -o json").out()).doesNotContain("1234567");
        assertThat(done("quota list -o json").out()).doesNotContain("way-back");
    }

    @Test
    void what_is_written_before_puts_back_what_was_taken() throws IOException {
        Path before = folder.resolve("before.csv");
        done("group delete way-back -y > " + before);
        assertThat(before).hasContent("orders,0,1\norders,1,1\n");
        Run back = done("group reset way-back --from-file " + before + " -y -o json");
        assertThat(JSON.std.mapFrom(back.out()))
                .containsKeys("group", "offsets")
                .containsEntry("failed", List.of());
        assertThat(committed()).isEqualTo("\"committed\":1\n\"committed\":1\n");
    }

    @Test
    void json_is_one_object_with_what_was_and_what_was_done() throws IOException {
        Run run = done("group delete way-back -y -o json");
        Map<String, Object> json = JSON.std.mapFrom(run.out());
        assertThat(json).containsOnlyKeys("offsets", "deleted").containsEntry("deleted", List.of("way-back"));
        assertThat((List<?>) json.get("offsets")).hasSize(2);
        Path file = folder.resolve("quota.json");
        done("quota alter --user way-back producer_byte_rate=1MiB -o json > " + file);
        assertThat(JSON.std.mapFrom(Files.readString(file))).containsOnlyKeys("user", "clientId", "ip", "quotas");
        done("quota alter --user way-back --delete producer_byte_rate");
    }
}
