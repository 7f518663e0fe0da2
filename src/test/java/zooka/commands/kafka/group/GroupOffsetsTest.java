package zooka.commands.kafka.group;

import static org.assertj.core.api.Assertions.assertThat;
import static zooka.commands.kafka.group.GroupRecords.fails;
import static zooka.commands.kafka.group.GroupRecords.fill;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zooka.clients.Failure;
import zooka.commands.action.Plan;
import zooka.commands.result.Result;
import zooka.sandbox.Mode;
import zooka.testing.KafkaRun;
import zooka.testing.OnServers;
import zooka.testing.ResultText;

/** Committed offsets on real servers: how they are reset and deleted, and how a file puts them back. */
@OnServers
@Timeout(300)
final class GroupOffsetsTest {

    @ParameterizedTest
    @EnumSource(Mode.class)
    void offsets_are_reset_in_every_way(Mode mode, @TempDir Path folder) throws Exception {
        String topic = "groups-reset";
        String reset = "group reset groups-reset ";
        try (KafkaRun run = KafkaRun.on(mode)) {
            fill(run, mode, topic);

            assertThat(run.dryRun(reset + "--to-earliest --topic " + topic)).isEqualTo("""
                    set the offsets of the new group groups-reset on 2 partitions
                      groups-reset-0: none → 0
                      groups-reset-1: none → 0""");
            fails(Failure.Kind.NOT_FOUND, "no group groups-reset", () -> run.query("group lag groups-reset"));
            assertThat(run.change(reset + "--to-offset 1 --topic " + topic))
                    .isEqualTo("set the offsets of group groups-reset on 2 partitions");
            assertThat(offsets(run)).isEqualTo("1 1");

            assertThat(run.dryRun(reset + "--to-latest --topic " + topic + ":1"))
                    .endsWith("on 1 partition\n  groups-reset-1: 1 → 4 (+3)");
            assertThat(run.dryRun(reset + "--to-offset 9 --topic " + topic + ":0"))
                    .endsWith("groups-reset-0: 1 → 4 (+3), 9 is past the end of the log, 4");
            assertThat(run.dryRun(reset + "--shift-by -7 --all-topics"))
                    .endsWith("groups-reset-1: 1 → 0 (-1), -6 is before the start of the log, 0");
            assertThat(run.dryRun(reset + "--to-current --all-topics")).endsWith("groups-reset-1: 1 → 1 (+0)");
            assertThat(run.dryRun(reset + "--to-datetime 2026-02-01T01:30:00 --topic " + topic + ":0"))
                    .endsWith("groups-reset-0: 1 → 2 (+1)");
            assertThat(run.dryRun(reset + "--to-datetime 2026-12-31 --topic " + topic + ":0"))
                    .endsWith("groups-reset-0: 1 → 4 (+3), the end: no record at that time or later");
            // The tests' clock stands at 2026-03-01T14:02:03Z.
            assertThat(run.dryRun(reset + "--by-duration P28DT13H2M3S --topic " + topic + ":0"))
                    .endsWith("groups-reset-0: 1 → 1 (+0)");
            assertThat(offsets(run)).isEqualTo("1 1");

            Plan shift = run.plan(reset + "--shift-by 2 --topic " + topic + ":1");
            Result.Change made = (Result.Change) shift.make();
            assertThat(offsets(run)).isEqualTo("1 3");
            assertThat(back(shift)).isEqualTo("groups-reset,1,1");
            assertThat(ResultText.fields(made.fields()))
                    .isEqualTo("group=groups-reset offsets=[{group=groups-reset topic=groups-reset partition=1"
                            + " before=1 after=3 change=2 note=-}] failed=[]");
            Path before = folder.resolve("before.csv");
            Files.writeString(before, back(shift) + "\n");
            run.change(reset + "--from-file " + before);
            assertThat(offsets(run)).isEqualTo("1 1");
            run.run().stdin("groups-reset,groups-reset,0,2\nother,groups-reset,1,0\n");
            run.change(reset + "--from-file -");
            assertThat(offsets(run)).isEqualTo("2 1");

            Plan export = run.plan(reset + "--to-latest --all-topics --export");
            assertThat(export.preview().payload()).hasValue("groups-reset,0,4\ngroups-reset,1,4");
            assertThat(run.plan(reset + "--to-latest --all-topics --export-current")
                            .preview()
                            .payload())
                    .hasValue("groups-reset,0,2\ngroups-reset,1,1");

            run.change(reset + "--to-group groups-copy --all-topics");
            assertThat(run.told("group lag groups-copy").lines())
                    .extracting(line -> line.replaceAll(".*committed=(\\d+) .*", "$1"))
                    .containsExactly("2", "1");
            assertThat(export.confirmation()).hasValue("groups-reset");
            run.change("group delete groups-reset groups-copy");
            run.delete(topic);
        }
    }

    /** What the plan has written before its change is made. */
    private static String back(Plan plan) {
        return plan.wayBack().orElseThrow().payload().orElseThrow();
    }

    @Test
    void the_offsets_of_groups_with_commas_and_quotes_in_their_names_are_put_back(@TempDir Path folder)
            throws Exception {
        String topic = "groups-csv";
        try (KafkaRun run = KafkaRun.on(Mode.KRAFT)) {
            fill(run, Mode.KRAFT, topic);
            run.change("group reset csv,\"eu\" --to-offset 1 --topic " + topic);
            run.change("group reset csv,us --to-offset 2 --topic " + topic);

            Plan delete = run.plan("group delete csv,*");
            delete.make();
            Path before = folder.resolve("before.csv");
            Files.writeString(before, back(delete) + "\n");
            run.change("group reset csv,\"eu\" --from-file " + before);
            run.change("group reset csv,us --from-file " + before);

            assertThat(run.told("group lag csv,*").lines())
                    .extracting(line -> line.replaceAll("group=(\\S+) .* committed=(\\d+) .*", "$1 $2"))
                    .containsExactly("csv,\"eu\" 1", "csv,\"eu\" 1", "csv,us 2", "csv,us 2");
            run.change("group delete csv,*");
            run.delete(topic);
        }
    }

    /** What the group has committed of the topic, partition by partition. */
    private static String offsets(KafkaRun run) {
        return String.join(
                " ",
                run.told("group lag groups-reset")
                        .lines()
                        .map(line -> line.replaceAll(".*committed=(\\d+) .*", "$1"))
                        .toList());
    }

    @Test
    void what_makes_no_sense_is_refused_before_anything_is_asked(@TempDir Path folder) throws Exception {
        Path bad = folder.resolve("bad.csv");
        Files.writeString(bad, "orders,0,1\norders;0;1\n");
        try (KafkaRun run = KafkaRun.on(Mode.KRAFT)) {
            Failure.Kind usage = Failure.Kind.USAGE;
            fails(usage, "no target specified", () -> run.plan("group reset g --topic orders"));
            fails(usage, "no partitions specified", () -> run.plan("group reset g --to-latest"));
            fails(
                    usage,
                    "--to-earliest and --shift-by cannot be combined",
                    () -> run.plan("group reset g --to-earliest --shift-by 1 --all-topics"));
            fails(
                    usage,
                    "--topic and --all-topics cannot be combined",
                    () -> run.plan("group reset g --to-latest --topic orders --all-topics"));
            fails(
                    usage,
                    ".*bad.csv, line 2: invalid line 'orders;0;1' \\(format: topic,partition,offset\\)",
                    () -> run.plan("group reset g --from-file " + bad));
            fails(
                    usage,
                    "--by-duration: invalid duration 'soon'.*",
                    () -> run.plan("group reset g --by-duration soon --all-topics"));
            Failure.Kind notFound = Failure.Kind.NOT_FOUND;
            fails(notFound, "no topic nosuch", () -> run.plan("group reset g --to-latest --topic nosuch:0"));
            fails(
                    notFound,
                    "group groups-nosuch has no committed offsets",
                    () -> run.plan("group reset groups-nosuch --to-latest --all-topics"));
            fails(
                    notFound,
                    "no committed offset for orders-0 to shift",
                    () -> run.plan("group reset groups-nosuch --shift-by 1 --topic orders:0"));
            fails(notFound, "no group groups-nosuch", () -> run.plan("group delete groups-nosuch"));
            assertThat(run.change("group delete groups-nosuch --if-exists")).isEqualTo("nothing to delete");
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void groups_and_offsets_are_deleted(Mode mode) {
        String topic = "groups-delete";
        try (KafkaRun run = KafkaRun.on(mode)) {
            fill(run, mode, topic);
            run.change("group reset groups-delete-1 --to-offset 1 --topic " + topic);
            run.change("group reset groups-delete-2 --to-offset 2 --topic " + topic + ":0");

            assertThat(run.dryRun("group delete-offsets groups-delete-1 --topic " + topic + ":1"))
                    .isEqualTo("""
                    delete the offsets of group groups-delete-1 on 1 partition
                      groups-delete-1: 1 → none""");
            assertThat(run.told("group lag groups-delete-1").lines()).hasSize(2);
            run.change("group delete-offsets groups-delete-1 --topic " + topic + ":1");
            assertThat(run.told("group lag groups-delete-1"))
                    .contains("partition=0 committed=1")
                    .doesNotContain("partition=1");
            fails(
                    Failure.Kind.NOT_FOUND,
                    "group groups-delete-1 has no committed offset for " + topic + ":1",
                    () -> run.plan("group delete-offsets groups-delete-1 --topic " + topic + ":1"));

            Plan plan = run.plan("group delete groups-delete-*");
            assertThat(plan.preview().summary()).isEqualTo("""
                    delete group groups-delete-1 with its offsets on 1 partition
                           delete group groups-delete-2 with its offsets on 1 partition""");
            assertThat(plan.confirmation()).hasValue("2 groups");
            assertThat(run.told("groups groups-delete-*").lines()).hasSize(2);
            Result.Change made = (Result.Change) plan.make();
            assertThat(made.what()).isEqualTo("deleted 2 groups");
            assertThat(back(plan)).isEqualTo("groups-delete-1,groups-delete,0,1\ngroups-delete-2,groups-delete,0,2");
            assertThat(run.told("groups groups-delete-*")).isEmpty();
            run.delete(topic);
        }
    }
}
