package zooka.sandbox;

import zooka.clients.Failure;

/**
 * How much of a sandbox to start.
 *
 * @param zookeepers ZooKeeper servers; not looked at in {@link Mode#KRAFT}, which has none
 * @param brokers Kafka brokers; 0 for an ensemble without Kafka
 * @param contents whether the demo's znodes and topics are made
 * @param traffic whether records are produced and consumed, which takes {@code contents}
 */
public record Options(int zookeepers, int brokers, boolean contents, boolean traffic) {

    public Options {
        if (zookeepers < 0 || brokers < 0 || zookeepers > 9 || brokers > 9) {
            throw Failure.usage("a sandbox can have up to 9 servers of each kind");
        }
        if (traffic && !contents) {
            throw Failure.usage("traffic requires topics");
        }
    }

    /** Three of each, with everything. */
    public static Options full() {
        return new Options(3, 3, true, true);
    }

    /** Servers and nothing in them. */
    public static Options bare(int zookeepers, int brokers) {
        return new Options(zookeepers, brokers, false, false);
    }

    /** The demo's znodes and topics, and nobody who writes or reads: an answer stays the same. */
    public Options still() {
        return new Options(zookeepers, brokers, contents, false);
    }
}
