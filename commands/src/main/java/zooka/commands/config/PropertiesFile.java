package zooka.commands.config;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import zooka.clients.Failure;
import zooka.clients.text.TextFile;

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
        try {
            properties.load(new StringReader(TextFile.orLatin1(file)));
        } catch (IllegalArgumentException e) {
            throw Failure.usage("cannot read " + file + ": \\u must be followed by four hex digits")
                    .cause(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a text in memory has none
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }
}
