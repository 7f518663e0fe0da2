package zooka.commands.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zooka.clients.Failure;
import zooka.commands.undo.FileJournal;
import zooka.commands.undo.Journal;
import zooka.commands.undo.Journal.State;
import zooka.testing.OnServers;
import zooka.testing.RealTree;
import zooka.testing.Sandboxes;
import zooka.testing.TestRun;
import zooka.testing.Trees;

/** What becomes of a change that cannot be kept for undo, on a real server. */
@OnServers
final class RecordingTest {

    private static final String ROOT = "/recording-test";
    private static final int ZNODES = 2000;

    @TempDir
    Path folder;

    private RealTree tree;
    private TestRun run;
    private Journal small;

    @BeforeEach
    void open() {
        tree = new RealTree(Sandboxes.zookeeper().zookeeper().orElseThrow(), ROOT, folder);
        // As on a disk that is full after the first some hundred.
        small = new FileJournal(folder.resolve("small"), 50_000);
        run = tree.run().with(small);
        Trees.make(tree.znodes(), "1", ROOT, ROOT + "/few", ROOT + "/few/one", ROOT + "/many");
        Trees.make(tree.znodes(), ZNODES, i -> Trees.create(ROOT + "/many/" + i, "x"));
    }

    @AfterEach
    void close() {
        tree.close();
    }

    private long znodes() {
        return Trees.paths(tree.znodes(), ROOT).size();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deleteall ROOT/many",
                "setAcl -R ROOT/many world:anyone:cdra",
                "import FILE ROOT/many",
            })
    void changes_nothing_where_the_record_cannot_be_written_to_its_end(String line) throws IOException {
        StringBuilder export = new StringBuilder("{\"zookaExport\":1,\"root\":\"/\",\"acls\":false}\n");
        export.append("{\"path\":\"/\",\"data\":\"y\"}\n");
        java.util.stream.IntStream.range(0, ZNODES)
                .mapToObj(String::valueOf)
                .sorted()
                .forEach(name -> export.append("{\"path\":\"/" + name + "\",\"data\":\"y\"}\n"));
        Path file = Files.writeString(folder.resolve("file.jsonl"), export);
        long before = znodes();
        String[] words =
                line.replace("ROOT", ROOT).replace("FILE", file.toString()).split(" ");
        assertThatThrownBy(() -> run.make(Recording.Person.NONE, words))
                .isInstanceOfSatisfying(Failure.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(Failure.Kind.FAILED);
                    assertThat(failure.hint())
                            .hasValueSatisfying(hint -> assertThat(hint).contains("--no-undo"));
                })
                .hasMessage("cannot record the change for undo: it is larger than 0 MiB");
        assertThat(znodes()).isEqualTo(before);
        assertThat(tree.znodes().read(ROOT + "/many/7").data().orElseThrow())
                .asString()
                .isEqualTo("x");
        assertThat(tree.znodes().acl(ROOT + "/many/7").stat().aversion()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mv ROOT/many ROOT/few/", "cp -r ROOT/many ROOT/few/"})
    void takes_away_again_what_was_created_until_the_record_was_full(String line) {
        long before = znodes();
        String[] words = line.replace("ROOT", ROOT).split(" ");
        assertThatThrownBy(() -> run.make(Recording.Person.NONE, words))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.PARTIAL))
                .hasMessageEndingWith("run undo to delete what was created until then");
        assertThat(run.told("undo", "list")).contains("record=interrupted");
        run.change("undo");
        assertThat(run.missing()).isEmpty();
        assertThat(znodes()).isEqualTo(before);
    }

    @Test
    void changes_it_all_the_same_where_that_is_asked_for_and_keeps_nothing() {
        assertThat(run.change("deleteall", "--no-undo", ROOT + "/many")).isEqualTo("deleted 2,001 znodes");
        assertThat(small.saved()).isEmpty();
        assertThat(run.missing()).isEmpty();
    }

    @Test
    void says_what_is_missing_of_a_record_where_a_person_went_on_without() {
        List<String> asked = new ArrayList<>();
        run.make(
                (what, question) -> {
                    asked.add(what);
                    return true;
                },
                "deleteall",
                ROOT + "/many");
        assertThat(asked).containsExactly("continue although undo cannot restore everything: it is larger than 0 MiB");
        assertThat(znodes()).isEqualTo(3);
        Journal.SavedRecord saved = small.saved().get(0);
        assertThat(saved.state()).isEqualTo(State.INCOMPLETE);
        assertThat(saved.missing()).isBetween(1L, 2000L);
        assertThat(run.told("undo", "list")).contains(String.format("record=incomplete: %,d missing", saved.missing()));
        run.change("undo", "--acl", "world:anyone:cdrwa");
        assertThat(run.missing())
                .containsExactly(
                        ROOT + "/many is not in the journal: created with a null value and the ACL world:anyone:cdrwa",
                        String.format(
                                "%,d changes of \"deleteall %s/many\" cannot be undone: missing from the journal, or damaged",
                                saved.missing(), ROOT));
        assertThat(znodes()).isEqualTo(3 + 1 + ZNODES + 1 - saved.missing());
        assertThat(small.saved()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set ROOT/few 2",
                "delete ROOT/few/one",
                "deleteall ROOT/few",
                "setAcl ROOT/few world:anyone:cdra"
            })
    void warns_before_a_change_where_there_is_no_place_at_all(String line) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        run.with(new FileJournal(file.resolve("undo")));
        run.make(Recording.Person.NONE, line.replace("ROOT", ROOT).split(" "));
        assertThat(run.missing()).singleElement().asString().startsWith("the change cannot be undone: ");
    }

    @Test
    void puts_changes_aside_in_a_file_where_they_are_many() {
        run.with(new FileJournal(folder.resolve("large")));
        Trees.make(
                tree.znodes(),
                20_000,
                i -> Trees.create(ROOT + "/few/one/a-name-that-takes-some-room-in-memory-" + i, "x"));
        assertThat(run.change("deleteall", ROOT + "/few")).isEqualTo("deleted 20,002 znodes");
        assertThat(run.told("undo", "list")).endsWith("record=complete");
        run.change("undo", "--acl", "world:anyone:cdrwa");
        assertThat(znodes()).isEqualTo(ZNODES + 4 + 20_000);
    }
}
