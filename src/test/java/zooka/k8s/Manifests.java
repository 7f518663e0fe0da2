package zooka.k8s;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import zooka.testing.Program;

/** The manifests in the Kubernetes API's own types. */
final class Manifests {

    static final Path FOLDER = Program.HOME.resolve("scripts/k8s");

    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "v1 ConfigMap", ConfigMap.class,
            "v1 Service", Service.class,
            "v1 Pod", Pod.class,
            "v1 PersistentVolume", PersistentVolume.class,
            "v1 PersistentVolumeClaim", PersistentVolumeClaim.class,
            "policy/v1 PodDisruptionBudget", PodDisruptionBudget.class,
            "apps/v1 StatefulSet", StatefulSet.class);

    /** The model keeps fields that it does not know, for the sake of newer servers; here each is an error. */
    private static final ObjectMapper STRICT = new ObjectMapper(YAMLFactory.builder()
                    .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1;

                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                    return false;
                }
            });

    private Manifests() {}

    /** The manifests, as {@code kubectl apply -f scripts/k8s} would find them. */
    static List<Path> files() {
        try (Stream<Path> all = Files.list(FOLDER)) {
            return all.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that a manifest describes. */
    static List<HasMetadata> read(Path file) {
        try {
            return read(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    /** The same of its text. */
    static List<HasMetadata> read(String yaml) throws IOException {
        List<HasMetadata> all = new ArrayList<>();
        try (YAMLParser parser = (YAMLParser) STRICT.getFactory().createParser(yaml);
                MappingIterator<JsonNode> documents =
                        STRICT.readerFor(JsonNode.class).readValues(parser)) {
            while (documents.hasNext()) {
                all.add(typed(documents.next()));
            }
        }
        return all;
    }

    private static HasMetadata typed(JsonNode document) throws JsonProcessingException {
        String kind = document.path("apiVersion").asText() + " "
                + document.path("kind").asText();
        Class<? extends HasMetadata> type = KINDS.get(kind);
        if (type == null) {
            throw new AssertionError("no such kind is looked for: " + kind);
        }
        return STRICT.treeToValue(document, type);
    }

    /** Everything of one type in all manifests. */
    static <T extends HasMetadata> List<T> all(Class<T> type) {
        return files().stream()
                .flatMap(file -> read(file).stream())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** The one of a name. */
    static <T extends HasMetadata> T one(Class<T> type, String name) {
        return all(type).stream()
                .filter(each -> each.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + type.getSimpleName() + " " + name));
    }
}
