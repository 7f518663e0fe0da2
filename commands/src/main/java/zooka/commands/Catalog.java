package zooka.commands;

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
     * @param type the class, below this package
     * @param summary what it does, in a line
     */
    public record Entry(Area area, String words, List<String> aliases, String type, String summary) {

        /** A new instance, to be filled from the command line. */
        public Action create() {
            String name = Catalog.class.getPackageName() + "." + type;
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
            zookeeper("ls", "zk.Ls", "list the children of a znode", "ls2"),
            zookeeper("get", "zk.Get", "show the value of a znode", "cat"),
            zookeeper("set", "zk.Set", "give a znode another value"),
            zookeeper("edit", "zk.Edit", "change the value of a znode in an editor"),
            zookeeper("json get", "zk.JsonGet", "show a part of a value that is JSON", "json_get"),
            zookeeper("json keys", "zk.JsonKeys", "list the keys of a part of such a value", "json_keys"),
            zookeeper("json set", "zk.JsonSet", "give a part of such a value another value", "json_set"),
            zookeeper("json delete", "zk.JsonDelete", "take a part out of such a value", "json_remove"),
            zookeeper("create", "zk.Create", "make a znode", "mkdir"),
            zookeeper("delete", "zk.Delete", "delete a znode without children", "rm"),
            zookeeper("deleteall", "zk.DeleteAll", "delete a znode and all below it", "rmr"),
            zookeeper("touch", "zk.Touch", "see to it that a znode exists"),
            zookeeper("cp", "zk.Cp", "copy a znode or a subtree, also between ensembles"),
            zookeeper("mv", "zk.Mv", "give a subtree another place"),
            zookeeper("undo list", "zk.UndoList", "show what can be undone"),
            zookeeper("undo", "zk.Undo", "revert a change of znodes"),
            zookeeper("export", "zk.Export", "write a subtree as text to keep"),
            zookeeper("import", "zk.Import", "make a subtree what an export says"),
            zookeeper("diff", "zk.Diff", "show what differs between two subtrees"),
            zookeeper("stat", "zk.Stat", "show what ZooKeeper keeps of a znode beside its value", "exists", "get_stat"),
            zookeeper("check", "zk.Check", "fail where a znode has another version"),
            zookeeper("txn", "zk.Transaction", "make several changes, all or none"),
            zookeeper("wait", "zk.Wait", "wait until something holds of a znode"),
            zookeeper("getAcl", "zk.GetAcl", "show who may do what with a znode", "get_acls"),
            zookeeper("setAcl", "zk.SetAcl", "say who may do what with a znode", "set_acls"),
            zookeeper("digest", "zk.Digest", "work out what stands for a user and password in an ACL"),
            zookeeper("addauth", "zk.AddAuth", "show credentials to the servers", "add_auth"),
            zookeeper("whoami", "zk.WhoAmI", "say whom the server takes you to be"),
            zookeeper("session", "zk.ShowSession", "show this shell's session", "session_info"),
            zookeeper("sync", "zk.Sync", "let the server catch up with its leader"),
            zookeeper("getEphemerals", "zk.GetEphemerals", "list the ephemerals of this session"),
            zookeeper(
                    "getAllChildrenNumber",
                    "zk.GetAllChildrenNumber",
                    "count the znodes below one",
                    "get_all_children_number"),
            zookeeper("setquota", "zk.SetQuota", "limit the znodes or bytes below a znode"),
            zookeeper("listquota", "zk.ListQuota", "show limits and how much of them is used"),
            zookeeper("delquota", "zk.DelQuota", "take limits away"),
            zookeeper("addWatch", "zk.AddWatch", "be told of the events of a znode, in this shell"),
            zookeeper("removewatches", "zk.RemoveWatches", "be told no more"),
            zookeeper("config", "zk.Config", "show the ensemble's members"),
            zookeeper("reconfig", "zk.Reconfig", "change the ensemble's members"),
            zookeeper("version", "zk.Version", "say which ZooKeeper the client and the servers are"),
            zookeeper("cd", "zk.Cd", "be at another znode"),
            zookeeper("pwd", "zk.Pwd", "say where you are"),
            zookeeper("tree", "zk.Tree", "draw a subtree"),
            zookeeper("find", "zk.Find", "find znodes by name, size, age, owner, ACL"),
            zookeeper("grep", "zk.Grep", "find znodes by what their values hold"),
            zookeeper("du", "zk.Du", "show how much there is in each subtree"),
            zookeeper("watch", "Watch", "follow the events of a znode and all below it, or any query's answer"),
            zookeeper(
                    "ensemble",
                    "zk.EnsembleList",
                    "show each server's role and state, or its answer to a four-letter word",
                    "mntr",
                    "cons",
                    "dump",
                    "chkzk"),
            zookeeper(
                    "owner",
                    "zk.Owner",
                    "show whose session holds an ephemeral znode",
                    "ephemeral_endpoint",
                    "session_endpoint"),
            kafka("topic list", "kafka.TopicList", "list topics", "topics"),
            kafka("topic describe", "kafka.TopicDescribe", "show a topic's settings and partitions"),
            kafka("topic create", "kafka.TopicCreate", "make a topic"),
            kafka("topic alter", "kafka.TopicAlter", "give a topic more partitions, or other settings"),
            kafka("topic delete", "kafka.TopicDelete", "delete topics with all their records"),
            kafka("topic purge", "kafka.TopicPurge", "delete the records of a topic, or the older ones"),
            kafka("topic clone", "kafka.TopicClone", "make a topic that is like another, without its records"),
            kafka("topic offsets", "kafka.TopicOffsets", "show where the logs of partitions begin and end"),
            kafka("partition list", "kafka.PartitionList", "list partitions, or those that are ill", "partitions"),
            kafka("partition elect", "kafka.PartitionElect", "have leaders elected"),
            kafka("partition move", "kafka.PartitionMove", "give partitions other replicas"),
            kafka("partition moves", "kafka.PartitionMoves", "show the moves of replicas that are under way"),
            kafka("partition cancel", "kafka.PartitionCancel", "end moves of replicas"),
            kafka("partition unthrottle", "kafka.PartitionUnthrottle", "take the limits of copying away"),
            kafka("partition generate", "kafka.PartitionGenerate", "write an assignment of replicas as JSON"),
            kafka("broker list", "kafka.BrokerList", "list brokers and what they lead", "brokers"),
            kafka("broker describe", "kafka.BrokerDescribe", "show what is known of brokers"),
            kafka("broker balance", "kafka.BrokerBalance", "show how leaders and replicas are spread"),
            kafka("broker log-dirs", "kafka.BrokerLogDirs", "show the log directories and what takes their space"),
            kafka("broker versions", "kafka.BrokerVersions", "show which requests brokers know"),
            kafka("broker config", "kafka.BrokerConfig", "show the settings of brokers"),
            kafka("config describe", "kafka.ConfigDescribe", "show settings, and who has set them"),
            kafka("config alter", "kafka.ConfigAlter", "change settings"),
            kafka("quorum status", "kafka.QuorumStatus", "show the quorum that keeps the metadata (KRaft)"),
            kafka("quorum replication", "kafka.QuorumReplication", "show how far its voters and observers are"),
            kafka("feature list", "kafka.FeatureList", "list what the cluster can do, at which level"),
            kafka("group list", "kafka.GroupList", "list consumer groups", "groups"),
            kafka("group describe", "kafka.GroupDescribe", "show how groups are, and their topics"),
            kafka("group lag", "kafka.GroupLag", "show how far groups are behind"),
            kafka("group members", "kafka.GroupMembers", "show who is in groups and what each reads"),
            kafka("group reset", "kafka.GroupReset", "say from where a group is to go on reading"),
            kafka("group delete", "kafka.GroupDelete", "delete groups with all their offsets"),
            kafka("group delete-offsets", "kafka.GroupDeleteOffsets", "take offsets away from a group"),
            kafka("tail", "kafka.Tail", "show records of a topic: the last, a range, those to come"),
            kafka("produce", "kafka.Produce", "write records to a topic"),
            both("status", "kafka.Status", "what is wrong, on one screen"),
            kafka("acl list", "kafka.AclList", "show who may do what with Kafka's resources", "acls"),
            kafka("acl create", "kafka.AclCreate", "say who may do what, or may not"),
            kafka("acl delete", "kafka.AclDelete", "take ACLs away"),
            kafka("user list", "kafka.UserList", "list users with SCRAM credentials", "users"),
            kafka("user alter", "kafka.UserAlter", "give a user a password, or take it away"),
            kafka("quota list", "kafka.QuotaList", "show how much clients may ask of the brokers", "quotas"),
            kafka("quota alter", "kafka.QuotaAlter", "say how much clients may ask of the brokers"),
            kafka("transaction list", "kafka.TransactionList", "list transactional ids", "transactions"),
            kafka(
                    "transaction describe",
                    "kafka.TransactionDescribe",
                    "show a transaction as its coordinator knows it"),
            kafka("transaction producers", "kafka.TransactionProducers", "show who has written to a partition of late"),
            kafka("transaction hanging", "kafka.TransactionHanging", "find transactions that nobody will end"),
            kafka("transaction abort", "kafka.TransactionAbort", "end a transaction that hangs"),
            both("leaders", "kafka.Leaders", "the live leader map"),
            both("audit", "kafka.audit.Audit", "hold ZooKeeper's word against each broker's own"),
            both("doctor", "doctor.Doctor", "show how each server is reached, step by step, and what is wrong"),
            both("verify", "doctor.Verify", "write through each server and read it through the others"),
            shell("help", "Help", "list the commands, or explain one"),
            shell("history", "History", "show the lines that were run"),
            shell("redo", "Redo", "run a line again"),
            shell("printwatches", "PrintWatches", "show what watches see, or not"),
            shell("connect", "Connect", "speak to another ensemble", "reconnect"),
            shell("context list", "config.ContextList", "list the clusters that have names", "contexts"),
            shell("context show", "config.ContextShow", "show each setting, and who said so"),
            shell("context use", "config.ContextUse", "speak to the clusters of another name"),
            shell("context add", "config.ContextAdd", "give clusters a name"),
            shell("context remove", "config.ContextRemove", "remove a context", "context delete"),
            shell("context rename", "config.ContextRename", "rename a context"),
            shell("context edit", "config.ContextEdit", "edit the config file in an editor"),
            shell("close", "Close", "end the session", "disconnect"),
            shell("quit", "Quit", "leave the shell or end the script", "exit"));

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
