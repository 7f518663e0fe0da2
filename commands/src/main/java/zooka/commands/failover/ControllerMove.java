package zooka.commands.failover;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * An election of a controller.
 *
 * @param from the controller before; empty if none is known
 * @param lost when there was no controller any more; empty if one followed the other
 */
public record ControllerMove(
        OptionalInt from, int to, OptionalInt epochBefore, OptionalInt epoch, Moment at, Optional<Moment> lost) {

    boolean epochRose() {
        return !epochBefore.equals(epoch);
    }

    ControllerMove to(int next) {
        return new ControllerMove(from, next, epochBefore, epoch, at, lost);
    }

    ControllerMove epoch(OptionalInt next) {
        return new ControllerMove(from, to, epochBefore, next, at, lost);
    }
}
