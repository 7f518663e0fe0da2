package zooka.commands.zk;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import zooka.commands.Failure;
import zooka.commands.net.Addresses;

/** {@link Ensemble} by four-letter words: {@code srvr}, which servers answer by default, and {@code mntr} where allowed. */
public final class FourLetterEnsemble implements Ensemble {

    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final String REFUSED = "is not in the whitelist";

    private final List<String> addresses;
    private final Duration timeout;

    public FourLetterEnsemble(List<String> addresses, Duration timeout) {
        this.addresses = List.copyOf(addresses);
        this.timeout = timeout.compareTo(LONGEST) < 0 ? timeout : LONGEST;
    }

    @Override
    public List<Server> servers() {
        List<CompletableFuture<Server>> asked = new ArrayList<>();
        for (String address : addresses) {
            CompletableFuture<Server> answer = new CompletableFuture<>();
            Thread thread = new Thread(() -> answer.complete(ask(address)), "ask " + address);
            thread.setDaemon(true);
            thread.start();
            asked.add(answer);
        }
        long deadline = System.nanoTime() + 2 * timeout.toNanos();
        List<Server> servers = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            try {
                servers.add(asked.get(i).get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS));
            } catch (TimeoutException e) {
                servers.add(Server.silent(addresses.get(i), "timed out"));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Failure.interrupted();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
        return servers;
    }

    private Server ask(String address) {
        String answer;
        try {
            answer = send(address, "srvr");
        } catch (IOException e) {
            String trouble = Addresses.probe(List.of(address), timeout)
                    .get(address)
                    .orElse("takes connections and does not answer");
            return Server.silent(address, trouble);
        }
        if (answer.contains(REFUSED)) {
            return Server.silent(address, "answers, but does not allow the four-letter word srvr");
        }
        Map<String, String> fields = fields(answer, ": ");
        if (!fields.containsKey("Mode")) {
            return Server.silent(address, answer.isBlank() ? "answers nothing: it has no quorum" : answer.strip());
        }
        Map<String, String> monitor = monitor(address);
        String latency = fields.getOrDefault("Latency min/avg/max", "");
        String[] latencies = latency.split("/", -1);
        return new Server(
                address,
                Optional.of(fields.get("Mode")),
                Optional.ofNullable(fields.get("Zookeeper version")).map(v -> v.replaceAll("[-,].*", "")),
                hex(fields.get("Zxid")),
                latencies.length == 3 ? Optional.of(Double.valueOf(latencies[1])) : Optional.empty(),
                number(fields.get("Connections")),
                number(monitor.get("zk_watch_count")),
                number(fields.get("Node count")),
                Optional.empty());
    }

    private Map<String, String> monitor(String address) {
        try {
            return fields(send(address, "mntr"), "\t");
        } catch (IOException e) {
            return Map.of();
        }
    }

    private String send(String address, String word) throws IOException {
        try (Socket socket = new Socket()) {
            int millis = (int) timeout.toMillis();
            socket.connect(new InetSocketAddress(Addresses.host(address), Addresses.port(address)), millis);
            socket.setSoTimeout(millis);
            OutputStream out = socket.getOutputStream();
            out.write(word.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return new String(socket.getInputStream().readNBytes(1 << 20), StandardCharsets.UTF_8);
        }
    }

    private static Map<String, String> fields(String text, String separator) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String line : text.split("\n", -1)) {
            int at = line.indexOf(separator);
            if (at > 0) {
                fields.put(line.substring(0, at), line.substring(at + separator.length()));
            }
        }
        return fields;
    }

    private static OptionalLong number(String text) {
        return text == null || !text.matches("\\d+") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
    }

    private static OptionalLong hex(String text) {
        return text == null || !text.matches("0x[0-9a-f]+")
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseUnsignedLong(text.substring(2), 16));
    }
}
