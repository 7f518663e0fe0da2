package zooka.clients.kafka.admin;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.DescribeUserScramCredentialsResult;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.admin.UserScramCredentialsDescription;
import org.apache.kafka.common.KafkaFuture;
import zooka.clients.Failure;
import zooka.clients.Outcome;
import zooka.clients.kafka.ClusterState;
import zooka.clients.kafka.ScramUsers;
import zooka.clients.kafka.wire.WireTopics;

/** Lists and changes SCRAM credentials with the admin client. */
final class AdminScramUsers implements ScramUsers {

    private final AdminConnection connection;
    private final WireTopics topics;

    /** Uses connections that stay open. */
    AdminScramUsers(AdminConnection connection, WireTopics topics) {
        this.connection = connection;
        this.topics = topics;
    }

    @Override
    public List<Credential> list(List<String> users) {
        // All users are requested, since the library fails as a whole if one of several does not exist.
        Collection<UserScramCredentialsDescription> all = connection
                .await(
                        "list users",
                        connection
                                .ofMetadata("list users")
                                .describeUserScramCredentials()
                                .all())
                .values();
        Map<String, String> names = names(all);
        return all.stream()
                .flatMap(user -> credentials(names.get(user.name()), user))
                .filter(user -> users.isEmpty() || users.contains(user.user()))
                .sorted(Comparator.comparing(Credential::user).thenComparing(Credential::mechanism))
                .toList();
    }

    /**
     * The names of users by their names in the list: brokers before 3.6 with ZooKeeper list names encoded
     * ({@code joe%40example.com}), but accept them decoded. A name that they know as listed is
     * not encoded.
     */
    private Map<String, String> names(Collection<UserScramCredentialsDescription> listed) {
        Map<String, String> names = new HashMap<>();
        listed.forEach(user -> names.put(user.name(), user.name()));
        List<String> doubtful =
                names.keySet().stream().filter(name -> name.contains("%")).toList();
        if (!doubtful.isEmpty() && topics.mode() == ClusterState.Mode.ZOOKEEPER) {
            DescribeUserScramCredentialsResult result =
                    connection.ofMetadata("list users").describeUserScramCredentials(doubtful);
            Map<String, KafkaFuture<UserScramCredentialsDescription>> asked = new LinkedHashMap<>();
            doubtful.forEach(name -> asked.put(name, result.description(name)));
            connection.each(asked, name -> "list user " + name).forEach((name, told) -> told.failure()
                    .filter(failure -> failure.kind() == Failure.Kind.NOT_FOUND)
                    .flatMap(failure -> written(name))
                    .ifPresent(user -> names.put(name, user)));
        }
        return names;
    }

    private static Optional<String> written(String name) {
        try {
            return Optional.of(URLDecoder.decode(name, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Stream<Credential> credentials(String name, UserScramCredentialsDescription user) {
        return user.credentialInfos().stream()
                .filter(info -> info.mechanism() != ScramMechanism.UNKNOWN)
                .map(info -> new Credential(
                        name,
                        info.mechanism() == ScramMechanism.SCRAM_SHA_256 ? Mechanism.SHA_256 : Mechanism.SHA_512,
                        info.iterations()));
    }

    @Override
    public Map<Mechanism, Outcome<Void>> alter(
            String user, Map<Mechanism, Integer> set, String password, List<Mechanism> delete) {
        Map<Mechanism, UserScramCredentialAlteration> alterations = new LinkedHashMap<>();
        set.forEach((mechanism, iterations) -> alterations.put(
                mechanism,
                new UserScramCredentialUpsertion(
                        user, new ScramCredentialInfo(mechanism(mechanism), iterations), password)));
        delete.forEach(
                mechanism -> alterations.put(mechanism, new UserScramCredentialDeletion(user, mechanism(mechanism))));
        // A controller accepts one change of a user per request.
        Map<Mechanism, KafkaFuture<Void>> asked = new LinkedHashMap<>();
        alterations.forEach((mechanism, alteration) -> asked.put(
                mechanism,
                connection
                        .changingMetadata("alter user " + user)
                        .alterUserScramCredentials(List.of(alteration))
                        .all()));
        return connection.each(asked, mechanism -> "alter " + mechanism.word() + " of user " + user);
    }

    private static ScramMechanism mechanism(Mechanism mechanism) {
        return ScramMechanism.fromMechanismName(mechanism.word());
    }
}
