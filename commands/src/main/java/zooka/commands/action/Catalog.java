package zooka.commands.action;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every command, in the order of the help. This is the one place where a command is registered, by one line that names
 * its class; the class is loaded when the command is used, because loading all of them would cost more than most
 * commands do.
 */
public final class Catalog {

    /** What a command is about; the help shows one block for each. */
    public enum Area {
        ZOOKEEPER("ZooKeeper"),
        KAFKA("Kafka"),
        BOTH("Both together"),
        SHELL("The shell");

        private final String title;

        Area(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /**
     * A command.
     *
     * @param words what is typed: {@code ls}, {@code topic list}
     * @param aliases other words for the same
     * @param type the class, below {@code zooka.commands}
     * @param summary what it does, in a line
     */
    public record Entry(Area area, String words, List<String> aliases, String type, String summary) {

        /** A new instance, to be filled from the command line. */
        public Action create() {
            String name = "zooka.commands." + type;
            try {
                return Class.forName(name)
                        .asSubclass(Action.class)
                        .getDeclaredConstructor()
                        .newInstance();
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("the catalogue names " + name + ", which cannot be made", e);
            }
        }
    }

    private static final List<Entry> ENTRIES = List.of(
            zookeeper("ls", "zk.znode.Ls", "list the children of a znode", "ls2"),
            zookeeper("get", "zk.znode.Get", "show the value of a znode", "cat"),
            zookeeper("set", "zk.znode.Set", "give a znode another value"),
            zookeeper("edit", "zk.znode.Edit", "change the value of a znode in an editor"),
            zookeeper("json get", "zk.znode.JsonGet", "show a part of a value that is JSON", "json_get"),
            zookeeper("json keys", "zk.znode.JsonKeys", "list the keys of a part of such a value", "json_keys"),
            zookeeper("json set", "zk.znode.JsonSet", "give a part of such a value another value", "json_set"),
            zookeeper("json delete", "zk.znode.JsonDelete", "take a part out of such a value", "json_remove"),
            zookeeper("create", "zk.znode.Create", "make a znode", "mkdir"),
            zookeeper("delete", "zk.znode.Delete", "delete a znode without children", "rm"),
            zookeeper("deleteall", "zk.subtree.DeleteAll", "delete a znode and all below it", "rmr"),
            zookeeper("touch", "zk.znode.Touch", "see to it that a znode exists"),
            zookeeper("cp", "zk.subtree.Cp", "copy a znode or a subtree, also between ensembles"),
            zookeeper("mv", "zk.subtree.Mv", "give a subtree another place"),
            zookeeper("undo list", "zk.subtree.UndoList", "show what can be undone"),
            zookeeper("undo", "zk.subtree.Undo", "revert a change of znodes"),
            zookeeper("export", "zk.subtree.Export", "write a subtree as text to keep"),
            zookeeper("import", "zk.subtree.Import", "make a subtree what an export says"),
            zookeeper("diff", "zk.subtree.Diff", "show what differs between two subtrees"),
            zookeeper(
                    "stat",
                    "zk.znode.Stat",
                    "show what ZooKeeper keeps of a znode beside its value",
                    "exists",
                    "get_stat"),
            zookeeper("check", "zk.znode.Check", "fail where a znode has another version"),
            zookeeper("txn", "zk.znode.Transaction", "make several changes, all or none"),
            zookeeper("wait", "zk.znode.Wait", "wait until something holds of a znode"),
            zookeeper("getAcl", "zk.znode.GetAcl", "show who may do what with a znode", "get_acls"),
            zookeeper("setAcl", "zk.znode.SetAcl", "say who may do what with a znode", "set_acls"),
            zookeeper("digest", "zk.session.Digest", "work out what stands for a user and password in an ACL"),
            zookeeper("addauth", "zk.session.AddAuth", "show credentials to the servers", "add_auth"),
            zookeeper("whoami", "zk.session.WhoAmI", "say whom the server takes you to be"),
            zookeeper("session", "zk.session.ShowSession", "show this shell's session", "session_info"),
            zookeeper("sync", "zk.session.Sync", "let the server catch up with its leader"),
            zookeeper("getEphemerals", "zk.session.GetEphemerals", "list the ephemerals of this session"),
            zookeeper(
                    "getAllChildrenNumber",
                    "zk.znode.GetAllChildrenNumber",
                    "count the znodes below one",
                    "get_all_children_number"),
            zookeeper("setquota", "zk.quota.SetQuota", "limit the znodes or bytes below a znode"),
            zookeeper("listquota", "zk.quota.ListQuota", "show limits and how much of them is used"),
            zookeeper("delquota", "zk.quota.DelQuota", "take limits away"),
            zookeeper("addWatch", "zk.watch.AddWatch", "be told of the events of a znode, in this shell"),
            zookeeper("removewatches", "zk.watch.RemoveWatches", "be told no more"),
            zookeeper("config", "zk.server.Config", "show the ensemble's members"),
            zookeeper("reconfig", "zk.server.Reconfig", "change the ensemble's members"),
            zookeeper("version", "zk.server.Version", "say which ZooKeeper the client and the servers are"),
            zookeeper("cd", "zk.znode.Cd", "be at another znode"),
            zookeeper("pwd", "zk.znode.Pwd", "say where you are"),
            zookeeper("tree", "zk.subtree.Tree", "draw a subtree"),
            zookeeper("find", "zk.subtree.Find", "find znodes by name, size, age, owner, ACL"),
            zookeeper("grep", "zk.subtree.Grep", "find znodes by what their values hold"),
            zookeeper("du", "zk.subtree.Du", "show how much there is in each subtree"),
            zookeeper(
                    "watch", "zk.watch.Watch", "follow the events of a znode and all below it, or any query's answer"),
            zookeeper(
                    "ensemble",
                    "zk.server.EnsembleList",
                    "show each server's role and state, or its answer to a four-letter word",
                    "mntr",
                    "cons",
                    "dump",
                    "chkzk"),
            zookeeper(
                    "owner",
                    "zk.server.Owner",
                    "show whose session holds an ephemeral znode",
                    "ephemeral_endpoint",
                    "session_endpoint"),
            kafka("topic list", "kafka.topic.TopicList", "list topics", "topics"),
            kafka("topic describe", "kafka.topic.TopicDescribe", "show the configuration and partitions of topics"),
            kafka("topic create", "kafka.topic.TopicCreate", "create a topic"),
            kafka("topic alter", "kafka.topic.TopicAlter", "change partitions or configuration of a topic"),
            kafka("topic delete", "kafka.topic.TopicDelete", "delete topics with all their records"),
            kafka("topic purge", "kafka.topic.TopicPurge", "delete all records of a topic, or the oldest ones"),
            kafka("topic clone", "kafka.topic.TopicClone", "create a topic with another topic's layout"),
            kafka("topic offsets", "kafka.topic.TopicOffsets", "show the first and last offsets of partitions"),
            kafka(
                    "partition list",
                    "kafka.partition.PartitionList",
                    "list partitions, or only unhealthy ones",
                    "partitions"),
            kafka("partition elect", "kafka.partition.PartitionElect", "elect partition leaders"),
            kafka("partition move", "kafka.partition.PartitionMove", "reassign replicas"),
            kafka("partition moves", "kafka.partition.PartitionMoves", "show reassignments in progress"),
            kafka("partition cancel", "kafka.partition.PartitionCancel", "cancel reassignments"),
            kafka("partition unthrottle", "kafka.partition.PartitionUnthrottle", "remove replication throttles"),
            kafka("partition generate", "kafka.partition.PartitionGenerate", "generate a reassignment as JSON"),
            kafka("broker list", "kafka.broker.BrokerList", "list brokers with their leaders and replicas", "brokers"),
            kafka("broker describe", "kafka.broker.BrokerDescribe", "describe brokers"),
            kafka("broker balance", "kafka.broker.BrokerBalance", "show the distribution of leaders and replicas"),
            kafka("broker log-dirs", "kafka.broker.BrokerLogDirs", "show log directories and disk usage"),
            kafka("broker versions", "kafka.broker.BrokerVersions", "show supported API versions"),
            kafka("broker config", "kafka.broker.BrokerConfig", "show the configuration of brokers"),
            kafka("config describe", "kafka.config.ConfigDescribe", "show configuration values and their sources"),
            kafka("config alter", "kafka.config.ConfigAlter", "change configuration"),
            kafka("quorum status", "kafka.broker.QuorumStatus", "show the status of the KRaft quorum"),
            kafka(
                    "quorum replication",
                    "kafka.broker.QuorumReplication",
                    "show the replication lag of voters and observers"),
            kafka("feature list", "kafka.broker.FeatureList", "list features and their levels"),
            kafka("group list", "kafka.group.GroupList", "list consumer groups", "groups"),
            kafka("group describe", "kafka.group.GroupDescribe", "describe consumer groups"),
            kafka("group lag", "kafka.group.GroupLag", "show consumer lag"),
            kafka("group members", "kafka.group.GroupMembers", "show the members of groups and their partitions"),
            kafka("group reset", "kafka.group.GroupReset", "reset the offsets of a group"),
            kafka("group delete", "kafka.group.GroupDelete", "delete groups with all their offsets"),
            kafka("group delete-offsets", "kafka.group.GroupDeleteOffsets", "delete offsets of a group"),
            kafka("tail", "kafka.record.Tail", "read records of a topic"),
            kafka("produce", "kafka.record.Produce", "write records to a topic"),
            both("status", "status.Status", "show the health of ZooKeeper and Kafka"),
            kafka("acl list", "kafka.access.AclList", "list ACLs", "acls"),
            kafka("acl create", "kafka.access.AclCreate", "create ACLs"),
            kafka("acl delete", "kafka.access.AclDelete", "delete ACLs"),
            kafka("user list", "kafka.access.UserList", "list users with SCRAM credentials", "users"),
            kafka("user alter", "kafka.access.UserAlter", "set or delete SCRAM credentials of a user"),
            kafka("quota list", "kafka.access.QuotaList", "list client quotas", "quotas"),
            kafka("quota alter", "kafka.access.QuotaAlter", "set or delete client quotas"),
            kafka("transaction list", "kafka.transaction.TransactionList", "list transactions", "transactions"),
            kafka("transaction describe", "kafka.transaction.TransactionDescribe", "describe transactions"),
            kafka(
                    "transaction producers",
                    "kafka.transaction.TransactionProducers",
                    "show active producers of partitions"),
            kafka("transaction hanging", "kafka.transaction.TransactionHanging", "find hanging transactions"),
            kafka("transaction abort", "kafka.transaction.TransactionAbort", "abort a hanging transaction"),
            both("leaders", "leaders.Leaders", "show partition leaders live"),
            both("audit", "audit.Audit", "compare ZooKeeper's metadata with each broker's"),
            both("doctor", "doctor.Doctor", "check the connection to each server step by step"),
            both("verify", "doctor.Verify", "verify writes and reads through each server"),
            shell("help", "session.Help", "list the commands, or explain one"),
            shell("history", "session.History", "show the lines that were run"),
            shell("redo", "session.Redo", "run a line again"),
            shell("printwatches", "session.PrintWatches", "show what watches see, or not"),
            shell("connect", "session.Connect", "speak to another ensemble", "reconnect"),
            shell("context list", "session.ContextList", "list the clusters that have names", "contexts"),
            shell("context show", "session.ContextShow", "show each setting, and who said so"),
            shell("context use", "session.ContextUse", "speak to the clusters of another name"),
            shell("context add", "session.ContextAdd", "give clusters a name"),
            shell("context remove", "session.ContextRemove", "remove a context", "context delete"),
            shell("context rename", "session.ContextRename", "rename a context"),
            shell("context edit", "session.ContextEdit", "edit the config file in an editor"),
            shell("close", "session.Close", "end the session", "disconnect"),
            shell("quit", "session.Quit", "leave the shell or end the script", "exit"));

    /** Made once, and only where something was mistyped. */
    private static final class Names {
        private static final List<String> ALL = ENTRIES.stream()
                .flatMap(entry -> Stream.concat(Stream.of(entry.words()), entry.aliases().stream()))
                .toList();
    }

    /** Aliases that stand for the command with words behind it. */
    private static final Map<String, List<String>> PRESETS = Map.of(
            "mntr",
            List.of("mntr"),
            "cons",
            List.of("cons"),
            "dump",
            List.of("dump"),
            "chkzk",
            List.of("--check"),
            "ls2",
            List.of("-s"));

    private Catalog() {}

    public static List<Entry> entries() {
        return ENTRIES;
    }

    /** All that can be typed for a command, aliases included. */
    public static List<String> names() {
        return Names.ALL;
    }

    /** The command that a line of words begins with: the longest match, and how many words it took. */
    public static Optional<Found> find(List<String> words) {
        for (int length = Math.min(2, words.size()); length > 0; length--) {
            String typed = String.join(" ", words.subList(0, length));
            for (Entry entry : ENTRIES) {
                if (entry.words().equals(typed) || entry.aliases().contains(typed)) {
                    return Optional.of(new Found(entry, length, PRESETS.getOrDefault(typed, List.of())));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * A command.
     *
     * @param length how many words name it
     * @param preset words that come before those typed behind its name
     */
    public record Found(Entry entry, int length, List<String> preset) {

        /** The command's arguments in a line that begins with it. */
        public List<String> arguments(List<String> words) {
            return Stream.concat(preset.stream(), words.stream().skip(length)).toList();
        }
    }

    private static Entry zookeeper(String words, String type, String summary, String... aliases) {
        return new Entry(Area.ZOOKEEPER, words, List.of(aliases), type, summary);
    }

    private static Entry shell(String words, String type, String summary, String... aliases) {
        return new Entry(Area.SHELL, words, List.of(aliases), type, summary);
    }

    private static Entry both(String words, String type, String summary, String... aliases) {
        return new Entry(Area.BOTH, words, List.of(aliases), type, summary);
    }

    private static Entry kafka(String words, String type, String summary, String... aliases) {
        return new Entry(Area.KAFKA, words, List.of(aliases), type, summary);
    }
}
