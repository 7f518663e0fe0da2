package zooka.sandbox;

import zooka.clients.Failure;

/**
 * The size and contents of a sandbox to start.
 *
 * @param zookeepers the number of ZooKeeper servers; ignored in {@link Mode#KRAFT}
 * @param brokers the number of Kafka brokers; 0 for an ensemble without Kafka
 * @param controllers the number of KRaft controllers to which brokers on ZooKeeper can be migrated; 0 for none
 * @param contents whether the demo's znodes and topics are created
 * @param traffic whether records are produced and consumed, which requires {@code contents}
 */
public record Options(int zookeepers, int brokers, int controllers, boolean contents, boolean traffic) {

    public Options {
        if (zookeepers < 0 || brokers < 0 || controllers < 0 || zookeepers > 9 || brokers > 9 || controllers > 9) {
            throw Failure.usage("a sandbox can have up to 9 servers of each kind");
        }
        if (traffic && !contents) {
            throw Failure.usage("traffic requires topics");
        }
    }

    /** Three servers of each kind, with contents and traffic. */
    public static Options full() {
        return new Options(3, 3, 0, true, true);
    }

    /** The same with controllers that wait for a migration. */
    public Options withControllers(int number) {
        return new Options(zookeepers, brokers, number, contents, traffic);
    }

    /** Servers without contents. */
    public static Options bare(int zookeepers, int brokers) {
        return new Options(zookeepers, brokers, 0, false, false);
    }

    /** The demo's znodes and topics without traffic, so that answers do not change. */
    public Options withoutTraffic() {
        return new Options(zookeepers, brokers, controllers, contents, false);
    }
}
