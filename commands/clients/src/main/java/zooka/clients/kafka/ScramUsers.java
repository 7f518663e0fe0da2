package zooka.clients.kafka;

import java.util.List;
import java.util.Map;
import zooka.clients.Outcome;

/** The users that the brokers know by SCRAM, whose passwords nobody can read back. Bounded and failing as {@link Topics}. */
public interface ScramUsers {

    /** A way to prove a password. */
    enum Mechanism {
        SHA_256("SCRAM-SHA-256"),
        SHA_512("SCRAM-SHA-512");

        private final String word;

        Mechanism(String word) {
            this.word = word;
        }

        /** As Kafka calls it: {@code SCRAM-SHA-256}. */
        public String word() {
            return word;
        }
    }

    /** A user's credential: the password itself is not among what brokers keep. */
    record Credential(String user, Mechanism mechanism, int iterations) {}

    /** The credentials of all users, or of those named that have any, by user and mechanism. */
    List<Credential> list(List<String> users);

    /**
     * Sets and takes credentials of a user.
     *
     * @param set what is set, with the same password
     * @param password empty where nothing is set
     * @return what became of each
     */
    Map<Mechanism, Outcome<Void>> alter(
            String user, Map<Mechanism, Integer> set, String password, List<Mechanism> delete);
}
