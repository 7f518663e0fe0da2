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
        BOTH("ZooKeeper and Kafka"),
        SHELL("Shell");

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
                throw new IllegalStateException("the catalog names " + name + ", which cannot be created", e);
            }
        }
    }

    private static final List<Entry> ENTRIES = List.of(
            zookeeper("ls", "zk.znode.Ls", "list the children of a znode", "ls2"),
            zookeeper("get", "zk.znode.Get", "show the value of a znode", "cat"),
            zookeeper("set", "zk.znode.Set", "set the value of a znode"),
            zookeeper("edit", "zk.znode.Edit", "edit the value of a znode in an editor"),
            zookeeper("json get", "zk.znode.JsonGet", "get a field of a JSON value", "json_get"),
            zookeeper("json keys", "zk.znode.JsonKeys", "list the keys in a JSON value", "json_keys"),
            zookeeper("json set", "zk.znode.JsonSet", "set a field in a JSON value", "json_set"),
            zookeeper("json delete", "zk.znode.JsonDelete", "delete a field from a JSON value", "json_remove"),
            zookeeper("create", "zk.znode.Create", "create a znode", "mkdir"),
            zookeeper("delete", "zk.znode.Delete", "delete a znode without children", "rm"),
            zookeeper("deleteall", "zk.subtree.DeleteAll", "delete a znode and its descendants", "rmr"),
            zookeeper("touch", "zk.znode.Touch", "create a znode if it does not exist"),
            zookeeper("cp", "zk.subtree.Cp", "copy a znode or subtree, also between ensembles"),
            zookeeper("mv", "zk.subtree.Mv", "move or rename a znode and its children"),
            zookeeper("undo list", "zk.subtree.UndoList", "list changes that can be undone"),
            zookeeper("undo", "zk.subtree.Undo", "revert a change of znodes"),
            zookeeper("export", "zk.subtree.Export", "export a subtree as JSON lines"),
            zookeeper("import", "zk.subtree.Import", "restore a subtree from an export"),
            zookeeper("diff", "zk.subtree.Diff", "compare two subtrees"),
            zookeeper("stat", "zk.znode.Stat", "show the stat of a znode", "exists", "get_stat"),
            zookeeper("check", "zk.znode.Check", "check the version of a znode"),
            zookeeper("txn", "zk.znode.Transaction", "run several changes as one transaction"),
            zookeeper("getAcl", "zk.znode.GetAcl", "show the ACL of a znode", "get_acls"),
            zookeeper("setAcl", "zk.znode.SetAcl", "set the ACL of a znode", "set_acls"),
            zookeeper("digest", "zk.session.Digest", "compute the digest of a user and password"),
            zookeeper("addauth", "zk.session.AddAuth", "authenticate this session", "add_auth"),
            zookeeper("whoami", "zk.session.WhoAmI", "show the identities of this session"),
            zookeeper("session", "zk.session.ShowSession", "show the session of this shell", "session_info"),
            zookeeper("sync", "zk.session.Sync", "sync the server with the leader"),
            zookeeper("getEphemerals", "zk.session.GetEphemerals", "list the ephemeral znodes of this session"),
            zookeeper(
                    "getAllChildrenNumber",
                    "zk.znode.GetAllChildrenNumber",
                    "count the descendants of a znode",
                    "get_all_children_number"),
            zookeeper("setquota", "zk.quota.SetQuota", "set a quota"),
            zookeeper("listquota", "zk.quota.ListQuota", "list quotas and their usage"),
            zookeeper("delquota", "zk.quota.DelQuota", "delete a quota"),
            zookeeper("addWatch", "zk.watch.AddWatch", "watch a znode in this session"),
            zookeeper("removewatches", "zk.watch.RemoveWatches", "remove watches"),
            zookeeper("config", "zk.server.Config", "show the members of the ensemble"),
            zookeeper("reconfig", "zk.server.Reconfig", "change the members of the ensemble"),
            zookeeper("version", "zk.server.Version", "show the ZooKeeper versions of client and servers"),
            zookeeper("cd", "zk.znode.Cd", "change the current znode"),
            zookeeper("pwd", "zk.znode.Pwd", "print the current znode"),
            zookeeper("tree", "zk.subtree.Tree", "show a subtree as a tree"),
            zookeeper("browse", "zk.browse.Browse", "browse znodes live"),
            zookeeper("find", "zk.subtree.Find", "find znodes by name, size, age, owner or ACL"),
            zookeeper("grep", "zk.subtree.Grep", "search the values of znodes"),
            zookeeper("du", "zk.subtree.Du", "show size and znode count by subtree"),
            zookeeper("watch", "zk.watch.Watch", "follow the events of a subtree, or repeat a query"),
            zookeeper(
                    "ensemble",
                    "zk.server.EnsembleList",
                    "show the role and state of each server, or run a four-letter word",
                    "mntr",
                    "cons",
                    "dump",
                    "chkzk"),
            zookeeper(
                    "owner",
                    "zk.server.Owner",
                    "show the session and client of an ephemeral znode",
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
            kafka("broker drain", "kafka.broker.BrokerDrain", "move the leaders of a broker to others, and back"),
            kafka("broker unregister", "kafka.broker.BrokerUnregister", "forget a broker that is gone for good"),
            kafka("broker can-restart", "kafka.broker.BrokerCanRestart", "check whether a broker can be stopped"),
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
            both("wait", "wait.Wait", "wait for a condition"),
            both("migration", "migration.MigrationStatus", "show where the migration from ZooKeeper to KRaft stands"),
            both("leaders", "leaders.Leaders", "show partition leaders live"),
            both("failover record", "failover.FailoverRecord", "record a failover as JSON lines"),
            both("failover report", "failover.FailoverReport", "report on a recorded failover"),
            both("failover replay", "failover.FailoverReplay", "play a recording on the leader map"),
            both("audit", "audit.Audit", "compare ZooKeeper's metadata with each broker's"),
            both("doctor", "doctor.Doctor", "check the connection to each server step by step"),
            both("verify", "doctor.Verify", "verify writes and reads through each server"),
            shell("help", "session.Help", "list the commands, or describe one"),
            shell("completion", "session.Completion", "print the completion script for bash, zsh or fish"),
            shell("history", "session.History", "show the command history"),
            shell("redo", "session.Redo", "run a line of the history again"),
            shell("source", "session.Source", "run the commands of a file"),
            shell("echo", "session.Echo", "print words"),
            shell("time", "session.Time", "run a command and print how long it took"),
            shell("alias", "session.Alias", "define a short name for commands, or list them"),
            shell("unalias", "session.Unalias", "remove aliases"),
            shell("unset", "session.Unset", "remove variables, or reset settings"),
            shell("set expanded", "session.ExpandedSetting", "set whether rows are printed as blocks"),
            shell("set pager", "session.PagerSetting", "turn the pager for long output on or off"),
            shell("set prompt", "session.PromptSetting", "set the text of the prompt"),
            shell("set keys", "session.KeysSetting", "set the keys that edit the command line"),
            shell("printwatches", "session.PrintWatches", "turn printing of watch events on or off"),
            shell("connect", "session.Connect", "connect to another ensemble", "reconnect"),
            shell("context list", "session.ContextList", "list contexts", "contexts"),
            shell("context show", "session.ContextShow", "show each setting and its source"),
            shell("context use", "session.ContextUse", "switch context"),
            shell("context add", "session.ContextAdd", "add a context"),
            shell("context remove", "session.ContextRemove", "remove a context", "context delete"),
            shell("context rename", "session.ContextRename", "rename a context"),
            shell("context edit", "session.ContextEdit", "edit the config file"),
            shell("links", "session.Links", "create links with the names of the stock tools"),
            shell("close", "session.Close", "close the session", "disconnect"),
            shell("quit", "session.Quit", "exit the shell or script", "exit"));

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
    public static Optional<Match> find(List<String> words) {
        for (int length = Math.min(2, words.size()); length > 0; length--) {
            String typed = String.join(" ", words.subList(0, length));
            for (Entry entry : ENTRIES) {
                if (entry.words().equals(typed) || entry.aliases().contains(typed)) {
                    return Optional.of(new Match(entry, length, PRESETS.getOrDefault(typed, List.of())));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The command that the first words of a line name.
     *
     * @param length the number of words of its name
     * @param preset arguments that the alias adds before the typed ones
     */
    public record Match(Entry entry, int length, List<String> preset) {

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
