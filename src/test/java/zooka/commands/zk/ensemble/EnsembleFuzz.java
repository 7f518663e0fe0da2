package zooka.commands.zk.ensemble;

import zooka.fuzz.FuzzTarget;

/** What servers answer of themselves. */
public final class EnsembleFuzz {

    private EnsembleFuzz() {}

    public static FuzzTarget target() {
        return FuzzTarget.of(
                "four-letter words",
                bytes -> {
                    Readings readings = new Readings();
                    readings.srvr(FuzzTarget.text(bytes));
                    readings.mntr(FuzzTarget.text(bytes));
                    readings.server("h:2181", "4lw");
                },
                """
                        Zookeeper version: 3.9.5-1, built on x
                        Latency min/avg/max: 0/0.5/3
                        Received: 1
                        Connections: 1
                        Outstanding: 0
                        Zxid: 0x100000001
                        Mode: leader
                        Node count: 5
                        """,
                "zk_version\t3.9.5\nzk_server_state\tfollower\nzk_znode_count\t5\nzk_avg_latency\t0.5\nzk_watch_count\t1\n");
    }
}
