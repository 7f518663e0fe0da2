package zooka.clients.zookeeper.servers;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import zooka.fuzz.FuzzTarget;

/** What servers answer of themselves. */
public final class EnsembleFuzz {

    private static final long SESSION = 0x100004d12340001L;

    private EnsembleFuzz() {}

    public static List<FuzzTarget> targets() {
        return List.of(
                FuzzTarget.of(
                        "four-letter words",
                        bytes -> {
                            Readings readings = new Readings();
                            readings.srvr(FuzzTarget.text(bytes));
                            readings.mntr(FuzzTarget.text(bytes));
                            Storage.of(readings.server("h:2181", "4lw")).description();
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
                        "zk_version\t3.9.5\nzk_server_state\tfollower\nzk_znode_count\t5\nzk_avg_latency\t0.5\nzk_watch_count\t1\n"),
                FuzzTarget.of("cons and dump", bytes -> owners(FuzzTarget.text(bytes)), """
                         /10.0.0.7:56142[1](queued=0,recved=2,sent=2,sid=0x100004d12340001,lop=CREA,est=1,to=10000,lzxid=0x1)
                         /[::1]:56143[0](queued=0,recved=1,sent=0)

                        """, """
                        SessionTracker dump:
                        Session Sets (1)/(1):
                        1 expire at x:
                        \t0x100004d12340001
                        ephemeral nodes dump:
                        Sessions with Ephemerals (1):
                        0x100004d12340001:
                        \t/brokers/ids/1
                        \t/controller
                        """),
                FuzzTarget.of(
                        "AdminServer",
                        bytes -> admin(FuzzTarget.text(bytes)),
                        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"version\":\"3.9.5-1\",\"read_only\":false,"
                                + "\"server_stats\":{\"server_state\":\"leader\",\"avg_latency\":0.5,\"last_processed_zxid\":4294967297,"
                                + "\"num_alive_client_connections\":1},\"node_count\":5,\"command\":\"stats\",\"error\":null}",
                        "HTTP/1.1 200 OK\r\n\r\n{\"znode_count\":5,\"max_fsynctime\":7,\"cnt_fsynctime\":2,\"sum_fsynctime\":9,"
                                + "\"command\":\"monitor\",\"error\":null}",
                        "HTTP/1.1 200 OK\r\n\r\n{\"connections\":[{\"remote_socket_address\":\"/10.0.0.7:1\",\"session_id\":"
                                + SESSION + ",\"session_timeout\":10000}],\"secure_connections\":[],"
                                + "\"session_id_to_ephemeral_paths\":{\"" + SESSION
                                + "\":[\"/a\"]},\"command\":\"dump\",\"error\":null}",
                        "HTTP/1.1 403 Forbidden\r\n\r\n"));
    }

    private static void owners(String text) {
        Owners.client(text, SESSION);
        Objects.requireNonNull(Owners.ephemerals(text, SESSION));
    }

    private static void admin(String answer) {
        AdminServer.Reply reply;
        try {
            reply = AdminServer.read("admin", answer, "/commands");
        } catch (IOException e) {
            return; // told to the user
        }
        Readings readings = new Readings();
        readings.serverStats(reply.fields());
        readings.monitor(reply.fields());
        Storage.of(readings.server("h:2181", reply.via())).description();
        owners(reply.json());
    }
}
