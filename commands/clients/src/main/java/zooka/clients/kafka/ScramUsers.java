package zooka.clients.kafka;

import java.util.List;
import java.util.Map;
import zooka.clients.Outcome;

/** Users with SCRAM credentials, whose passwords cannot be read. Timeouts and failures as in {@link Topics}. */
public interface ScramUsers {

    /** A SCRAM mechanism. */
    enum Mechanism {
        SHA_256("SCRAM-SHA-256"),
        SHA_512("SCRAM-SHA-512");

        private final String word;

        Mechanism(String word) {
            this.word = word;
        }

        /** The name in Kafka: {@code SCRAM-SHA-256}. */
        public String word() {
            return word;
        }
    }

    /** A credential of a user, without the password, which brokers do not store. */
    record Credential(String user, Mechanism mechanism, int iterations) {}

    /** The credentials of all users, or of named users, by user and mechanism. */
    List<Credential> list(List<String> users);

    /**
     * Sets and deletes credentials of a user.
     *
     * @param set the credentials to set, with the same password
     * @param password empty if nothing is set
     * @return the outcome of each
     */
    Map<Mechanism, Outcome<Void>> alter(
            String user, Map<Mechanism, Integer> set, String password, List<Mechanism> delete);
}
