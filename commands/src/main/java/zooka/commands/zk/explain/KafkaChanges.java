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
                    .map(what -> "notifies the brokers of a configuration change of " + what + " have changed")),
            Explainer.of(
                    "/config/changes", "notifications of configuration changes, which Kafka deletes after a while"),
            Explainer.of("/isr_change_notification/isr_change" + NUMBERED, (path, znode) -> partitions(znode)
                    .map(all -> "notifies the controller of ISR changes: " + all)),
            Explainer.of("/isr_change_notification", "notifications of ISR changes from leaders to the controller"),
            Explainer.of("/log_dir_event_notification/log_dir_event" + NUMBERED, (path, znode) -> znode.json()
                    .text("broker")
                    .map(id -> "broker " + id + " notifies the controller of a failed log directory")),
            Explainer.of(
                    "/log_dir_event_notification",
                    "notifications of failed log directories from brokers to the controller"),
            Explainer.of(
                    "/admin/delete_topics/([^/]+)",
                    (path, znode) -> Optional.of(
                            "topic " + path.group(1) + " is marked for deletion, requested at " + znode.created())),
            Explainer.of("/admin/delete_topics", "topics marked for deletion that still exist"),
            Explainer.of("/admin/reassign_partitions", KafkaChanges::reassignment),
            Explainer.of("/admin/preferred_replica_election", (path, znode) -> partitions(znode)
                    .map(all -> "preferred leader election, requested at " + znode.created() + ": " + all)),
            Explainer.of(
                    "/kafka-acl-extended/([^/]+)/([^/]+)/([^/]+)",
                    (path, znode) -> acls(path.group(2) + " " + path.group(3) + " (" + path.group(1) + ")", znode)),
            Explainer.of(
                    "/kafka-acl/([^/]+)/([^/]+)", (path, znode) -> acls(path.group(1) + " " + path.group(2), znode)),
            Explainer.of("/kafka-acl(?:-extended)?-changes/acl_changes" + NUMBERED, KafkaChanges::aclChange),
            Explainer.of("/kafka-acl(?:-extended)?(?:-changes)?", "ACLs of Kafka in ZooKeeper mode"));

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
        return Optional.of(
                "configuration overrides of " + whose + ": " + (all.isEmpty() ? "nothing" : Phrases.list(all)));
    }

    /** The entity of a notification in {@code /config/changes}; before version 2 it had two keys. */
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
                : Optional.of("reassignment requested at " + znode.created() + ": " + Phrases.list(moves));
    }

    private static Optional<String> acls(String resource, Subject znode) {
        LenientJson json = znode.json();
        if (!json.has("acls")) {
            return Optional.empty();
        }
        List<String> acls = json.objects("acls").stream()
                .map(acl -> acl.text("principal").orElse("?")
                        + (acl.text("permissionType").orElse("Allow").equalsIgnoreCase("Deny")
                                ? " denied "
                                : " allowed ")
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
                : Optional.of("notifies the brokers of an ACL change of " + resource);
    }
}
