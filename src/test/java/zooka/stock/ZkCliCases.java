package zooka.stock;

import java.util.List;

/**
 * What zkCli 3.9 takes, line by line. In each, {@code @} stands for the case's own subtree, whose root exists and has no value.
 * Commands that end with the session or speak of all of it come last.
 */
final class ZkCliCases {

    /** The letter itself, where {@code @} alone is a case's root. */
    static final String AT = "\u0001";

    private ZkCliCases() {}

    /**
     * Lines that both must do alike: the same output and the same tree.
     *
     * @param lines those before the last prepare what it is about
     */
    record Alike(List<String> lines) {}

    /**
     * A line that both must refuse, and leave the tree as it was.
     *
     * @param says what zkCli says
     * @param code zooka's exit code
     */
    record Refused(String says, int code, List<String> lines) {}

    /**
     * A line that is answered otherwise on purpose.
     *
     * @param zkCli part of what zkCli prints
     * @param code zooka's exit code
     * @param zooka part of what zooka prints, on stdout or stderr
     */
    record Otherwise(String reason, String zkCli, int code, String zooka, List<String> lines) {}

    private static Alike alike(String... lines) {
        return new Alike(List.of(lines));
    }

    private static Refused refused(String says, int code, String... lines) {
        return new Refused(says, code, List.of(lines));
    }

    private static Otherwise otherwise(String reason, String zkCli, int code, String zooka, String... lines) {
        return new Otherwise(reason, zkCli, code, zooka, List.of(lines));
    }

    static final List<Alike> ALIKE = List.of(
            // create
            alike("create @/a"),
            alike("create @/a x"),
            alike("create @/a 'x y'"),
            alike("create @/a \"x y\""),
            alike("create @/a ''"),
            alike("create -s @/a- x"),
            alike("create @/a x", "create -s @/a/ x"),
            alike("create -c @/a"),
            alike("create -c @/a x"),
            alike("create -t 86400000 @/a x"),
            alike("create -t 86400000 -s @/a- x"),
            alike("create -e @/a x", "stat @/a"),
            alike("create -e -s @/a- x", "getEphemerals @"),
            alike("create @/a x world:anyone:cdrwa"),
            alike("create @/a x world:anyone:ra,digest:joe:n4HBDBjyBEMRWdsoIjKSpDXrsTQ=:cdrwa"),
            alike("create @/a x ip:127.0.0.1:cdrwa"),
            alike("create @/a x -s"),
            // ls
            alike("ls @"),
            alike("create @/b x", "create @/a", "ls @"),
            alike("create @/b x", "ls -s @"),
            alike("create @/b x", "ls @ -s"),
            alike("create @/b x", "ls -w @"),
            alike("ls -R @"),
            alike("create @/b x", "create @/b/c y", "ls -R @"),
            alike("create @/a", "create @/a/c", "create @/a/c/d", "create @/b", "create @/b/e", "ls -R @"),
            // get
            alike("create @/a hello", "get @/a"),
            alike("get @"),
            alike("create @/a ''", "get @/a"),
            alike("create @/a hello", "get -s @/a"),
            alike("create @/a hello", "get @/a -s"),
            alike("create @/a hello", "get -b @/a"),
            alike("create @/a hello", "get -x @/a"),
            alike("create @/a hello", "get -b -x @/a"),
            alike("create @/a 'a value of more than sixteen bytes'", "get -x @/a"),
            alike("get -b @"),
            alike("get -x @"),
            alike("create @/a hello", "get -w @/a"),
            alike("create @/a hello", "get -s -b @/a"),
            // stat
            alike("stat @"),
            alike("stat -w @"),
            // set
            alike("create @/a x", "set @/a y"),
            alike("create @/a x", "set @/a 'y z'"),
            alike("create @/a x", "set @/a ''"),
            alike("create @/a x", "set @/a y -v 0"),
            alike("create @/a x", "set -v 0 @/a y"),
            alike("create @/a x", "set -v -1 @/a y"),
            alike("create @/a x", "set -s @/a y"),
            alike("create @/a x", "set -b @/a aGVsbG8="),
            // delete
            alike("create @/a x", "delete @/a"),
            alike("create @/a x", "delete -v 0 @/a"),
            alike("create @/a x", "delete @/a -v 0"),
            alike("create @/a x", "create @/a/b", "deleteall @/a"),
            alike("create @/a x", "create @/a/b", "deleteall @/a -b 10"),
            // ACLs
            alike("getAcl @"),
            alike("getAcl -s @"),
            alike("create @/a", "setAcl @/a world:anyone:ra", "getAcl @/a"),
            alike("create @/a", "setAcl -s @/a world:anyone:cdrwa"),
            alike("create @/a", "setAcl -v 0 @/a world:anyone:cdrwa"),
            alike("create @/a", "create @/a/b", "setAcl -R @/a world:anyone:cdra"),
            alike("create @/a", "setAcl @/a world:anyone:cdrwa,ip:127.0.0.1:r", "getAcl @/a"),
            alike("create @/a", "setAcl @/a world:anyone:arwdc", "getAcl @/a"),
            // quotas
            alike("setquota -n 5 @", "listquota @", "delquota @"),
            alike("setquota -b 100 @", "listquota @", "delquota @"),
            alike("setquota -N 5 @", "listquota @", "delquota @"),
            alike("setquota -B 100 @", "listquota @", "delquota @"),
            alike("setquota -n 5 @", "setquota -b 7 @", "listquota @", "delquota -n @", "listquota @", "delquota @"),
            alike("setquota -N 5 @", "setquota -B 7 @", "delquota -N @", "delquota -B @", "listquota @", "delquota @"),
            alike("setquota -N 9 @"),
            alike("setquota -b 9 @", "delquota -b @", "listquota @", "delquota @"),
            // the rest
            alike("sync @"),
            alike("create @/a", "create @/a/b", "getAllChildrenNumber @"),
            alike("getEphemerals @"),
            alike("config"),
            alike("config -c"),
            alike("config -s"),
            alike("config -c -s"),
            alike("config -w", "removewatches /zookeeper/config"),
            alike("addWatch @/x", "removewatches @/x"),
            alike("addWatch -m PERSISTENT @/x", "removewatches @/x -p"),
            alike("addWatch -m PERSISTENT_RECURSIVE @/x", "removewatches @/x -r"),
            alike("create @/y", "ls -w @/y", "removewatches @/y -c"),
            alike("create @/y", "get -w @/y", "removewatches @/y -d"),
            alike("create @/y", "get -w @/y", "removewatches @/y -a"),
            alike("create @/y", "get -w @/y", "removewatches @/y -d -l"),
            alike("printwatches"),
            alike("printwatches off", "printwatches"),
            alike("printwatches on"),
            // who it is comes last: it adds up
            alike("whoami"),
            alike("addauth digest joe:secret", "create @/a x auth::cdrwa", "getAcl @/a"),
            alike("whoami"),
            alike("addauth digest super:sandbox", "reconfig -add \"server.9=127.0.0.1:1:2:observer;127.0.0.1:3\""),
            alike("reconfig -s -remove 9"),
            alike("getEphemerals"));

    static final List<Refused> REFUSED = List.of(
            refused("Node does not exist: @/no", 3, "get @/no"),
            refused("Node does not exist: @/no", 3, "ls @/no"),
            refused("Node does not exist: @/no", 3, "stat @/no"),
            refused("Node does not exist: @/no", 3, "set @/no x"),
            refused("Node does not exist: @/no", 3, "delete @/no"),
            refused("Node does not exist: @/no", 3, "getAcl @/no"),
            refused("Node does not exist: @/no", 3, "setAcl @/no world:anyone:cdrwa"),
            refused("Node does not exist: @/no/a", 3, "create @/no/a x"),
            refused("Node does not exist: @/no", 3, "getAllChildrenNumber @/no"),
            refused("Node already exists: @", 4, "create @ x"),
            refused("Node not empty: @", 4, "create @/a", "delete @"),
            refused("version No is not valid : @", 4, "set -v 7 @ x"),
            refused("version No is not valid : @", 4, "delete -v 7 @"),
            refused("version No is not valid : @", 4, "setAcl -v 7 @ world:anyone:cdrwa"),
            refused("does not have the form scheme:id:perm", 2, "setAcl @ nonsense"),
            refused("Acl is not valid", 1, "create @/a x auth::cdrwa"),
            refused("No such watcher for @", 3, "removewatches @"),
            refused("Unrecognized option", 2, "ls -q @"),
            refused("-t argument must be a long value", 2, "create -t abc @/a x"),
            refused("-c cannot be combined", 2, "create -c -e @/a x"),
            refused("TTLs cannot be used with Ephemeral", 2, "create -e -t 100 @/a x"));

    static final List<Otherwise> OTHERWISE = List.of(
            otherwise(
                    "a mistyped letter must not lock anybody out",
                    "Unknown perm type: z",
                    2,
                    "'z' in 'world:anyone:rz'",
                    "setAcl @ world:anyone:rz"),
            otherwise(
                    "an ACL that nobody could change again is asked about, or wants --yes",
                    "",
                    5,
                    "no client would have admin permission",
                    "setAcl @ world:anyone:r"),
            otherwise(
                    "an ACL that nobody could change again is asked about, or wants --yes",
                    "",
                    5,
                    "no client would have admin permission",
                    "create @/a x world:anyone:r"),
            otherwise(
                    "a digest that is none is asked about, or wants --yes",
                    "",
                    5,
                    "is not USER:HASH",
                    "create @/a x world:anyone:ra,digest:joe:hash=:cdrwa"),
            otherwise("old forms say nothing of their age", "has been deprecated", 0, "[]", "ls @ watch"),
            otherwise("old forms say nothing of their age", "has been deprecated", 0, "null", "get @ watch"),
            otherwise("old forms say nothing of their age", "has been deprecated", 0, "cZxid", "stat @ watch"),
            otherwise("old forms say nothing of their age", "has been deprecated", 0, "", "set @ x 0"),
            otherwise("old forms say nothing of their age", "has been deprecated", 0, "", "create @/a", "delete @/a 0"),
            otherwise("what zkCli has dropped", "", 0, "[]\ncZxid", "ls2 @"),
            otherwise("what zkCli has dropped", "", 0, "", "create @/a", "rmr -y @/a"),
            otherwise(
                    "@FILE is a file's bytes, and @@ begins a text with @",
                    "",
                    2,
                    "use @@daily for the text @daily",
                    "set @ " + AT + "daily"),
            otherwise("@@ begins a text with @", "", 0, AT + "daily", "set @ " + AT + AT + "daily", "get @"),
            otherwise("- is what stdin has; --hex 2d is the text -", "", 0, "Created", "create @/a -"),
            otherwise("no path is the place where one is", "", 0, "zookeeper", "ls"),
            otherwise("several limits at once", "AlreadySelectedException", 0, "", "setquota -n 5 -b 7 @"),
            otherwise(
                    "a bad value is an error",
                    "NumberFormatException",
                    2,
                    "setquota: invalid value",
                    "setquota -n abc @"),
            otherwise(
                    "what is not there is an error", "quota for @ does not exist.", 3, "no quota on @", "listquota @"),
            otherwise("what is not there is an error", "does not exist", 3, "no quota on @", "delquota @"),
            otherwise(
                    "words beyond the command are not dropped",
                    "",
                    2,
                    "set: unexpected argument: 'world'",
                    "set @ hello world"),
            otherwise("lines are counted from 1", "", 2, "no line 0 in the history", "redo 0"),
            otherwise(
                    "an event is no payload: it goes to stderr",
                    "WatchedEvent state:SyncConnected type:NodeCreated path:@/a",
                    0,
                    " created @/a",
                    "addWatch @/a",
                    "create @/a",
                    "sync @",
                    "wait @/a exists"),
            otherwise(
                    "; ends a command, and a server's address wants quotes",
                    "",
                    2,
                    "unknown command '127.0.0.1:3'",
                    "reconfig --dry-run -add server.9=127.0.0.1:1:2:observer;127.0.0.1:3"),
            otherwise(
                    "an unknown command is no usage of all the others",
                    "",
                    2,
                    "unknown command 'nonsense'",
                    "nonsense"),
            otherwise(
                    "a script confirms what takes a subtree",
                    "",
                    5,
                    "not confirmed: would delete 2 znodes",
                    "create @/a",
                    "deleteall @/a/.."),
            otherwise("a quote that is not closed is no value", "Created", 2, "unclosed '", "create @/a 'x"),
            // and this ends zkCli, so it is the last
            otherwise("a base64 that is none does not end the shell", "Illegal base64", 2, "error: ", "set -b @ ***"),
            // and this its session
            otherwise(
                    "credentials are refused at once",
                    "",
                    5,
                    "the server refuses these credentials",
                    "addauth nonsense x"));
}
