package zooka.clients.kafka;

/** The gateways of administrative requests, by subject. All share connections, which are opened on first use. */
public interface Administration {

    TopicChanges topics();

    GroupChanges groups();

    Configs configs();

    Brokers brokers();

    ClusterChanges cluster();

    Replicas replicas();

    Throttles throttles();

    Acls acls();

    ScramUsers users();

    Quotas quotas();

    Transactions transactions();
}
