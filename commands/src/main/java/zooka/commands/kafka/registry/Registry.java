package zooka.commands.kafka.registry;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import zooka.clients.Failure;
import zooka.clients.net.Addresses;

/** A client of a schema registry with Confluent's API. Requests have a timeout, and fail with {@code UNREACHABLE}. */
final class Registry {

    private static final int LONGEST = 8 << 20;

    private static final int MOST_REFERENCES = 500;

    private final List<String> urls;
    private final Optional<String> credentials;
    private final int millis;
    private final Map<String, Optional<Map<String, Object>>> answers = new HashMap<>();

    /**
     * @param urls separated by commas; the next one is used if one does not answer
     * @param credentials {@code user:password}
     * @param timeout the timeout of a request
     */
    Registry(String urls, Optional<String> credentials, Duration timeout) {
        List<String> all = new ArrayList<>();
        for (String url : urls.split(",", -1)) {
            String trimmed = Addresses.withoutLastSlashes(url.strip());
            if (!trimmed.matches("https?://[^/].*")) {
                throw Failure.usage("invalid schema registry URL '" + url.strip() + "'")
                        .hint("example: http://HOST:8081");
            }
            all.add(trimmed);
        }
        this.urls = List.copyOf(all);
        this.credentials = credentials;
        this.millis = (int) Math.min(Integer.MAX_VALUE, timeout.toMillis());
    }

    /**
     * A registered schema.
     *
     * @param type {@code AVRO}, {@code PROTOBUF} or {@code JSON}
     * @param references the referenced schemas by name, in the order of their dependencies
     */
    record Schema(String type, String text, Map<String, String> references) {}

    /** The schema with this id; empty if it does not exist. */
    Optional<Schema> schema(int id) {
        Optional<Map<String, Object>> found = get("/schemas/ids/" + id);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> references = new LinkedHashMap<>();
        resolve(found.get(), references, new HashSet<>());
        return Optional.of(new Schema(
                String.valueOf(found.get().getOrDefault("schemaType", "AVRO")),
                String.valueOf(found.get().get("schema")),
                references));
    }

    /** Reads the references of a schema; each one once, also in a cycle. */
    private void resolve(Map<String, Object> schema, Map<String, String> references, Set<String> begun) {
        if (!(schema.get("references") instanceof List<?> all)) {
            return;
        }
        for (Object each : all) {
            if (each instanceof Map<?, ?> reference && begun.add(String.valueOf(reference.get("name")))) {
                if (begun.size() > MOST_REFERENCES) {
                    throw new IllegalArgumentException("more than " + MOST_REFERENCES + " references");
                }
                String subject = URLEncoder.encode(String.valueOf(reference.get("subject")), StandardCharsets.UTF_8);
                Map<String, Object> other = answers.computeIfAbsent(
                                "/subjects/" + subject + "/versions/" + reference.get("version"), this::get)
                        .orElse(Map.of());
                resolve(other, references, begun);
                references.put(String.valueOf(reference.get("name")), String.valueOf(other.getOrDefault("schema", "")));
            }
        }
    }

    /** A response; empty for code 404. */
    private Optional<Map<String, Object>> get(String path) {
        IOException trouble = null;
        for (String url : urls) {
            try {
                return get(url, path);
            } catch (IOException e) {
                trouble = e;
            }
        }
        throw Failure.unreachable(
                        "no schema registry answers at " + String.join(", ", urls) + ": " + trouble.getMessage())
                .cause(trouble);
    }

    private Optional<Map<String, Object>> get(String url, String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url + path).toURL().openConnection();
        connection.setConnectTimeout(millis);
        connection.setReadTimeout(millis);
        connection.setRequestProperty("Accept", "application/vnd.schemaregistry.v1+json, application/json");
        credentials.ifPresent(pair -> connection.setRequestProperty(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))));
        try {
            int code = connection.getResponseCode();
            if (code == HttpURLConnection.HTTP_NOT_FOUND) {
                return Optional.empty();
            }
            if (code != HttpURLConnection.HTTP_OK) {
                throw new IOException("HTTP " + code);
            }
            try (InputStream body = connection.getInputStream()) {
                return Optional.of(JSON.std.mapFrom(body.readNBytes(LONGEST)));
            }
        } finally {
            connection.disconnect();
        }
    }
}
