package zooka.clients.kafka.wire;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.message.DescribeConfigsRequestData;
import org.apache.kafka.common.message.DescribeConfigsRequestData.DescribeConfigsResource;
import org.apache.kafka.common.message.DescribeConfigsResponseData.DescribeConfigsResourceResult;
import org.apache.kafka.common.message.DescribeConfigsResponseData.DescribeConfigsResult;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.DescribeConfigsRequest;
import org.apache.kafka.common.requests.DescribeConfigsResponse;
import org.apache.kafka.common.requests.DescribeConfigsResponse.ConfigSource;
import org.apache.kafka.common.requests.DescribeConfigsResponse.ConfigType;
import zooka.clients.Failure;
import zooka.clients.Failure.Kind;
import zooka.clients.Outcome;
import zooka.clients.kafka.Configs;
import zooka.clients.kafka.Configs.Detail;
import zooka.clients.kafka.Configs.Entry;
import zooka.clients.kafka.Configs.Synonym;
import zooka.clients.kafka.Resource;
import zooka.clients.net.Deadline;

/** Reads configurations from each broker, so that one that does not answer does not affect the others. */
public final class WireConfigs {

    /** The first version of the request with documentation. */
    private static final int WITH_DOCUMENTATION = 3;

    private final WireTopics brokers;

    public WireConfigs(WireTopics brokers) {
        this.brokers = brokers;
    }

    /** As {@link Configs#describe}. */
    public Map<Resource, Outcome<List<Entry>>> describe(Collection<Resource> resources, Detail detail) {
        Deadline deadline = brokers.deadline();
        Map<Resource, Outcome<List<Entry>>> told = new LinkedHashMap<>();
        resources.forEach(resource -> told.put(resource, Outcome.missing()));
        List<Resource> ofAny =
                told.keySet().stream().filter(resource -> !asksItself(resource)).toList();
        List<Resource> ofOne =
                told.keySet().stream().filter(WireConfigs::asksItself).toList();
        if (!ofAny.isEmpty()) {
            fill(
                    told,
                    brokers.wire()
                            .askOfMetadata(question(ofAny, detail), DescribeConfigsResponse.class, deadline)
                            .data()
                            .results());
        }
        if (!ofOne.isEmpty()) {
            askThemselves(told, ofOne, detail, deadline);
        }
        return told;
    }

    private static boolean asksItself(Resource resource) {
        return resource.kind().asksItself() && !resource.name().isEmpty();
    }

    private void askThemselves(
            Map<Resource, Outcome<List<Entry>>> told, List<Resource> resources, Detail detail, Deadline deadline) {
        Map<Integer, Node> registered = brokers.brokers(deadline);
        Map<Node, List<Resource>> byNode = new HashMap<>();
        for (Resource resource : resources) {
            Node node = registered.get(Integer.parseInt(resource.name()));
            if (node == null) {
                told.put(
                        resource,
                        Outcome.failed(Failure.notFound("no broker " + resource.name() + " is registered")
                                .hint("brokers")));
            } else {
                byNode.computeIfAbsent(node, key -> new ArrayList<>()).add(resource);
            }
        }
        Map<Node, DescribeConfigsRequest.Builder> questions = new HashMap<>();
        byNode.forEach((node, own) -> questions.put(node, question(own, detail)));
        BrokerConnections.Replies<DescribeConfigsResponse> replies =
                brokers.wire().askEach(questions, DescribeConfigsResponse.class, deadline);
        replies.answers().values().forEach(reply -> fill(told, reply.data().results()));
        byNode.forEach((node, own) -> Optional.ofNullable(replies.troubles().get(node.id()))
                .ifPresent(trouble -> own.forEach(resource -> told.put(
                        resource,
                        Outcome.failed(Failure.unreachable("broker " + node.id() + ": " + trouble.cause()))))));
    }

    private static DescribeConfigsRequest.Builder question(List<Resource> resources, Detail detail) {
        DescribeConfigsRequestData request =
                new DescribeConfigsRequestData().setIncludeSynonyms(detail != Detail.VALUES);
        resources.forEach(resource -> request.resources()
                .add(new DescribeConfigsResource()
                        .setResourceType(resource.kind().id())
                        .setResourceName(resource.name())
                        .setConfigurationKeys(null)));
        return new DescribeConfigsRequest.Builder(request) {
            @Override
            public DescribeConfigsRequest build(short version) {
                request.setIncludeDocumentation(detail == Detail.DOCUMENTATION && version >= WITH_DOCUMENTATION);
                return super.build(version);
            }
        };
    }

    private static void fill(Map<Resource, Outcome<List<Entry>>> told, List<DescribeConfigsResult> results) {
        for (DescribeConfigsResult result : results) {
            Resource.Kind.of(result.resourceType())
                    .map(kind -> new Resource(kind, result.resourceName()))
                    .filter(told::containsKey)
                    .ifPresent(resource -> told.put(resource, settled(resource, result)));
        }
    }

    private static Outcome<List<Entry>> settled(Resource resource, DescribeConfigsResult result) {
        Errors error = Errors.forCode(result.errorCode());
        if (error == Errors.NONE) {
            return Outcome.of(result.configs().stream()
                    .map(WireConfigs::entry)
                    .sorted(Comparator.comparing(Entry::key))
                    .toList());
        }
        return Outcome.failed(
                switch (error) {
                    case UNKNOWN_TOPIC_OR_PARTITION -> Failure.absent(Failure.Noun.TOPIC, resource.name());
                    case TOPIC_AUTHORIZATION_FAILED, CLUSTER_AUTHORIZATION_FAILED, GROUP_AUTHORIZATION_FAILED ->
                        new Failure(Kind.REFUSED, "no permission to describe the configuration of " + resource);
                    case INVALID_REQUEST, UNSUPPORTED_VERSION ->
                        WrongBroker.failure("describe the configuration of " + resource, result.errorMessage())
                                .orElseGet(() -> new Failure(
                                        Kind.FAILED,
                                        "these brokers do not support the configuration of a "
                                                + resource.kind().word()));
                    default -> new Failure(Kind.FAILED, resource + ": " + text(error, result.errorMessage()));
                });
    }

    private static String text(Errors error, String message) {
        return BrokerWords.of(message).orElse(error.message());
    }

    private static Entry entry(DescribeConfigsResourceResult config) {
        boolean secret = config.isSensitive();
        return new Entry(
                config.name(),
                secret ? Optional.empty() : Optional.ofNullable(config.value()),
                source(config.configSource()),
                config.synonyms().stream()
                        .map(synonym -> new Synonym(
                                source(synonym.source()),
                                synonym.name(),
                                secret ? Optional.empty() : Optional.ofNullable(synonym.value())))
                        .toList(),
                ConfigType.forId(config.configType()).name(),
                config.readOnly(),
                secret,
                Optional.ofNullable(config.documentation())
                        .map(WireConfigs::withoutMarkup)
                        .filter(text -> !text.isBlank()));
    }

    /** Converts the HTML of Kafka's documentation to text. */
    private static String withoutMarkup(String html) {
        return html.replaceAll("<(br|p|li|ul)\\s*/?>", " ")
                .replaceAll("</?[a-z][^>]*>", "")
                .replaceAll("\\s+", " ")
                .strip();
    }

    /** The source by its name in the stock tools. */
    private static String source(byte id) {
        return ConfigSource.forId(id).source().name();
    }
}
