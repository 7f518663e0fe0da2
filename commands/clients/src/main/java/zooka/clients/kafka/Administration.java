package zooka.clients.kafka;

/** What few commands ask, and what changes a cluster, subject by subject. All share connections, made when they are needed. */
public interface Administration {

    TopicChanges topics();

    GroupChanges groups();

    Configs configs();

    Brokers brokers();

    Replicas replicas();

    Throttles throttles();

    Acls acls();

    ScramUsers users();

    Quotas quotas();

    Transactions transactions();
}
