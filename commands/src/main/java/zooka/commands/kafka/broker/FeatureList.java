package zooka.commands.kafka.broker;

import java.util.List;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import zooka.clients.kafka.Brokers.Feature;
import zooka.clients.kafka.Brokers.Versions;
import zooka.commands.action.Action;
import zooka.commands.action.Context;
import zooka.commands.result.Cell;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;

/** {@code feature list}: lists features with their supported and current levels. */
@Command(
        name = "feature list",
        footer = {
            "",
            "The levels of metadata.version are named after releases. Clusters that use ZooKeeper have no features.",
            "",
            "Examples:",
            "  feature list",
            "  feature list --where 'feature = metadata.version'"
        })
public final class FeatureList implements Action.Query {

    private static final List<Column> COLUMNS = List.of(
            Column.of("feature", "FEATURE"),
            Column.of("supportedMinVersion", "MIN").number(),
            Column.of("supportedMaxVersion", "MAX").number(),
            Column.of("finalizedVersionLevel", "LEVEL").number(),
            Column.of("release", "RELEASE"),
            Column.of("epoch", "EPOCH").number());

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public Result run(Context context) {
        Versions versions = context.clusters().administration().brokers().versions();
        Cell epoch = versions.epoch().isPresent() ? Cell.id(versions.epoch().getAsLong()) : Cell.missing();
        List<Row> rows = versions.features().stream()
                .map(feature -> Row.of(
                        Cell.text(feature.name()),
                        Cell.id(feature.supportedMin()),
                        Cell.id(feature.supportedMax()),
                        level(feature.finalized()),
                        release(feature),
                        epoch))
                .toList();
        return new Table(COLUMNS, rows, "no features (clusters that use ZooKeeper have none)").counted("feature");
    }

    /** A feature that is not in use has level 0, as in the stock tool. */
    private static Cell level(OptionalInt finalized) {
        return Cell.id(finalized.orElse(0));
    }

    private static Cell release(Feature feature) {
        return feature.name().equals(Release.METADATA_VERSION)
                        && feature.finalized().isPresent()
                ? Cell.optional(Release.level(feature.finalized().getAsInt()).map(Cell::text))
                : Cell.missing();
    }
}
