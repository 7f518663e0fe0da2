package zooka.commands.zk.session;

import zooka.testing.fake.FakeClusters;
import zooka.testing.fake.FakeZnodes;
import zooka.testing.fake.MemorySession;

/** On an ensemble in memory. */
final class SessionTest extends SessionContract {

    SessionTest() {
        super(notices -> {
            FakeZnodes znodes = new FakeZnodes();
            return new FakeClusters().with(znodes).with(new MemorySession(znodes, notices));
        });
    }
}
