package zooka.commands.undo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import zooka.clients.Failure;
import zooka.commands.undo.Journal.SavedRecord;
import zooka.fuzz.FuzzTarget;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeClusters;
import zooka.testing.fake.FakeZnodes;

/** The records that undo reads, which another version, a full disk or another hand may have written. */
public final class UndoFuzz {

    private UndoFuzz() {}

    public static FuzzTarget target() {
        Path folder;
        try {
            folder = Files.createTempDirectory("zooka-fuzz-");
            folder.toFile().deleteOnExit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        FakeClusters clusters = new FakeClusters().with(new FakeZnodes().put("/a", "x", TestRun.NOW));
        TestRun run = new TestRun(clusters).with(new FileJournal(folder));
        String ensemble = clusters.profile().zookeeper().orElse("");
        return FuzzTarget.of(
                "journal", bytes -> journal(folder, run, bytes), """
                {"undo":2,"time":"2026-03-01T14:02:03Z","ensemble":"ENSEMBLE","what":"deleteall /a"}
                {"n":0,"deleted":{"path":"/a/b","data":"x","acl":["world:anyone:cdrwa"]}}
                {"n":1,"deleted":{"path":"/a","data":{"base64":"AAE="},"acl":["digest:joe:x:r"],"kind":"ttl","ttlMs":60000}}
                {"not":0}
                {"end":2}
                """.replace("ENSEMBLE", ensemble), """
                {"undo":2,"time":"2026-03-01T14:02:03Z","ensemble":"ENSEMBLE","what":"set /a y"}
                {"n":0,"version":3,"replaced":{"path":"/a","data":null}}
                {"n":1,"version":0,"access":{"path":"/a","data":null,"acl":["world:anyone:r"]}}
                {"n":2,"version":0,"created":"/c"}
                """.replace(
                                "ENSEMBLE", ensemble));
    }

    private static void journal(Path folder, TestRun run, byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("001772373723000-000.undo"), bytes);
        Journal journal = new FileJournal(folder);
        Objects.requireNonNull(journal.unreadable());
        for (SavedRecord saved : journal.saved()) {
            try (Journal.Contents reading = journal.read(saved)) {
                reading.forEachRemaining(Objects::requireNonNull);
                reading.missing();
            }
        }
        run.query("undo", "list");
        try {
            run.plan("undo", "--acl", "world:anyone:r").preview();
        } catch (Failure e) {
            Files.delete(file);
            throw e;
        }
        Files.delete(file);
        run.missing().clear();
    }
}
