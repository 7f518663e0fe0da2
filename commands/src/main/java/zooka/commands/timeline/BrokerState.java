package zooka.commands.timeline;

import zooka.clients.kafka.Broker;

/**
 * A broker and its share of the partitions.
 *
 * @param leaders the number of partitions that it leads
 * @param replicas the number of replicas assigned to it
 */
public record BrokerState(Broker broker, int leaders, int replicas) {

    BrokerState with(Broker next) {
        return new BrokerState(next, leaders, replicas);
    }

    BrokerState plus(int moreLeaders, int moreReplicas) {
        return new BrokerState(broker, leaders + moreLeaders, replicas + moreReplicas);
    }
}
