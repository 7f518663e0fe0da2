package zooka.shell.dropin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code kafka-broker-api-versions}: shows which requests each broker supports, and which of these the client can use. */
final class KafkaBrokerApiVersions implements Tool {

    @Override
    public StockOptions options() {
        return new StockOptions();
    }

    @Override
    public void check(StockLine line) {
        // There is nothing but the options of every tool.
    }

    @Override
    public void run(StockLine line, Shell shell, StockOutput out) {
        Map<String, List<String>> requests = new LinkedHashMap<>();
        for (Item request : shell.items(List.of("broker", "versions", "--all"))) {
            requests.computeIfAbsent(request.text("broker"), none -> new ArrayList<>())
                    .add(described(request));
        }
        for (Item broker : shell.items(List.of("broker", "list"))) {
            String name = broker.text("host") + ":" + broker.text("port") + " (id: " + broker.text("id") + " rack: "
                    + broker.text("rack", "null") + " isFenced: false)";
            if (requests.containsKey(broker.text("id"))) {
                out.line(name + " -> (\n\t" + String.join(",\n\t", requests.get(broker.text("id"))) + "\n)");
            } else if (broker.text("state").equals("online")) {
                out.line(name + " -> ERROR: no answer"); // remarked on stderr, with the reason
            }
        }
    }

    private static String described(Item request) {
        String name = request.text("name", "UNKNOWN") + "(" + request.text("key") + "): ";
        if (!request.has("max")) {
            return name + "UNSUPPORTED";
        }
        String min = request.text("min");
        String max = request.text("max");
        String versions = min.equals(max) ? min : min + " to " + max;
        if (!request.has("name")) {
            return name + versions;
        }
        return name
                + versions
                + (request.has("usable")
                        ? " [usable: " + request.text("usable") + "]"
                        : tooOld(request) ? " [unusable: node too old]" : " [unusable: node too new]");
    }

    /** Whether the client supports newer versions only. A request that it supports in no version is no longer in use. */
    private static boolean tooOld(Item request) {
        return request.has("clientMin") && request.number("max") < request.number("clientMin");
    }
}
