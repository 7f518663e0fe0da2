package zooka.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;
import zooka.clients.zookeeper.Operation;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.action.Clusters;

/** Real clusters, with something that happens once the given number of changes was taken to be sent. */
public final class EventDuringChanges {

    private final AtomicInteger left;
    private final Runnable event;

    private EventDuringChanges(int changes, Runnable event) {
        this.left = new AtomicInteger(changes);
        this.event = event;
    }

    /**
     * Clusters in which something happens in the middle of a command.
     *
     * @param event happens in the thread that sends, before the change after so many
     */
    public static Clusters after(int changes, Runnable event, Clusters clusters) {
        EventDuringChanges wire = new EventDuringChanges(changes, event);
        return wire.around(Clusters.class, clusters);
    }

    @SuppressWarnings("unchecked")
    private <T> T around(Class<T> type, T real) {
        return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
            if (method.getName().equals("create")) {
                count();
            }
            if (given != null && given[0] instanceof Iterator) {
                given[0] = counted((Iterator<Operation>) given[0]);
            }
            try {
                Object answer = method.invoke(real, given);
                return answer instanceof Znodes znodes ? around(Znodes.class, znodes) : answer;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    private void count() {
        if (left.getAndDecrement() == 0) {
            event.run();
        }
    }

    private Iterator<Operation> counted(Iterator<Operation> operations) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return operations.hasNext();
            }

            @Override
            public Operation next() {
                count();
                return operations.next();
            }
        };
    }
}
