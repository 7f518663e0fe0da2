package zooka.clients.kafka;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Limits of how fast replicas are copied between brokers. A limit takes two things: brokers with a rate, and topics that
 * say for which replicas it holds. Bounded and failing as {@link Topics}.
 */
public interface Throttles {

    /**
     * What is set.
     *
     * @param rates bytes in a second, by broker; the larger where those of leaders and of followers differ
     * @param topics those that name throttled replicas, sorted
     * @param troubles what could not be asked for, and why
     */
    record Found(Map<Integer, Long> rates, List<String> topics, List<String> troubles) {
        public Found {
            rates = Map.copyOf(rates);
            topics = List.copyOf(topics);
            troubles = List.copyOf(troubles);
        }

        public boolean nothing() {
            return rates.isEmpty() && topics.isEmpty();
        }
    }

    /**
     * The copies of a partition that are to be slowed down.
     *
     * @param leaders the replicas that are copied from
     * @param followers the replicas to come
     */
    record Copy(PartitionName partition, List<Integer> leaders, List<Integer> followers) {
        public Copy {
            leaders = List.copyOf(leaders);
            followers = List.copyOf(followers);
        }
    }

    /** Which brokers and topics have limits; a broker that does not answer is among the troubles. */
    Found found(Collection<Integer> brokers, Collection<String> topics);

    /** A limit that is worked out, and not set yet. */
    interface Limit {

        /** Sets it; where a part of it cannot be set, what was set is taken back and the failure is thrown. */
        void set();

        /** Sets what was set before it; what could not be done, and why. */
        List<String> takeBack();
    }

    /**
     * Works out a limit of copies, beside those that are limited already: all brokers that are part of them get the rate.
     * {@code USAGE} where a topic's list of replicas is longer than a setting can be.
     */
    Limit limit(long bytesPerSecond, Collection<Copy> copies);

    /** Takes the limits from brokers and topics; what could not be done, and why. */
    List<String> remove(Collection<Integer> brokers, Collection<String> topics);
}
