package zooka.shell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import zooka.clients.Failure;
import zooka.clients.net.AddressMap;
import zooka.clients.profile.ClientSettings;
import zooka.clients.profile.Profile;
import zooka.commands.LiveClusters;
import zooka.shell.options.ClientLogs;
import zooka.testing.TestRun;

/**
 * A process that runs one query with {@code --debug}: the clients' logs and stack traces on stderr. Its arguments: the servers,
 * {@code once} or {@code lasting}, a file of settings, in which {@code credential} is what is shown by digest, and the words.
 */
public final class DebuggedRun {

    private DebuggedRun() {}

    public static void main(String[] arguments) throws Exception {
        ClientLogs.configure(true);
        Properties read = new Properties();
        try (var in = Files.newBufferedReader(Path.of(arguments[2]))) {
            read.load(in);
        }
        Map<String, String> settings = new HashMap<>();
        read.forEach((key, value) -> settings.put(key.toString(), value.toString()));
        List<ClientSettings.Credential> credentials = Optional.ofNullable(settings.remove("credential"))
                .map(secret -> new ClientSettings.Credential("digest", secret))
                .stream()
                .toList();
        ClientSettings access = new ClientSettings(settings, credentials, Map.of(), AddressMap.NONE, Optional.empty());
        Profile profile = new Profile(
                arguments[0],
                Optional.of(arguments[0]),
                Optional.empty(),
                access,
                Duration.ofSeconds(10),
                arguments[1].equals("lasting"));
        int code = 0;
        System.err.println(profile);
        try (LiveClusters clusters = new LiveClusters(profile, notice -> {})) {
            System.out.println(new TestRun(clusters).json(Arrays.copyOfRange(arguments, 3, arguments.length)));
            System.err.println(clusters.session().describe());
        } catch (Failure e) {
            e.printStackTrace();
            System.err.println(e.hint());
            code = e.kind().exitCode();
        }
        System.exit(code);
    }
}
