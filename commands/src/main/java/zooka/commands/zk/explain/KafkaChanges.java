package zooka.commands.zk.explain;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import zooka.commands.value.LenientJson;

/** What Kafka is asked to do, and what its brokers tell each other: settings, ACLs, admin requests, notifications. */
final class KafkaChanges {

    private static final String NUMBERED = "_\\d{10}";

    static final List<Explainer> EXPLAINERS = List.of(
            Explainer.of(
                    "/config/users/([^/]+)/clients/([^/]+)",
                    (path, znode) -> settings("client " + path.group(2) + " of user " + path.group(1), znode, true)),
            Explainer.of("/config/(topic|broker|client|user|ip)s/([^/]+)", KafkaChanges::settings),
            Explainer.of("/config/changes/config_change" + NUMBERED, (path, znode) -> changed(znode)
                    .map(what -> "tells the brokers that the settings of " + what + " have changed")),
            Explainer.of("/config/changes", "where brokers learn that settings have changed; Kafka removes the notes"),
            Explainer.of("/isr_change_notification/isr_change" + NUMBERED, (path, znode) -> partitions(znode)
                    .map(all -> "tells the controller that in-sync replicas have changed: " + all)),
            Explainer.of(
                    "/isr_change_notification", "where leaders tell the controller that in-sync replicas have changed"),
            Explainer.of("/log_dir_event_notification/log_dir_event" + NUMBERED, (path, znode) -> znode.json()
                    .text("broker")
                    .map(id -> "broker " + id + " tells the controller that one of its log directories has failed")),
            Explainer.of(
                    "/log_dir_event_notification", "where brokers tell the controller that a log directory has failed"),
            Explainer.of(
                    "/admin/delete_topics/([^/]+)",
                    (path, znode) -> Optional.of(
                            "topic " + path.group(1) + " is to be deleted, asked for at " + znode.created())),
            Explainer.of("/admin/delete_topics", "the topics that are to be deleted and are not yet gone"),
            Explainer.of("/admin/reassign_partitions", KafkaChanges::reassignment),
            Explainer.of("/admin/preferred_replica_election", (path, znode) -> partitions(znode)
                    .map(all ->
                            "the preferred replicas are to lead again, asked for at " + znode.created() + ": " + all)),
            Explainer.of(
                    "/kafka-acl-extended/([^/]+)/([^/]+)/([^/]+)",
                    (path, znode) -> acls(path.group(2) + " " + path.group(3) + " (" + path.group(1) + ")", znode)),
            Explainer.of(
                    "/kafka-acl/([^/]+)/([^/]+)", (path, znode) -> acls(path.group(1) + " " + path.group(2), znode)),
            Explainer.of("/kafka-acl(?:-extended)?-changes/acl_changes" + NUMBERED, KafkaChanges::aclChange),
            Explainer.of(
                    "/kafka-acl(?:-extended)?(?:-changes)?", "Kafka's ACLs, as brokers in ZooKeeper mode keep them"));

    private KafkaChanges() {}

    private static Optional<String> settings(Matcher path, Subject znode) {
        boolean defaults = path.group(2).equals("<default>");
        String kind = path.group(1);
        return settings(
                defaults ? "every " + kind : kind + " " + path.group(2),
                znode,
                kind.equals("user") || kind.equals("broker"));
    }

    /** @param secret whether the values may be credentials, so that only keys are named */
    private static Optional<String> settings(String whose, Subject znode, boolean secret) {
        LenientJson json = znode.json();
        if (!json.has("config")) {
            return Optional.empty();
        }
        List<String> all = json.object("config").members().entrySet().stream()
                .map(setting -> secret ? String.valueOf(setting.getKey()) : setting.getKey() + "=" + setting.getValue())
                .toList();
        return Optional.of("overridden for " + whose + ": " + (all.isEmpty() ? "nothing" : Phrases.list(all)));
    }

    /** What a note in {@code /config/changes} speaks of; before version 2 it had two keys for it. */
    private static Optional<String> changed(Subject znode) {
        LenientJson json = znode.json();
        return json.text("entity_path").or(() -> json.text("entity_type")
                .map(type -> type + "/" + json.text("entity_name").orElse("?")));
    }

    private static Optional<String> partitions(Subject znode) {
        List<String> partitions = znode.json().objects("partitions").stream()
                .map(KafkaChanges::partition)
                .toList();
        return partitions.isEmpty() ? Optional.empty() : Optional.of(Phrases.list(partitions));
    }

    private static String partition(LenientJson json) {
        return json.text("topic").orElse("?") + "-" + json.text("partition").orElse("?");
    }

    private static Optional<String> reassignment(Matcher path, Subject znode) {
        List<String> moves = znode.json().objects("partitions").stream()
                .map(json -> partition(json) + " to " + Phrases.words(json.integers("replicas")))
                .toList();
        return moves.isEmpty()
                ? Optional.empty()
                : Optional.of("being moved since " + znode.created() + ": " + Phrases.list(moves));
    }

    private static Optional<String> acls(String resource, Subject znode) {
        LenientJson json = znode.json();
        if (!json.has("acls")) {
            return Optional.empty();
        }
        List<String> acls = json.objects("acls").stream()
                .map(acl -> acl.text("principal").orElse("?")
                        + (acl.text("permissionType").orElse("Allow").equalsIgnoreCase("Deny") ? " may not " : " may ")
                        + acl.text("operation").orElse("?")
                        + acl.text("host")
                                .filter(host -> !host.equals("*"))
                                .map(host -> " from " + host)
                                .orElse(""))
                .toList();
        return Optional.of("ACLs of " + resource + ": " + (acls.isEmpty() ? "none" : Phrases.list(acls)));
    }

    private static Optional<String> aclChange(Matcher path, Subject znode) {
        LenientJson json = znode.json();
        String resource = json.has("name")
                ? json.text("resourceType").orElse("") + " " + json.text("name").orElse("")
                : znode.text().replaceFirst(":", " ");
        return resource.isBlank()
                ? Optional.empty()
                : Optional.of("tells the brokers that the ACLs of " + resource + " have changed");
    }
}
