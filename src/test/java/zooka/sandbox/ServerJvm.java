package zooka.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The JVM of a server that is no sandbox's, with the class-data archive of those that are. */
public final class ServerJvm {

    private ServerJvm() {}

    /** The options from the class path on. The archive is for the collector and the compiler that sandboxes use. */
    public static List<String> options(Path lib) {
        List<String> options = new ArrayList<>(List.of(
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xshare:auto", "-Xlog:disable"));
        Path archive = ClassArchives.archive(lib);
        if (Files.exists(archive)) {
            options.add("-XX:SharedArchiveFile=" + archive);
        }
        options.addAll(List.of("-cp", Software.classPath(lib)));
        return options;
    }
}
