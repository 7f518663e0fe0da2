package zooka.commands.zk;

import java.util.List;

/** The servers of an ensemble, asked one by one. */
public interface Ensemble {

    /**
     * What each server of the connect string says of itself, asked at the same time; one that does not answer within the
     * timeout is in the list with its trouble.
     */
    List<Server> servers();
}
