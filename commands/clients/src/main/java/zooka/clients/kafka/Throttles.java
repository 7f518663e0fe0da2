package zooka.clients.kafka;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Throttles of replication between brokers. A throttle has two parts: brokers with a rate, and topics with a list of
 * throttled replicas. Timeouts and failures as in {@link Topics}.
 */
public interface Throttles {

    /**
     * The throttles that are set.
     *
     * @param rates bytes per second, by broker; the larger one of the rates of leaders and followers
     * @param topics topics with throttled replicas, sorted
     * @param troubles what could not be read, and why
     */
    record Listing(Map<Integer, Long> rates, List<String> topics, List<String> troubles) {
        public Listing {
            rates = Map.copyOf(rates);
            topics = List.copyOf(topics);
            troubles = List.copyOf(troubles);
        }

        public boolean nothing() {
            return rates.isEmpty() && topics.isEmpty();
        }
    }

    /**
     * The throttled copies of a partition.
     *
     * @param leaders the replicas to copy from
     * @param followers the added replicas
     */
    record Copy(PartitionName partition, List<Integer> leaders, List<Integer> followers) {
        public Copy {
            leaders = List.copyOf(leaders);
            followers = List.copyOf(followers);
        }
    }

    /** The throttles of brokers and topics; brokers that do not answer are among the troubles. */
    Listing read(Collection<Integer> brokers, Collection<String> topics);

    /** A throttle that is computed, but not set yet. */
    interface Limit {

        /** Sets the throttle; if a part fails, reverts the rest and throws the failure. */
        void set();

        /** Restores the previous configuration; returns what failed and why. */
        List<String> revert();
    }

    /**
     * Computes a throttle of copies, in addition to existing throttles: all involved brokers get the rate.
     * {@code USAGE} if a topic's list of replicas exceeds the length of a configuration value.
     */
    Limit limit(long bytesPerSecond, Collection<Copy> copies);

    /** Removes the throttles of brokers and topics; returns what failed and why. */
    List<String> remove(Collection<Integer> brokers, Collection<String> topics);
}
