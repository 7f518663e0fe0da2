import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Puts many jars into one file that starts itself: a head of shell, and behind it a jar with all that was in the others.
 *
 * <p>Arguments: the head, the file to write, the main class, the jars and the project's own licence files. Of two entries with
 * one name the first is taken; lists of services are joined, and so are licences and notices, each with the name of its jar.
 */
final class OneFile {

    /** The same input makes the same file. */
    private static final FileTime TIME = FileTime.fromMillis(1_767_225_600_000L);

    private OneFile() {}

    public static void main(String[] arguments) throws IOException {
        Path head = Path.of(arguments[0]);
        Path target = Path.of(arguments[1]);
        List<String> jars = List.of(arguments).subList(3, arguments.length);
        try (OutputStream out = Files.newOutputStream(target)) {
            Files.copy(head, out);
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                write(zip, arguments[2], jars);
            }
        }
        if (!target.toFile().setExecutable(true, false)) {
            throw new IOException("cannot be made executable: " + target);
        }
    }

    private static void write(ZipOutputStream zip, String main, List<String> jars) throws IOException {
        put(zip, "META-INF/MANIFEST.MF", manifest(main).getBytes(StandardCharsets.UTF_8));
        Set<String> seen = new HashSet<>();
        Map<String, List<String>> services = new TreeMap<>();
        Map<String, Map<String, List<String>>> notices = new TreeMap<>();
        for (String jar : jars) {
            Path path = Path.of(jar);
            if (!jar.endsWith(".jar")) {
                keep(notices, "META-INF/" + path.getFileName(), Files.readString(path), "zooka");
                continue;
            }
            try (JarFile file = new JarFile(jar)) {
                for (Enumeration<JarEntry> all = file.entries(); all.hasMoreElements(); ) {
                    JarEntry entry = all.nextElement();
                    if (entry.isDirectory() || isLeftOut(entry.getName())) {
                        continue;
                    }
                    try (InputStream in = file.getInputStream(entry)) {
                        byte[] bytes = in.readAllBytes();
                        if (entry.getName().startsWith("META-INF/services/")) {
                            services.computeIfAbsent(entry.getName(), name -> new ArrayList<>())
                                    .add(new String(bytes, StandardCharsets.UTF_8));
                        } else if (entry.getName().matches("META-INF/(LICENSE|NOTICE|DEPENDENCIES)(\\.(txt|md))?")) {
                            String text = new String(bytes, StandardCharsets.UTF_8);
                            keep(notices, entry.getName(), text, path.getFileName().toString());
                        } else if (seen.add(entry.getName())) {
                            put(zip, entry.getName(), bytes);
                        }
                    }
                }
            }
        }
        for (Map.Entry<String, List<String>> service : services.entrySet()) {
            put(zip, service.getKey(), String.join("\n", service.getValue()).getBytes(StandardCharsets.UTF_8));
        }
        for (Map.Entry<String, Map<String, List<String>>> notice : notices.entrySet()) {
            StringBuilder all = new StringBuilder();
            notice.getValue()
                    .forEach((text, of) -> all.append("==== ")
                            .append(String.join(", ", of))
                            .append("\n\n")
                            .append(text.strip())
                            .append("\n\n"));
            put(zip, notice.getKey(), all.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The same text of several jars is kept once, with their names. */
    private static void keep(Map<String, Map<String, List<String>>> notices, String entry, String text, String of) {
        notices.computeIfAbsent(entry, name -> new LinkedHashMap<>())
                .computeIfAbsent(text, name -> new ArrayList<>())
                .add(of);
    }

    /** JDK 26 and later ask for leave to change final fields. */
    private static String manifest(String main) {
        return "Manifest-Version: 1.0\nMain-Class: " + main
                + "\nMulti-Release: true\nEnable-Final-Field-Mutation: ALL-UNNAMED\n\n";
    }

    private static boolean isLeftOut(String name) {
        return name.equals("META-INF/MANIFEST.MF")
                || name.equals("META-INF/INDEX.LIST")
                || name.endsWith("module-info.class")
                || name.startsWith("META-INF/maven/")
                || name.matches("META-INF/[^/]*\\.(SF|RSA|DSA|EC)");
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setLastModifiedTime(TIME);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }
}
