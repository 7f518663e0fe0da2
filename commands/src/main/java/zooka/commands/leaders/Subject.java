package zooka.commands.leaders;

import java.util.Optional;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.Partition;
import zooka.clients.kafka.PartitionName;

/** What a page of the map is about, by its name: {@code partition orders-3}, {@code broker 2}, {@code server zk-1:2181}. */
public sealed interface Subject {

    /** The name, as the map's feed is told it. */
    String name();

    /** What a person copies: the name without the word for what it is. */
    default String label() {
        return name().substring(name().indexOf(' ') + 1);
    }

    <R> R match(Cases<R> cases);

    /** One case per kind, so that a new kind does not compile until it has its page. */
    interface Cases<R> {
        R partition(OfPartition subject);

        R broker(OfBroker subject);

        R server(OfServer subject);
    }

    record OfPartition(PartitionName partition) implements Subject {
        private static final String WORD = "partition ";

        @Override
        public String name() {
            return WORD + partition;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.partition(this);
        }
    }

    record OfBroker(int id) implements Subject {
        private static final String WORD = "broker ";

        @Override
        public String name() {
            return WORD + id;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.broker(this);
        }
    }

    /** A ZooKeeper server, by its address. */
    record OfServer(String address) implements Subject {
        private static final String WORD = "server ";

        @Override
        public String name() {
            return WORD + address;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.server(this);
        }
    }

    /** The subject of a name; empty for any other text. */
    static Optional<Subject> of(String name) {
        if (name.startsWith(OfPartition.WORD)) {
            String partition = name.substring(OfPartition.WORD.length());
            int dash = partition.lastIndexOf('-');
            String number = partition.substring(dash + 1);
            return dash > 0 && Partition.isNumber(number)
                    ? Optional.of(
                            new OfPartition(new PartitionName(partition.substring(0, dash), Integer.parseInt(number))))
                    : Optional.empty();
        }
        if (name.startsWith(OfBroker.WORD)) {
            return Broker.id(name.substring(OfBroker.WORD.length())).map(OfBroker::new);
        }
        return name.startsWith(OfServer.WORD)
                ? Optional.of(new OfServer(name.substring(OfServer.WORD.length())))
                : Optional.empty();
    }
}
