package zooka.commands.kafka.transaction;

import java.util.List;
import zooka.clients.kafka.Transactions.Producer;
import zooka.commands.result.Cell;
import zooka.commands.result.Table.Column;

/** The columns of producers. */
final class ProducerTable {

    static final List<Column> COLUMNS = List.of(
            Column.of("topic", "TOPIC"),
            Column.of("partition", "PARTITION").number(),
            Column.of("producerId", "PRODUCER").number(),
            Column.of("producerEpoch", "EPOCH").number(),
            Column.of("coordinatorEpoch", "COORDINATOR EPOCH").number(),
            Column.of("lastSequence", "SEQUENCE").number(),
            Column.of("lastTimestamp", "LAST WRITE").time(),
            Column.of("startOffset", "OPEN FROM").number());

    private ProducerTable() {}

    static List<Cell> cells(Producer producer) {
        return List.of(
                Cell.text(producer.partition().topic()),
                Cell.id(producer.partition().partition()),
                Cell.id(producer.producerId()),
                Cell.id(producer.producerEpoch()),
                producer.coordinatorEpoch().isPresent()
                        ? Cell.id(producer.coordinatorEpoch().getAsInt())
                        : Cell.missing(),
                Cell.id(producer.lastSequence()),
                // -1 if its last write has no timestamp.
                producer.last().toEpochMilli() < 0 ? Cell.missing() : Cell.since(producer.last()),
                producer.openSince().isPresent()
                        ? Cell.count(producer.openSince().getAsLong(), Cell.Level.WARN)
                        : Cell.missing());
    }
}
