package zooka.commands.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import zooka.commands.Failure;

/** A {@code client.properties} or ZooKeeper client configuration, as the stock tools take it. */
public final class PropertiesFile {

    private PropertiesFile() {}

    /**
     * Its keys and values.
     *
     * @throws Failure {@code USAGE} for one that is not there or cannot be read
     */
    public static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            throw Failure.usage("no file " + file);
        } catch (IOException | IllegalArgumentException e) {
            throw Failure.usage("cannot read " + file + ": " + e.getMessage());
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }
}
