package zooka.commands.session;

import org.junit.jupiter.api.Test;
import zooka.commands.action.Catalog;
import zooka.testing.Golden;
import zooka.testing.TestRun;
import zooka.testing.fake.FakeClusters;

/** All that {@code help} says, in one text. */
final class HelpTest {

    @Test
    void of_all_commands_and_of_each() {
        TestRun run = new TestRun(new FakeClusters());
        StringBuilder all = new StringBuilder("> help\n").append(Golden.shown(run.query("help")));
        for (Catalog.Entry entry : Catalog.entries()) {
            all.append("\n> help ").append(entry.words()).append('\n').append(Golden.shown(Help.explanation(entry)));
        }
        Golden.assertText("commands/session/help", all.toString());
    }
}
