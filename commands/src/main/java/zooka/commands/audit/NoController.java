package zooka.commands.audit;

import java.util.OptionalInt;
import java.util.function.Consumer;
import zooka.commands.audit.evidence.Evidence;
import zooka.commands.result.Severity;

/** Finds a missing controller, or one that is not registered. */
final class NoController extends Check {

    NoController() {
        super(
                "no-controller",
                Severity.CRITICAL,
                Scope.ZOOKEEPER,
                "there is no active controller, or the controller is not registered");
    }

    @Override
    void find(Evidence evidence, Consumer<Finding> found) {
        if (evidence.zookeeper().brokers().isEmpty()
                && evidence.zookeeper().control().isEmpty()) {
            return;
        }
        OptionalInt controller =
                evidence.zookeeper().control().map(control -> control.broker()).orElse(OptionalInt.empty());
        boolean gone = controller.isPresent()
                && !evidence.zookeeper().migrating()
                && !evidence.zookeeper().brokers().containsKey(controller.getAsInt());
        if (controller.isEmpty() || gone) {
            found.accept(finding(
                    Finding.WHOLE,
                    gone
                            ? "/controller contains broker " + controller.getAsInt() + ", which is not registered"
                            : "no znode /controller",
                    "",
                    gone
                            ? "delete /controller: the brokers elect a new controller"
                            : "restart a broker: it becomes the controller"));
        }
    }
}
