package zooka.shell.leaders;

import zooka.shell.screen.Frame;

/** Frames of the map that were looked at and found right. */
final class Golden {
    private Golden() {}

    static void assertFrame(String name, Frame frame) {
        assertText(name, frame.text());
    }

    static void assertText(String name, String text) {
        zooka.testing.Golden.assertText("shell/leaders/" + name, text);
    }
}
