package zooka.commands.undo;

import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Where there is no folder to keep anything in. */
final class NoJournal implements Journal {

    @Override
    public Entry begin(String ensemble, Instant time, String what) {
        return new Entry() {
            @Override
            public void keep(Taken taken) {}

            @Override
            public void flush() {}

            @Override
            public void drop() {}

            @Override
            public Optional<String> trouble() {
                return Optional.of("there is no folder to keep it in");
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public List<Saved> saved() {
        return List.of();
    }

    @Override
    public Iterator<Taken> read(Saved saved) {
        return Collections.emptyIterator();
    }

    @Override
    public void forget(Saved saved) {}
}
