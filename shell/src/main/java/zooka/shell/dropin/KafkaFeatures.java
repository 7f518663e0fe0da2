package zooka.shell.dropin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import zooka.clients.Failure;
import zooka.commands.kafka.broker.Release;

/** {@code kafka-features}: shows the features of a cluster and their levels. */
final class KafkaFeatures implements Tool {

    private static final String METADATA_VERSION = "metadata.version";

    @Override
    public StockOptions options() {
        return new StockOptions()
                .zooka("--bootstrap-controller", "bootstrap-controller")
                .words()
                .refused("the quorum has one answer for all nodes", "node-id");
    }

    @Override
    public void check(StockLine line) {
        if (!line.words().equals(List.of("describe"))) {
            throw Failure.usage("kafka-features " + String.join(" ", line.words()) + " is not supported")
                    .hint("kafka-features describe");
        }
    }

    @Override
    public void run(StockLine line, Shell shell, StockOutput out) {
        List<Item> features = new ArrayList<>(shell.items(List.of("feature", "list")));
        features.sort(Comparator.comparing(feature -> feature.text("feature")));
        for (Item feature : features) {
            String name = feature.text("feature");
            out.line("Feature: " + StockOutput.padded(name, 40)
                    + "  SupportedMinVersion: " + StockOutput.padded(level(feature, "supportedMinVersion"), 15)
                    + "  SupportedMaxVersion: " + StockOutput.padded(level(feature, "supportedMaxVersion"), 15)
                    + "  FinalizedVersionLevel: " + StockOutput.padded(level(feature, "finalizedVersionLevel"), 15)
                    + "  Epoch: " + feature.text("epoch", "-"));
        }
    }

    /** A level; those of the metadata are named after releases. */
    private static String level(Item feature, String key) {
        String level = feature.text(key);
        return feature.text("feature").equals(METADATA_VERSION)
                ? Release.level(Integer.parseInt(level)).orElse("UNKNOWN " + level)
                : level;
    }
}
