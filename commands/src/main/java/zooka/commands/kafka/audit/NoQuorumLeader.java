package zooka.commands.kafka.audit;

import java.util.function.Consumer;

/** The quorum has no leader, or nobody can tell who it is. */
final class NoQuorumLeader extends Check {

    NoQuorumLeader() {
        super("no-quorum-leader", Severity.CRITICAL, Scope.KRAFT, "the quorum has no leader that a broker can reach");
    }

    @Override
    void look(Evidence evidence, Consumer<Finding> found) {
        evidence.told()
                .quorum()
                .silent()
                .forEach((id, trouble) -> found.accept(finding(
                        "broker " + id, "", "broker " + id + ": " + trouble, "see to the controllers: quorum status")));
        evidence.told().quorum().answers().forEach((id, quorum) -> {
            if (quorum.leader().isEmpty()) {
                found.accept(finding(
                        "broker " + id,
                        "",
                        "broker " + id + ": no leader, epoch " + quorum.epoch(),
                        "see to the controllers: quorum status"));
            }
        });
    }
}
