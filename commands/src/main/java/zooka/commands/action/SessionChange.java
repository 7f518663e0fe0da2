package zooka.commands.action;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What a command wants of the shell that runs it. */
public sealed interface SessionChange {

    /** Whether the connections at hand are closed. */
    default boolean leavesClusters() {
        return false;
    }

    /** To be at another znode, by its absolute path. */
    record MoveTo(String path) implements SessionChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.moveTo(this);
        }
    }

    /** To end the shell or the script. */
    record Leave() implements SessionChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.leave(this);
        }
    }

    /**
     * A connection to another ensemble, or a new one to the same.
     *
     * @param connectString {@code host:port,...[/chroot]}; empty for the same
     */
    record Connect(Optional<String> connectString) implements SessionChange {
        @Override
        public boolean leavesClusters() {
            return true;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.connect(this);
        }
    }

    /**
     * Use of another context of the config file, from now on and, if lasting, when the shell is started again.
     *
     * @param lasting whether it is also written to the file
     */
    record UseContext(String name, boolean lasting) implements SessionChange {
        @Override
        public boolean leavesClusters() {
            return true;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.useContext(this);
        }
    }

    /** To end the session; what needs one fails until there is another. */
    record Disconnect() implements SessionChange {
        @Override
        public boolean leavesClusters() {
            return true;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.disconnect(this);
        }
    }

    /** To show the lines that were run. */
    record ShowHistory() implements SessionChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.showHistory(this);
        }
    }

    /**
     * To run a line again.
     *
     * @param number as the history counts; empty for the last
     */
    record Again(OptionalInt number) implements SessionChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.again(this);
        }
    }

    /**
     * To show what watches see, or to keep it quiet.
     *
     * @param on empty to say which it is
     */
    record PrintEvents(Optional<Boolean> on) implements SessionChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.printEvents(this);
        }
    }

    /** To run the commands of a file. */
    record Source(String file) implements SessionChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.source(this);
        }
    }

    /** To run a command, and to say how long it took. */
    record Timed(List<String> words) implements SessionChange {
        public Timed {
            words = List.copyOf(words);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.timed(this);
        }
    }

    /**
     * To define an alias or to show aliases.
     *
     * @param name empty to show all
     * @param text the commands that the name stands for; empty to show them
     */
    record DefineAlias(Optional<String> name, Optional<String> text) implements SessionChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.defineAlias(this);
        }
    }

    /** To remove aliases. */
    record RemoveAliases(List<String> names) implements SessionChange {
        public RemoveAliases {
            names = List.copyOf(names);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.removeAliases(this);
        }
    }

    /** To remove variables, or to reset settings. */
    record Unset(List<String> names) implements SessionChange {
        public Unset {
            names = List.copyOf(names);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.unset(this);
        }
    }

    /**
     * To change a setting of the prompt.
     *
     * @param name {@code expanded}, {@code pager}, {@code prompt} or {@code keys}
     * @param value empty to show the present one
     */
    record SetSetting(String name, Optional<String> value) implements SessionChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.setSetting(this);
        }
    }

    <R> R match(Cases<R> cases);

    /** One case for each kind, so that a new one does not compile until the shell does it. */
    interface Cases<R> {
        R moveTo(MoveTo change);

        R leave(Leave change);

        R connect(Connect change);

        R useContext(UseContext change);

        R disconnect(Disconnect change);

        R showHistory(ShowHistory change);

        R again(Again change);

        R printEvents(PrintEvents change);

        R source(Source change);

        R timed(Timed change);

        R defineAlias(DefineAlias change);

        R removeAliases(RemoveAliases change);

        R unset(Unset change);

        R setSetting(SetSetting change);
    }
}
