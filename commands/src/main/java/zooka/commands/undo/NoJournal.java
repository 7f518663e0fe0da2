package zooka.commands.undo;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import zooka.clients.Failure;

/** The journal without a directory: it keeps nothing. */
final class NoJournal implements Journal {

    @Override
    public Optional<Path> folder() {
        return Optional.empty();
    }

    @Override
    public Entry begin(String ensemble, Instant time, String what) {
        return new None("no state directory", true);
    }

    /** The record of a command that cannot be kept. */
    record None(String why, boolean nowhere) implements Entry {
        @Override
        public long record(Modification taken) {
            return 0;
        }

        @Override
        public void secure() {}

        @Override
        public void revoke(long number) {}

        @Override
        public long mark() {
            return 0;
        }

        @Override
        public void backTo(long mark) {}

        @Override
        public Optional<Trouble> trouble() {
            return Optional.of(new Trouble(why, nowhere));
        }

        @Override
        public Optional<Path> spareFile() {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }

    @Override
    public List<SavedRecord> saved() {
        return List.of();
    }

    @Override
    public List<String> unreadable() {
        return List.of();
    }

    @Override
    public Contents read(SavedRecord saved) {
        throw gone();
    }

    @Override
    public Claim claim(SavedRecord saved) {
        throw gone();
    }

    private static Failure gone() {
        return Failure.notFound("nothing to undo");
    }

    @Override
    public void delete(SavedRecord saved) {}
}
