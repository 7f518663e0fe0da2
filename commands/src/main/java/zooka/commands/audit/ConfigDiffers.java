package zooka.commands.audit;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import zooka.clients.kafka.BrokerSurvey;
import zooka.clients.kafka.BrokerSurvey.Settings;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.audit.evidence.ZooKeeperEvidence;
import zooka.commands.result.Severity;

/** Finds brokers whose configuration differs from the stored one, or from the other brokers'. */
final class ConfigDiffers extends Check {

    private static final String NOT_SET = "not set";

    ConfigDiffers() {
        super(
                "config-differs",
                Severity.WARNING,
                Scope.BROKERS,
                "a broker uses a configuration that differs from the stored one");
    }

    @Override
    void find(Evidence evidence, Consumer<Finding> found) {
        Map<Integer, Settings> told = evidence.testimony().settings().answers();
        if (!evidence.hasZooKeeper()) {
            topics(told, Map.of(), false, found);
            return;
        }
        ZooKeeperEvidence kept = evidence.zookeeper();
        told.forEach((id, settings) -> compare(
                "broker " + id,
                kept.brokerSettings().getOrDefault(String.valueOf(id), Map.of()),
                Map.of(id, settings.own()),
                "broker/" + id,
                found));
        Map<String, String> forAll = kept.brokerSettings().getOrDefault(ZooKeeperEvidence.ALL_BROKERS, Map.of());
        told.forEach((id, settings) -> {
            Map<String, String> expected = new HashMap<>(forAll);
            // A key of the broker itself overrides the cluster-wide default.
            expected.keySet().removeAll(settings.own().keySet());
            compare("broker " + id, expected, Map.of(id, settings.common()), "broker/default", found);
        });
        topics(told, kept.topicSettings(), true, found);
    }

    private void topics(
            Map<Integer, Settings> told,
            Map<String, Map<String, String>> kept,
            boolean zookeeper,
            Consumer<Finding> found) {
        Set<String> names = new TreeSet<>();
        told.values().forEach(settings -> names.addAll(settings.topics().keySet()));
        for (String topic : names) {
            Map<Integer, Map<String, String>> answers = new TreeMap<>();
            told.forEach((id, settings) -> {
                if (settings.topics().containsKey(topic)) {
                    answers.put(id, settings.topics().get(topic));
                }
            });
            if (zookeeper) {
                if (kept.containsKey(topic)) {
                    compare(topic, kept.get(topic), answers, "topic/" + topic, found);
                }
            } else {
                among(topic, answers, found);
            }
        }
    }

    private void compare(
            String subject,
            Map<String, String> kept,
            Map<Integer, Map<String, String>> told,
            String where,
            Consumer<Finding> found) {
        Set<String> names = new TreeSet<>(kept.keySet());
        told.values().forEach(settings -> names.addAll(settings.keySet()));
        for (String name : names) {
            String expected = kept.getOrDefault(name, NOT_SET);
            Map<Integer, String> others = new TreeMap<>();
            told.forEach((id, settings) -> {
                String value = settings.getOrDefault(name, NOT_SET);
                if (!alike(expected, value) && !throttle(name, value)) {
                    others.put(id, name + "=" + value);
                }
            });
            if (!others.isEmpty()) {
                found.accept(finding(
                        subject,
                        name + "=" + expected,
                        Evidence.byBroker(others),
                        "set it again to notify the brokers: config alter " + where + " " + name + "="
                                + (expected.equals(NOT_SET) ? "…" : expected)));
            }
        }
    }

    private void among(String topic, Map<Integer, Map<String, String>> told, Consumer<Finding> found) {
        Set<String> names = new TreeSet<>();
        told.values().forEach(settings -> names.addAll(settings.keySet()));
        for (String name : names) {
            Map<Integer, String> all = new TreeMap<>();
            told.forEach((id, settings) -> all.put(id, name + "=" + settings.getOrDefault(name, NOT_SET)));
            if (all.values().stream().distinct().count() > 1) {
                found.accept(finding(
                        topic,
                        "",
                        Evidence.byBroker(all),
                        "if the difference persists, restart the broker that differs"));
            }
        }
    }

    /** Throttles of a reassignment are temporary, and brokers do not report all of them. */
    private static boolean throttle(String name, String value) {
        return name.contains("throttled") && value.equals(NOT_SET);
    }

    /** Brokers report a value as they have parsed it: {@code TRUE} as {@code true}, {@code a, b} as {@code a,b}. */
    private static boolean alike(String kept, String told) {
        if (told.equals(BrokerSurvey.SECRET) || kept.equals(told)) {
            return true;
        }
        String one = kept.replace(" ", "").toLowerCase(Locale.ROOT);
        String other = told.replace(" ", "").toLowerCase(Locale.ROOT);
        if (one.equals(other)) {
            return true;
        }
        try {
            return new BigDecimal(one).compareTo(new BigDecimal(other)) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
