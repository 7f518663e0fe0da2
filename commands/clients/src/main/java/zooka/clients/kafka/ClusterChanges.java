package zooka.clients.kafka;

/** Changes of the cluster's members, in KRaft mode. Timeouts and failures as in {@link Topics}. */
public interface ClusterChanges {

    /**
     * Forgets a broker. One that still runs is fenced, and registers when it is started again.
     *
     * @throws zooka.clients.Failure {@code NOT_FOUND} for one that is not registered
     */
    void unregister(int broker);
}
