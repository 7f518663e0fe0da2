package zooka.shell.dropin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import zooka.clients.Failure;
import zooka.clients.text.Selector;

/** Quotas of clients, and the credentials of users, as {@code kafka-configs} describes and changes them. */
record ClientConfigs(Shell shell, StockOutput out) {

    /** How {@code quota list} shows a default. */
    private static final String SHOWN_DEFAULT = "<default>";

    /** The words that select the clients of a quota; without a name all of the type. */
    private static List<String> whose(List<String> types, List<String> names) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String type = types.get(i);
            if (names.get(i).equals(KafkaConfigs.DEFAULT)) {
                words.add("--" + KafkaConfigs.singular(type) + "-defaults");
            } else {
                words.add((type.equals(KafkaConfigs.CLIENTS) ? "--client-id" : "--" + KafkaConfigs.singular(type)) + "="
                        + Selector.exactly(names.get(i)));
            }
        }
        return words;
    }

    void alter(List<String> types, List<String> names, Map<String, String> added, List<String> deleted) {
        boolean credentials = deleted.stream().anyMatch(key -> key.startsWith("SCRAM-"));
        List<String> words = new ArrayList<>(List.of(credentials ? "user" : "quota", "alter"));
        deleted.forEach(key -> words.add("--delete=" + key));
        if (credentials) {
            boolean oneUser =
                    types.equals(List.of(KafkaConfigs.USERS)) && !names.get(0).equals(KafkaConfigs.DEFAULT);
            if (!oneUser || !added.isEmpty()) {
                throw Failure.usage("SCRAM credentials can only be deleted alone, and for one user");
            }
            words.addAll(List.of("--", Selector.exactly(names.get(0))));
        } else {
            words.addAll(whose(types, names));
            words.add("--");
            added.forEach((key, value) -> words.add(key + "=" + value));
        }
        shell.items(words);
    }

    void describe(List<String> types, List<String> names) {
        List<String> words = new ArrayList<>(List.of("quota", "list"));
        words.addAll(whose(types, names));
        Map<String, StringBuilder> quotas = new TreeMap<>();
        for (Item quota : shell.items(words)) {
            // Those of a user and a client id belong to neither alone.
            if (quota.has("user") == types.contains(KafkaConfigs.USERS)
                    && quota.has("clientId") == types.contains(KafkaConfigs.CLIENTS)
                    && quota.has("ip") == types.contains(KafkaConfigs.IPS)) {
                StringBuilder text = quotas.computeIfAbsent(client(quota), none -> new StringBuilder());
                text.append(text.isEmpty() ? "" : ", ")
                        .append(quota.text("key"))
                        .append('=')
                        .append(Double.parseDouble(quota.text("value")));
            }
        }
        quotas.forEach((client, text) -> out.line("Quota configs for " + client + " are " + text));
        if (types.equals(List.of(KafkaConfigs.USERS)) && !names.contains(KafkaConfigs.DEFAULT)) {
            credentials(names);
        }
    }

    private static String client(Item quota) {
        List<String> parts = new ArrayList<>();
        part(quota, "user", "user-principal", parts);
        part(quota, "clientId", "client-id", parts);
        part(quota, "ip", "ip", parts);
        return String.join(", ", parts);
    }

    private static void part(Item quota, String key, String word, List<String> parts) {
        if (quota.has(key)) {
            String name = quota.text(key);
            parts.add(name.equals(SHOWN_DEFAULT) ? "the default " + word : word + " '" + name + "'");
        }
    }

    private void credentials(List<String> names) {
        List<String> words = new ArrayList<>(List.of("user", "list", "--"));
        names.forEach(name -> words.add(Selector.exactly(name)));
        List<Item> found;
        try {
            found = shell.items(words);
        } catch (Failure failure) {
            if (failure.kind() != Failure.Kind.NOT_FOUND) {
                throw failure;
            }
            return; // a user without credentials
        }
        Map<String, String> users = new TreeMap<>();
        for (Item one : found) {
            users.merge(
                    one.text("user"),
                    one.text("mechanism") + "=iterations=" + one.text("iterations"),
                    (before, next) -> before + ", " + next);
        }
        users.forEach(
                (user, text) -> out.line("SCRAM credential configs for user-principal '" + user + "' are " + text));
    }
}
