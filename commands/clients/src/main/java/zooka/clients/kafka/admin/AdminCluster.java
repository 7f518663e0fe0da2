package zooka.clients.kafka.admin;

import zooka.clients.kafka.ClusterChanges;

/** Changes the members of the cluster with the admin client. */
final class AdminCluster implements ClusterChanges {

    private final AdminConnection connection;

    /** Uses connections that stay open. */
    AdminCluster(AdminConnection connection) {
        this.connection = connection;
    }

    @Override
    public void unregister(int broker) {
        Void unused = connection.await(
                "unregister broker " + broker,
                connection.changing().unregisterBroker(broker).all());
    }
}
