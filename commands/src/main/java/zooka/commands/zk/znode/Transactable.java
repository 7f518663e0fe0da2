package zooka.commands.zk.znode;

import zooka.clients.zookeeper.Operation;
import zooka.commands.action.Context;

/** A command that changes one znode, and can be part of a transaction. */
interface Transactable {

    /** What it would send. */
    Operation operation(Context context);
}
