package zooka.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import zooka.testing.Program;

/** ZooKeeper's data on disks that misbehave; they stand in for NFS. */
final class NetlabDisksTest {

    private static Netlab netlab;

    @BeforeAll
    static void up() {
        netlab = Netlab.up("--disks", "--zookeeper-only");
    }

    @AfterAll
    static void down() {
        if (netlab != null) {
            netlab.close();
        }
    }

    /** The server that suffers is named: a full disk costs a follower its place in the quorum. */
    @Test
    void a_server_whose_disk_is_full_falls_out_of_the_quorum_and_comes_back() {
        Program zooka = netlab.zooka("inside", "-z", Netlab.ENSEMBLE);
        String pod = follower(zooka);
        netlab.disk(pod, "full");
        try {
            String large = "x".repeat(60_000);
            NetlabTest.await("it is out of the quorum", () -> {
                zooka.run("--keep-going", "-e", "create /large ''; set /large " + large);
                return zooka.run("ensemble").err().contains(pod + ".zk-headless:2181: serves no requests");
            });
        } finally {
            netlab.disk(pod, "mend");
        }
        NetlabTest.await("it is back", () -> zooka.run("ensemble").code() == 0);
        assertThat(zooka.run("-y", "delete", "/large").code()).isZero();
    }

    /** One write a second: it shows in the server's own figures, and in nobody else's. */
    @Test
    void a_slow_disk_shows_in_how_long_a_server_waits_for_it() {
        Program zooka = netlab.zooka("inside", "-z", Netlab.ENSEMBLE);
        String pod = follower(zooka);
        netlab.disk(pod, "slow");
        try {
            NetlabTest.await("a write that took a second", () -> {
                zooka.run("--keep-going", "-e", "create /small ''; set /small x");
                return longestSync(pod) >= 1000;
            });
        } finally {
            netlab.disk(pod, "mend");
        }
        assertThat(zooka.run("-y", "delete", "/small").code()).isZero();
    }

    private static long longestSync(String pod) {
        String ask = "exec 3<>/dev/tcp/" + pod + ".zk-headless/2181 && echo mntr >&3 && cat <&3";
        return netlab.at("inside", "bash", "-c", ask)
                .out()
                .lines()
                .filter(line -> line.startsWith("zk_max_fsynctime\t"))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf('\t') + 1)))
                .findFirst()
                .orElse(0);
    }

    private static String follower(Program zooka) {
        return NetlabTest.ok(zooka.run("ensemble"))
                .lines()
                .filter(line -> line.contains("\tfollower\t"))
                .map(line -> line.substring(0, line.indexOf('.')))
                .findFirst()
                .orElseThrow();
    }
}
