package zooka.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import zooka.sandbox.Layout.Node;

/** Whether servers do what they are for. */
final class Liveness {

    private Liveness() {}

    /** Whether a server answers, and a broker knows itself. */
    static boolean answers(Node node) throws Exception {
        if (node.kind() == ServerStatus.Kind.ZOOKEEPER) {
            return serves(node);
        }
        if (node.kind() == ServerStatus.Kind.CONTROLLER) {
            return listen(List.of(node));
        }
        try (Admin admin = Ensemble.admin(node.address())) {
            return admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).stream()
                    .anyMatch(broker -> broker.id() == node.id());
        }
    }

    /** Whether a ZooKeeper server, as a member of a quorum or standalone, serves requests. */
    static boolean serves(Node node) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), node.port()), 1000);
            socket.setSoTimeout(1000);
            socket.getOutputStream().write("srvr".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return answer.contains("Mode: ");
        }
    }

    /** Whether all brokers, or controllers, take connections: in KRaft, others know of one before its port is open. */
    static boolean listen(List<Node> nodes) throws IOException {
        for (Node broker : nodes) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), broker.port()), 1000);
            }
        }
        return true;
    }

    static boolean knowsItself(Admin admin, int brokers) throws Exception {
        DescribeClusterResult cluster = admin.describeCluster();
        return cluster.nodes().get(2, TimeUnit.SECONDS).size() == brokers
                && cluster.controller().get(2, TimeUnit.SECONDS) != null;
    }
}
