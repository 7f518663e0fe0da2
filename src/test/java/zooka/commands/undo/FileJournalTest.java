package zooka.commands.undo;

import static org.assertj.core.api.Assertions.assertThat;

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
import zooka.commands.undo.Journal.Entry;
import zooka.commands.undo.Journal.Saved;
import zooka.commands.undo.Journal.Taken;
import zooka.commands.zk.client.Acl;
import zooka.commands.zk.client.Kind;
import zooka.commands.zk.tree.ZnodeCopy;

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

    private static void keep(Journal journal, Instant time, String what, Taken... all) {
        try (Entry entry = journal.begin("here:2181", time, what)) {
            for (Taken taken : all) {
                entry.keep(taken);
            }
            assertThat(entry.trouble()).isEmpty();
        }
    }

    private static List<Taken> read(Journal journal, Saved saved) {
        List<Taken> all = new ArrayList<>();
        journal.read(saved).forEachRemaining(all::add);
        return all;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder())) {
            return all.sorted().toList();
        }
    }

    @Test
    void gives_back_what_it_was_given_in_that_order() {
        Journal journal = journal();
        Acl acl = Acl.parse("ip:127.0.0.1:rda,world:anyone:r");
        ZnodeCopy nothing = new ZnodeCopy("/z", Optional.empty(), Kind.PERSISTENT, acl);
        ZnodeCopy unknown = new ZnodeCopy("/u", Optional.empty(), Kind.ttl(5), Acl.UNKNOWN);
        keep(
                journal,
                TIME,
                "mv /a\n/b",
                new Taken.Deleted(nothing),
                new Taken.Access("/a", acl, 7),
                new Taken.Created("/b/名"),
                new Taken.Deleted(unknown));
        keep(journal, TIME, "set /s", new Taken.Replaced(copy("/s", "before"), 41));
        keep(journal, TIME.plusSeconds(1), "delete /d", new Taken.Deleted(copy("/d", "")));
        List<Saved> saved = journal().saved();
        assertThat(saved).extracting(Saved::what).containsExactly("delete /d", "set /s", "mv /a\n/b");
        assertThat(saved).extracting(Saved::time).containsExactly(TIME.plusSeconds(1), TIME, TIME);
        assertThat(saved).extracting(Saved::ensemble).containsOnly("here:2181");
        assertThat(read(journal, saved.get(2)))
                .containsExactly(
                        new Taken.Deleted(nothing),
                        new Taken.Access("/a", acl, 7),
                        new Taken.Created("/b/名"),
                        new Taken.Deleted(unknown));
        assertThat(read(journal, saved.get(1)))
                .singleElement()
                .isInstanceOfSatisfying(Taken.Replaced.class, replaced -> {
                    assertThat(replaced.version()).isEqualTo(41);
                    assertThat(replaced.before().data().orElseThrow())
                            .asString()
                            .isEqualTo("before");
                });
        journal.forget(saved.get(1));
        assertThat(journal().saved()).extracting(Saved::what).containsExactly("delete /d", "mv /a\n/b");
    }

    @Test
    void keeps_no_file_of_a_command_that_took_nothing() throws IOException {
        keep(journal(), TIME, "set /a");
        try (Entry entry = journal().begin("here:2181", TIME, "set /b")) {
            entry.keep(new Taken.Created("/b"));
            entry.drop();
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void is_for_its_owners_eyes() throws IOException {
        keep(journal(), TIME, "set /a", new Taken.Created("/a"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
                .isEqualTo("rwx------");
        assertThat(files()).singleElement().satisfies(file -> assertThat(
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------"));
    }

    @Test
    void can_be_read_while_the_command_is_at_work_and_when_it_was_killed() throws IOException {
        Journal journal = journal();
        try (Entry entry = journal.begin("here:2181", TIME, "deleteall /a")) {
            entry.keep(new Taken.Deleted(copy("/a", "x")));
            entry.keep(new Taken.Deleted(copy("/a/b", "yyy")));
            entry.flush();
            Path file = files().get(0);
            assertThat(read(journal, journal.saved().get(0))).hasSize(2);
            // What a killed one leaves, whatever byte it got to.
            byte[] whole = Files.readAllBytes(file);
            for (int length = whole.length; length > 0; length--) {
                Files.write(file, Arrays.copyOf(whole, length));
                List<Saved> saved = journal.saved();
                List<Taken> taken = saved.isEmpty() ? List.of() : read(journal, saved.get(0));
                assertThat(taken)
                        .hasSizeLessThanOrEqualTo(length == whole.length ? 2 : length > whole.length - 5 ? 2 : 1);
            }
            Files.write(file, new byte[0]);
            assertThat(journal.saved()).allMatch(saved -> saved.ensemble().isEmpty());
        }
    }

    @Test
    void stops_keeping_what_is_too_much_and_says_so() throws IOException {
        Journal journal = new FileJournal(folder(), 3 << 20);
        try (Entry entry = journal.begin("here:2181", TIME, "deleteall /a")) {
            for (int i = 0; i < 100; i++) {
                entry.keep(new Taken.Deleted(copy("/a/" + i, "x".repeat(500_000))));
            }
            assertThat(entry.trouble()).contains("it is more than 3 MiB");
            assertThat(Files.size(files().get(0))).isLessThan(6 << 20);
        }
        assertThat(files()).isEmpty();
        assertThat(journal.saved()).isEmpty();
    }

    @Test
    void drops_the_oldest_beyond_a_hundred() {
        Journal journal = journal();
        for (int i = 0; i < 105; i++) {
            keep(journal, TIME.plusSeconds(i), "set /" + i, new Taken.Created("/" + i));
        }
        assertThat(journal.saved())
                .hasSize(100)
                .extracting(Saved::what)
                .startsWith("set /104", "set /103")
                .endsWith("set /5");
    }

    @Test
    void does_without_a_folder_that_cannot_be_made() throws IOException {
        Path file = Files.writeString(home.resolve("file"), "");
        Journal journal = new FileJournal(file.resolve("undo"));
        try (Entry entry = journal.begin("here:2181", TIME, "set /a")) {
            entry.keep(new Taken.Created("/a"));
            assertThat(entry.trouble()).contains("there is no folder to keep it in");
        }
        assertThat(journal.saved()).isEmpty();
        assertThat(file).isEmptyFile();
    }

    @Test
    void passes_over_files_that_are_none_of_its_own() throws IOException {
        keep(journal(), TIME, "set /a", new Taken.Created("/a"));
        Files.writeString(folder().resolve("999999999999999-000.undo"), "{\"time\":\"yesterday\"}\n");
        Files.writeString(folder().resolve("999999999999999-001.undo"), "{\"time\":5}\n");
        Files.writeString(folder().resolve("999999999999999-002.undo"), "what?", StandardOpenOption.CREATE_NEW);
        Files.writeString(folder().resolve("notes"), "mine");
        assertThat(journal().saved()).extracting(Saved::what).containsExactly("set /a");
    }
}
