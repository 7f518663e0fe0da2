package zooka.fuzz;

import java.util.List;
import java.util.stream.Stream;
import zooka.clients.kafka.wire.ClientFuzz;
import zooka.clients.kafka.wire.log.LogFuzz;
import zooka.clients.zookeeper.servers.EnsembleFuzz;
import zooka.commands.config.ConfigFuzz;
import zooka.commands.kafka.KafkaFuzz;
import zooka.commands.kafka.registry.RegistryFuzz;
import zooka.commands.shape.ShapeFuzz;
import zooka.commands.text.LineFuzz;
import zooka.commands.value.ValueFuzz;
import zooka.commands.zk.ZooKeeperFuzz;
import zooka.shell.ShellFuzz;

/** All that is fuzzed: decoders, files, the grammar with scripts that keep going. */
public final class FuzzTargets {

    private FuzzTargets() {}

    static List<FuzzTarget> all() {
        return Stream.of(
                        LineFuzz.targets(),
                        ShellFuzz.targets(),
                        ConfigFuzz.targets(),
                        ValueFuzz.targets(),
                        ShapeFuzz.targets(),
                        KafkaFuzz.targets(),
                        RegistryFuzz.targets(),
                        ClientFuzz.targets(),
                        LogFuzz.targets(),
                        ZooKeeperFuzz.targets(),
                        EnsembleFuzz.targets())
                .flatMap(List::stream)
                .toList();
    }
}
