package zooka.shell.leaders;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.Topic;
import zooka.commands.leaders.LeaderMap;
import zooka.commands.timeline.Point;
import zooka.commands.timeline.Snapshot;
import zooka.shell.render.Glyphs;
import zooka.shell.screen.Key;
import zooka.shell.screen.Size;

/**
 * Renders a simulated failover while the cluster is being contacted. This loads the classes that the first real change
 * needs, which takes longer than that change may take to appear.
 */
final class Warmup {
    private Warmup() {}

    static void play(Glyphs look, Size size, Instant now) {
        LeadersModel model = LeadersView.start("", look, now);
        Point point = new Point(Snapshot.of(cluster(1, now), List.of()), List.of());
        DrawnRows drawn = new DrawnRows();
        for (int leader = 1; leader <= 2; leader++) {
            model = LeadersView.state(model, new LeaderMap("", point), now);
            LeadersView.draw(model, size, now, drawn);
            point = point.state().edit(now).state(cluster(2, now)).done();
        }
        for (Key key : List.of(Key.of('b'), Key.ENTER, Key.ESCAPE, Key.of('t'))) {
            model = LeadersView.key(model, key, size, now).model();
            LeadersView.draw(model, size, now, drawn);
        }
    }

    private static ClusterState cluster(int leader, Instant now) {
        Partition partition = new Partition(
                "a",
                0,
                OptionalInt.of(leader),
                OptionalInt.of(leader),
                List.of(1, 2),
                leader == 1 ? List.of(1, 2) : List.of(2),
                Optional.empty(),
                List.of(),
                Optional.of(now));
        return new ClusterState(
                now,
                Optional.empty(),
                ClusterState.Mode.ZOOKEEPER,
                OptionalInt.of(leader),
                OptionalInt.of(leader),
                List.of(new Broker(1, "", -1, Optional.empty(), leader == 1), Broker.unregistered(2)),
                List.of(new Topic("a", Optional.empty(), false, OptionalInt.of(1), List.of(partition))));
    }
}
