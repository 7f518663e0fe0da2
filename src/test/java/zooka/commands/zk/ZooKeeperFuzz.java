package zooka.commands.zk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import zooka.clients.zookeeper.Acl;
import zooka.commands.undo.UndoFuzz;
import zooka.commands.zk.browse.WatchersFuzz;
import zooka.commands.zk.explain.Explanations;
import zooka.commands.zk.explain.Subject;
import zooka.commands.zk.server.Members;
import zooka.commands.zk.tree.ExportFile;
import zooka.commands.zk.znode.AclArgument;
import zooka.fuzz.FuzzTarget;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeClusters;

/** What comes from ZooKeeper's servers and users. */
public final class ZooKeeperFuzz {

    private ZooKeeperFuzz() {}

    public static List<FuzzTarget> targets() {
        Path file;
        try {
            file = Files.createTempFile("zooka-fuzz-", ".jsonl");
            file.toFile().deleteOnExit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        TestRun run = new TestRun(new FakeClusters());
        return List.of(
                FuzzTarget.of("export", bytes -> export(Files.write(file, bytes), run), """
                        {"zookaExport":1,"root":"/a","acls":true}
                        {"path":"/","data":"x"}
                        {"path":"/b","data":{"base64":"AAE="},"acl":["world:anyone:r"],"kind":"ttl","ttlMs":60000}
                        {"path":"/c","data":null}
                        """),
                FuzzTarget.of(
                        "acl",
                        bytes -> AclArgument.of(FuzzTarget.text(bytes), run.context()),
                        "world:anyone:cdrwa,auth::r",
                        "username_password:joe:pw:r,x509:CN=a,OU=b:r",
                        "digest:joe:n4HBDBjyBEMRWdsoIjKSpDXrsTQ=:cdrwa"),
                FuzzTarget.of(
                        "acl of a server", bytes -> Acl.parse(FuzzTarget.text(bytes)), "world:anyone:cdrwa,ip:::1:r"),
                FuzzTarget.of(
                        "members",
                        bytes -> Objects.requireNonNull(
                                Members.parse(bytes).all().toString()),
                        """
                        server.1=zk-0:2888:3888:participant;10.1.2.3:2181;[::]:2281
                        server.2=[::1]:1:2:observer|b:3:4;2182
                        group.1=1:2
                        weight.1=0
                        version=100000000"""),
                FuzzTarget.of(
                        "path",
                        bytes -> run.context().path(FuzzTarget.text(bytes)),
                        "/a/../b/./c",
                        "a//b/\uD83D\uDE00"),
                FuzzTarget.of(
                        "explanations",
                        ZooKeeperFuzz::explained,
                        "/brokers/ids/1\n{\"endpoints\":[\"A://h:1\"],\"host\":\"h\",\"port\":1,\"timestamp\":\"1700000000000\"}",
                        "/brokers/topics/t/partitions/0/state\n{\"controller_epoch\":1,\"leader\":1,\"isr\":[1,2]}",
                        "/consumers/g/offsets/t/0\n17",
                        "/config/topics/t\n{\"version\":1,\"config\":{\"a\":\"b\"}}",
                        "/admin/reassign_partitions\n{\"partitions\":[{\"topic\":\"t\",\"partition\":0,\"replicas\":[1]}]}",
                        "/lock/_c_5b-lock-0000000001\n10.0.0.1"),
                WatchersFuzz.target(),
                UndoFuzz.target());
    }

    private static void export(Path file, TestRun run) {
        try (ExportFile export = ExportFile.open(file.toString(), run.context())) {
            export.header();
            export.check(copy -> {});
        }
    }

    private static void explained(byte[] bytes) {
        String[] parts = FuzzTarget.text(bytes).split("\n", 2);
        byte[] data = parts[parts.length - 1].getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Explanations.of(new Subject(parts[0], Optional.of(data), TestRun.NOW, TestRun.NOW, List::of));
    }
}
