package zooka.commands.timeline;

/** How changes are noticed. */
public enum Via {
    /** By ZooKeeper's watches, as they happen. */
    WATCHES("watches"),
    /** By the records of the KRaft metadata log, as they are committed. */
    METADATA_LOG("metadata log"),
    /** By asking the brokers once in a while; what happens between two answers is not seen. */
    POLLING("polling"),
    /** From a recording. */
    RECORDING("recording");

    private final String word;

    Via(String word) {
        this.word = word;
    }

    /** The word for it, also in JSON. */
    public String word() {
        return word;
    }
}
