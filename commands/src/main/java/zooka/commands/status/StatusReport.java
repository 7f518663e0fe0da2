package zooka.commands.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Health;
import zooka.commands.result.Picture;
import zooka.commands.result.Table.Column;

/**
 * All that {@code status} shows.
 *
 * @param cluster what the clusters are called where they were reached: a context's name or the address
 * @param asOf when it was asked
 * @param incomplete what could not be asked, within parts that answered
 */
public record StatusReport(String cluster, Instant asOf, List<Part> parts, List<String> incomplete) implements Picture {

    /** The name of its view. */
    static final String VIEW = "status";

    /** The parts, of which a cluster has some, and their findings. */
    static final List<Column> COLUMNS = List.of(
            Column.jsonOnly("zookeeper").object(),
            Column.jsonOnly(QuorumHealth.KEY),
            Column.jsonOnly("kafka").object(),
            Column.jsonOnly(GroupHealth.KEY),
            Column.jsonOnly("findings").list());

    public StatusReport {
        parts = List.copyOf(parts);
        incomplete = List.copyOf(incomplete);
    }

    @Override
    public String view() {
        return VIEW;
    }

    /** That of the part that is worst. */
    public Health health() {
        return parts.stream().map(Part::health).max(Comparator.naturalOrder()).orElse(Health.HEALTHY);
    }

    /** The same for JSON: each part by its name, then all findings. */
    @Override
    public List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        parts.forEach(part -> fields.add(part.field()));
        List<Cell> findings = new ArrayList<>();
        parts.forEach(part -> part.findings().forEach(finding -> findings.add(finding.asCell(part.key()))));
        fields.add(Field.of("findings", "", new Cell.Many(findings)));
        return fields;
    }
}
