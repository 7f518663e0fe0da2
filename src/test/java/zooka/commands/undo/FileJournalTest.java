package zooka.commands.undo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zooka.clients.Failure;
import zooka.clients.zookeeper.Acl;
import zooka.clients.zookeeper.Kind;
import zooka.commands.copy.ZnodeCopy;
import zooka.commands.undo.Journal.Entry;
import zooka.commands.undo.Journal.Modification;
import zooka.commands.undo.Journal.SavedRecord;
import zooka.commands.undo.Journal.State;

/** What commands took, in files. */
final class FileJournalTest {

    private static final Instant TIME = Instant.parse("2026-03-01T14:02:03Z");

    @TempDir
    Path home;

    private Path folder() {
        return home.resolve("state/undo");
    }

    private Journal journal() {
        return new FileJournal(folder());
    }

    private static ZnodeCopy copy(String path, String data) {
        return new ZnodeCopy(path, Optional.of(data.getBytes(StandardCharsets.UTF_8)), Kind.PERSISTENT, Acl.OPEN);
    }

    private static void keep(Journal journal, Instant time, String what, Modification... all) {
        try (Entry entry = journal.begin("here:2181", time, what)) {
            for (Modification taken : all) {
                entry.record(taken);
            }
            assertThat(entry.trouble()).isEmpty();
        }
    }

    private static List<Modification> read(Journal journal, SavedRecord saved) {
        List<Modification> all = new ArrayList<>();
        try (Journal.Contents reading = journal.read(saved)) {
            reading.forEachRemaining(all::add);
        }
        return all;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder())) {
            return all.sorted().toList();
        }
    }

    @Test
    void gives_back_what_it_was_given_the_last_first() {
        Journal journal = journal();
        Acl acl = Acl.parse("ip:127.0.0.1:rda,world:anyone:r");
        ZnodeCopy nothing = new ZnodeCopy("/z", Optional.empty(), Kind.PERSISTENT, acl);
        ZnodeCopy unknown = new ZnodeCopy("/u", Optional.empty(), Kind.ttl(5), Acl.UNKNOWN);
        keep(
                journal,
                TIME,
                "mv /a\n/b",
                new Modification.Deleted(nothing),
                new Modification.Access("/a", acl, 7),
                new Modification.Created("/b/名", 3),
                new Modification.Deleted(unknown));
        keep(journal, TIME, "set /s", new Modification.Replaced(copy("/s", "before"), 41));
        keep(journal, TIME.plusSeconds(1), "delete /d", new Modification.Deleted(copy("/d", "")));
        List<SavedRecord> saved = journal().saved();
        assertThat(saved).extracting(SavedRecord::what).containsExactly("delete /d", "set /s", "mv /a\n/b");
        assertThat(saved).extracting(SavedRecord::time).containsExactly(TIME.plusSeconds(1), TIME, TIME);
        assertThat(saved).extracting(SavedRecord::ensemble).containsOnly("here:2181");
        assertThat(read(journal, saved.get(2)))
                .containsExactly(
                        new Modification.Deleted(unknown),
                        new Modification.Created("/b/名", 3),
                        new Modification.Access("/a", acl, 7),
                        new Modification.Deleted(nothing));
        assertThat(saved).extracting(SavedRecord::state).containsOnly(State.WHOLE);
        assertThat(read(journal, saved.get(1)))
                .singleElement()
                .isInstanceOfSatisfying(Modification.Replaced.class, replaced -> {
                    assertThat(replaced.version()).isEqualTo(41);
                    assertThat(replaced.before().data().orElseThrow())
                            .asString()
                            .isEqualTo("before");
                });
        journal.delete(saved.get(1));
        assertThat(journal().saved()).extracting(SavedRecord::what).containsExactly("delete /d", "mv /a\n/b");
    }

    @Test
    void keeps_no_file_of_a_command_that_took_nothing() throws IOException {
        keep(journal(), TIME, "set /a");
        try (Entry entry = journal().begin("here:2181", TIME, "set /b")) {
            entry.revoke(entry.record(new Modification.Created("/b")));
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void is_for_its_owners_eyes() throws IOException {
        keep(journal(), TIME, "set /a", new Modification.Created("/a"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
                .isEqualTo("rwx------");
        assertThat(files()).singleElement().satisfies(file -> assertThat(
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------"));
    }

    @Test
    void leaves_out_what_was_not_taken_after_all() {
        try (Entry entry = journal().begin("here:2181", TIME, "import /a")) {
            entry.record(new Modification.Created("/a"));
            long second = entry.record(new Modification.Created("/b"));
            entry.record(new Modification.Created("/c"));
            entry.revoke(second);
        }
        assertThat(read(journal(), journal().saved().get(0)))
                .containsExactly(new Modification.Created("/c"), new Modification.Created("/a"));
    }

    @Test
    void can_be_read_while_the_command_is_at_work_and_when_it_was_killed() throws IOException {
        Journal journal = journal();
        Entry entry = journal.begin("here:2181", TIME, "deleteall /a");
        entry.record(new Modification.Deleted(copy("/a", "x")));
        entry.record(new Modification.Deleted(copy("/a/b", "yyy")));
        entry.secure();
        Path file = files().get(0);
        assertThat(read(journal, journal.saved().get(0))).hasSize(2);
        byte[] whole = Files.readAllBytes(file);
        entry.close();
        // What a killed one leaves, whatever byte it got to.
        for (int length = whole.length; length > 0; length--) {
            Files.write(file, Arrays.copyOf(whole, length));
            List<SavedRecord> saved = journal.saved();
            if (!saved.isEmpty()) {
                assertThat(saved.get(0).state()).isEqualTo(State.INTERRUPTED);
                assertThat(read(journal, saved.get(0))).hasSizeLessThanOrEqualTo(length == whole.length ? 2 : 1);
            }
        }
    }

    @Test
    void says_of_a_command_at_work_that_it_is() {
        Journal journal = journal();
        try (Entry entry = journal.begin("here:2181", TIME, "deleteall /a")) {
            entry.record(new Modification.Created("/a"));
            entry.secure();
            SavedRecord saved = journal.saved().get(0);
            assertThat(saved.state()).isEqualTo(State.RUNNING);
            fails(Failure.Kind.CONFLICT, "\"deleteall /a\" is still running", () -> journal.claim(saved));
        }
    }

    @Test
    void is_undone_by_one_at_a_time_and_once() throws IOException {
        Journal journal = journal();
        keep(journal, TIME, "set /a", new Modification.Created("/a"));
        SavedRecord saved = journal.saved().get(0);
        try (Journal.Claim claim = journal.claim(saved)) {
            fails(Failure.Kind.CONFLICT, "is being undone by another process", () -> journal()
                    .claim(saved));
            assertThat(read(journal, saved)).hasSize(1);
            fails(Failure.Kind.CONFLICT, "is being undone by another process", () -> journal()
                    .claim(saved));
            journal.delete(saved);
        }
        fails(Failure.Kind.NOT_FOUND, "\"set /a\" has already been undone", () -> journal.claim(saved));
        fails(Failure.Kind.NOT_FOUND, "\"set /a\" has already been undone", () -> journal.read(saved));
        assertThat(files()).isEmpty();
    }

    private static void fails(Failure.Kind kind, String message, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(kind))
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(ints = {0xff, 0xc0, 0x00, '\n', '"'})
    void counts_what_a_damaged_byte_costs_and_reads_the_rest(int damage) throws IOException {
        keep(
                journal(),
                TIME,
                "deleteall /a",
                new Modification.Deleted(copy("/a", "one")),
                new Modification.Deleted(copy("/b", "two")),
                new Modification.Deleted(copy("/c", "three")));
        Path file = files().get(0);
        byte[] bytes = Files.readAllBytes(file);
        bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf("two")] = (byte) damage;
        Files.write(file, bytes);
        try (Journal.Contents reading = journal().read(journal().saved().get(0))) {
            assertThat(reading.next()).isInstanceOf(Modification.Deleted.class);
            assertThat(reading.next()).isInstanceOf(Modification.Deleted.class);
            assertThat(reading.hasNext()).isFalse();
            assertThat(reading.missing()).isEqualTo(1);
        }
    }

    @Test
    void reads_lines_that_are_longer_than_a_block() {
        keep(
                journal(),
                TIME,
                "deleteall /a",
                new Modification.Deleted(copy("/a", "x".repeat(200_000))),
                new Modification.Deleted(copy("/b", "y".repeat((64 << 10) - 1))),
                new Modification.Deleted(copy("/c", "")));
        assertThat(read(journal(), journal().saved().get(0)))
                .extracting(
                        taken -> ((Modification.Deleted) taken).before().data().orElseThrow().length)
                .containsExactly(0, (64 << 10) - 1, 200_000);
    }

    @Test
    void stops_keeping_what_is_too_much_and_says_how_much_is_missing() throws IOException {
        Journal journal = new FileJournal(folder(), 3 << 20);
        try (Entry entry = journal.begin("here:2181", TIME, "deleteall /a")) {
            for (int i = 0; i < 100; i++) {
                entry.record(new Modification.Deleted(copy("/a/" + i, "x".repeat(500_000))));
            }
            assertThat(entry.trouble()).contains(new Journal.Trouble("it is larger than 3 MiB", false));
            entry.secure();
            assertThat(Files.size(files().get(0))).isLessThan(6 << 20);
        }
        SavedRecord saved = journal.saved().get(0);
        assertThat(saved.state()).isEqualTo(State.INCOMPLETE);
        assertThat(saved.missing()).isEqualTo(93);
        try (Journal.Contents reading = journal.read(saved)) {
            reading.forEachRemaining(taken -> assertThat(taken).isInstanceOf(Modification.Deleted.class));
            assertThat(reading.missing()).isEqualTo(93);
        }
    }

    @Test
    void drops_the_oldest_beyond_a_hundred() {
        Journal journal = journal();
        for (int i = 0; i < 105; i++) {
            keep(journal, TIME.plusSeconds(i), "set /" + i, new Modification.Created("/" + i));
        }
        assertThat(journal.saved())
                .hasSize(100)
                .extracting(SavedRecord::what)
                .startsWith("set /104", "set /103")
                .endsWith("set /5");
    }

    @Test
    void does_without_a_folder_that_cannot_be_made() throws IOException {
        Path file = Files.writeString(home.resolve("file"), "");
        Journal journal = new FileJournal(file.resolve("undo"));
        try (Entry entry = journal.begin("here:2181", TIME, "set /a")) {
            entry.record(new Modification.Created("/a"));
            assertThat(entry.trouble())
                    .hasValueSatisfying(trouble -> assertThat(trouble.nowhere()).isTrue());
        }
        assertThat(journal.saved()).isEmpty();
        assertThat(file).isEmptyFile();
    }

    @Test
    void passes_over_files_that_are_none_of_its_own() throws IOException {
        keep(journal(), TIME, "set /a", new Modification.Created("/a"));
        Files.writeString(folder().resolve("999999999999999-000.undo"), "{\"time\":\"yesterday\"}\n");
        Files.writeString(folder().resolve("999999999999999-001.undo"), "{\"time\":5}\n");
        Files.writeString(folder().resolve("999999999999999-002.undo"), "what?", StandardOpenOption.CREATE_NEW);
        Files.writeString(folder().resolve("notes"), "mine");
        assertThat(journal().saved()).extracting(SavedRecord::what).containsExactly("set /a");
        assertThat(journal().unreadable())
                .extracting(name -> name.replaceFirst(".*-", ""))
                .containsExactly("002.undo", "001.undo", "000.undo");
    }

    @Test
    void numbers_that_no_record_can_have_are_damage_and_take_no_memory() throws IOException {
        Journal journal = journal();
        keep(journal, TIME, "delete /a", new Modification.Deleted(copy("/a", "x")));
        Path file = files().get(0);
        String written = Files.readString(file);
        for (String line : List.of("{\"not\":2147483647}", "{\"not\":-1}", "{\"not\":99999999999}")) {
            Files.writeString(file, written + line + "\n");
            assertThat(read(journal, journal.saved().get(0))).as(line).hasSize(1);
        }
        Files.writeString(file, written.replace("\"n\":0", "\"n\":9223372036854775807"));
        assertThat(read(journal, journal.saved().get(0))).isEmpty();
        Files.move(file, file.resolveSibling("001-missing99999999999999999999.undo"));
        assertThat(journal.saved()).hasSize(1);
    }
}
