package zooka.commands.zk.browse;

import java.util.Objects;
import zooka.fuzz.FuzzTarget;

/** The sessions in what servers answer to the question who watches. */
public final class WatchersFuzz {

    private WatchersFuzz() {}

    public static FuzzTarget target() {
        return FuzzTarget.of(
                "watchers",
                bytes -> Objects.requireNonNull(Watchers.sessions(FuzzTarget.text(bytes), "/a")),
                "/a\n\t0x1000d3f0ab40002\n/b\n\t0xf000000000000001\n",
                "{\"path_to_session_ids\":{\"/a\":[72057594037927938,3],\"/b\":[4]}}");
    }
}
