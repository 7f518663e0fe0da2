package zooka.commands.zk;

import zooka.commands.Context;
import zooka.commands.zk.client.Operation;

/** A command that changes one znode, and can be part of a transaction. */
interface Transactable {

    /** What it would send. */
    Operation operation(Context context);
}
