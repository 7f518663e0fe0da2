package zooka.commands.action;

/** What the value of an option or of a parameter is, and so what it can be completed to; whether it may be empty, too. */
public enum Candidates {
    /** Nothing: a number, a duration, or a name that does not exist yet. */
    FREE_TEXT,

    /** Nothing: a text that may be empty, such as a regular expression, the key of a record or a pointer into JSON. */
    TEXT,

    /** Nothing: data to be stored. It may be empty, and is a secret if the name of the place says so. */
    DATA,

    /** The words that stand in the annotation, and no others. */
    WORDS,

    /** Paths of files. */
    FILE,

    /** Paths of znodes. */
    ZNODE,

    /** Paths of znodes, or the names of commands. */
    ZNODE_OR_COMMAND,

    /** The names of commands. */
    COMMAND,

    /** The names of contexts in the config file. */
    CONTEXT,

    /** The formats of output. */
    FORMAT,

    /** Keys of the columns of the command, with commas between them. */
    COLUMNS,

    /** An expression with keys of the columns of the command. */
    WHERE,

    /** ZooKeeper's four-letter words. */
    FOUR_LETTER_WORD,

    /** The names of topics. */
    TOPIC,

    /** Partitions, {@code orders-0}, and the names of topics, which stand for all their partitions. */
    PARTITION,

    /** The ids of brokers. */
    BROKER,

    /** The names of groups. */
    GROUP,

    /** The states of groups. */
    GROUP_STATE,

    /** The types of groups. */
    GROUP_TYPE,

    /** The names of users with SCRAM credentials. */
    USER,

    /** Transactional ids. */
    TRANSACTION,

    /** What has a configuration: {@code topic/orders}. */
    CONFIG_RESOURCE,

    /** The configuration keys of the resource that the command names. */
    CONFIG_KEY,

    /** The configuration keys of the resource that the command names, each with a value: {@code retention.ms=60000}. */
    CONFIG_SETTING;

    /** Whether an empty word can be meant; elsewhere it is a variable that was not set. */
    boolean mayBeEmpty() {
        return this == TEXT || this == DATA;
    }
}
