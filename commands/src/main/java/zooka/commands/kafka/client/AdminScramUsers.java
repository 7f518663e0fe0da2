package zooka.commands.kafka.client;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.admin.UserScramCredentialsDescription;
import org.apache.kafka.common.KafkaFuture;
import zooka.commands.Settled;

/** SCRAM users by the admin client. */
final class AdminScramUsers implements ScramUsers {

    private final AdminConnection connection;

    /** Over a connection that stays open. */
    AdminScramUsers(AdminConnection connection) {
        this.connection = connection;
    }

    @Override
    public List<Credential> list(List<String> users) {
        // All are asked for, since the library fails as a whole where one of several does not exist.
        return connection
                .await(
                        "list users",
                        connection.admin().describeUserScramCredentials().all())
                .values()
                .stream()
                .filter(user -> users.isEmpty() || users.contains(user.name()))
                .flatMap(AdminScramUsers::credentials)
                .sorted(Comparator.comparing(Credential::user).thenComparing(Credential::mechanism))
                .toList();
    }

    private static Stream<Credential> credentials(UserScramCredentialsDescription user) {
        return user.credentialInfos().stream()
                .filter(info -> info.mechanism() != ScramMechanism.UNKNOWN)
                .map(info -> new Credential(
                        user.name(),
                        info.mechanism() == ScramMechanism.SCRAM_SHA_256 ? Mechanism.SHA_256 : Mechanism.SHA_512,
                        info.iterations()));
    }

    @Override
    public Map<Mechanism, Settled<Void>> alter(
            String user, Map<Mechanism, Integer> set, String password, List<Mechanism> delete) {
        Map<Mechanism, UserScramCredentialAlteration> alterations = new LinkedHashMap<>();
        set.forEach((mechanism, iterations) -> alterations.put(
                mechanism,
                new UserScramCredentialUpsertion(
                        user, new ScramCredentialInfo(mechanism(mechanism), iterations), password)));
        delete.forEach(
                mechanism -> alterations.put(mechanism, new UserScramCredentialDeletion(user, mechanism(mechanism))));
        // A controller takes one change of a user in a request.
        Map<Mechanism, KafkaFuture<Void>> asked = new LinkedHashMap<>();
        alterations.forEach((mechanism, alteration) -> asked.put(
                mechanism,
                connection
                        .changing()
                        .alterUserScramCredentials(List.of(alteration))
                        .all()));
        return connection.each(asked, mechanism -> "alter " + mechanism.word() + " of user " + user);
    }

    private static ScramMechanism mechanism(Mechanism mechanism) {
        return ScramMechanism.fromMechanismName(mechanism.word());
    }
}
