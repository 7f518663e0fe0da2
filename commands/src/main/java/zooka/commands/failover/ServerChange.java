package zooka.commands.failover;

import java.util.Optional;

/**
 * A ZooKeeper server with another role, or that does not answer, or answers again.
 *
 * @param name its short name: {@code zk-2}
 * @param roleBefore empty for one that did not answer, or was not known
 * @param role empty for one that does not answer, or left the ensemble
 */
public record ServerChange(
        String name, Optional<String> roleBefore, Optional<String> role, Optional<String> trouble, Moment at) {}
