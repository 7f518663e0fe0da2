package zooka.commands.zk.explain;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zooka.commands.value.LenientJson;

/** What Curator's recipes keep: instances of services, locks and leader latches. */
final class Curator {

    private static final String ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    /** Names as Curator gives them: protected by an id, which tells its creator after a lost reply, or without one. */
    private static final Pattern CONTENDER = Pattern.compile("(?:_c_" + ID + "-)?(lock|latch)-(\\d{10})");

    static final List<Explainer> EXPLAINERS = List.of(
            Explainer.of("/(?:_c_" + ID + "-)?(lock|latch)-\\d{10}", Curator::contender),
            Explainer.of("/[^/]+/[^/]+", Curator::instance));

    private Curator() {}

    private static Optional<String> instance(Matcher path, Subject znode) {
        LenientJson json = znode.json();
        if (!(json.has("name") && json.has("id") && json.has("address"))
                || !(json.members().containsKey("port") || json.members().containsKey("sslPort"))) {
            return Optional.empty();
        }
        String port = json.text("port")
                .map(number -> ":" + number)
                .or(() -> json.text("sslPort").map(number -> ":" + number + " (TLS)"))
                .orElse("");
        return Optional.of("service " + json.text("name").orElse("?") + ", instance "
                + json.text("id").orElse("?") + ": " + json.text("address").orElse("?") + port + ", since "
                + json.time("registrationTimeUTC").orElse(znode.created()));
    }

    /** The lowest number holds the lock, or leads; the others wait in their order. */
    private static Optional<String> contender(Matcher path, Subject znode) {
        String kind = path.group(1);
        List<String> queue = znode.siblings().get().stream()
                .filter(name -> kind.equals(kind(name)))
                .sorted(Comparator.comparing(name -> name.substring(name.length() - 10)))
                .toList();
        int place = queue.indexOf(znode.name());
        if (place < 0) {
            return Optional.empty(); // gone by now, or not to be seen
        }
        boolean lock = kind.equals("lock");
        if (place == 0) {
            String waiting = queue.size() == 1 ? "none waiting" : (queue.size() - 1) + " waiting";
            return Optional.of(
                    "Curator: " + (lock ? "holds the lock" : "leads") + " since " + znode.created() + ", " + waiting);
        }
        return Optional.of("Curator: waits " + (lock ? "for the lock" : "to lead") + ", " + place + " ahead; "
                + queue.get(0) + (lock ? " holds the lock" : " leads"));
    }

    private static String kind(String name) {
        Matcher matcher = CONTENDER.matcher(name);
        return matcher.matches() ? matcher.group(1) : "";
    }
}
