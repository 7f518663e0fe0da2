package zooka.commands.kafka.registry;

import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;

/** The option of the schema registry. */
public final class RegistryOption {

    private static final String URL = "schema.registry.url";

    @Option(
            names = "--registry",
            paramLabel = "URL",
            description = "Decode Avro, Protobuf and JSON Schema with this schema registry. Default:"
                    + " schema.registry.url of --command-config.")
    @Completes(Candidates.FREE_TEXT)
    String url;

    /** The decoder; empty without a registry. */
    public Optional<Decoder> decoder(Context context) {
        Map<String, String> config = context.clusters().profile().access().kafka();
        String where = url == null ? config.getOrDefault(URL, "") : url;
        if (where.isBlank()) {
            return Optional.empty();
        }
        Optional<String> credentials = Optional.ofNullable(config.get("basic.auth.user.info"))
                .or(() -> Optional.ofNullable(config.get("schema.registry.basic.auth.user.info")));
        Registry registry =
                new Registry(where, credentials, context.clusters().profile().timeout());
        return Optional.of(new Decoder(registry, what -> context.remarks().warn("schema-unavailable", what)));
    }
}
