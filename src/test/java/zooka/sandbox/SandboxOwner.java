package zooka.sandbox;

import java.io.IOException;

/** A process that owns a small sandbox, says where it is, and waits until it is told to end or is killed. */
final class SandboxOwner {

    private SandboxOwner() {}

    public static void main(String[] words) throws IOException {
        try (Sandbox sandbox = Sandbox.start(Mode.ZOOKEEPER, Options.bare(1, 0), text -> {})) {
            System.out.println(sandbox.folder());
            int told = System.in.read();
            System.exit(told < 0 ? 1 : 0);
        }
    }
}
