package zooka.licences;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A library that is shipped with the program.
 *
 * @param name its artifact, without a version: {@code kafka-clients}
 * @param licence SPDX identifier of its licence; empty where nothing in its jar names one
 * @param notices what its licence asks to be repeated: the texts of its NOTICE files
 */
record ShippedLibrary(String name, Optional<String> licence, List<String> notices) {

    private static final Pattern POM = Pattern.compile("META-INF/maven/.*/pom\\.xml");
    private static final Pattern POM_LICENCE = Pattern.compile("<license>\\s*<name>([^<]*)");
    private static final Pattern LICENCE = Pattern.compile("(META-INF/)?LICEN[CS]E[^/]*");
    private static final Pattern NOTICE = Pattern.compile("(META-INF/)?NOTICE[^/]*");

    /** SPDX identifiers, and how jars name these licences. */
    private static final Map<String, Pattern> NAMES = Map.of(
            "Apache-2.0", Pattern.compile("(?is).*apache.*(licenses/license-2\\.0|2\\.0).*"),
            "MIT",
                    Pattern.compile(
                            "(?s)MIT|.*MIT License.*|.*opensource\\.org/license/mit.*|.*Permission is hereby granted.*"),
            "BSD-2-Clause", Pattern.compile("(?s).*BSD-2-Clause.*"),
            "BSD-3-Clause", Pattern.compile("(?s).*BSD-3-Clause.*"),
            "LGPL-3.0", Pattern.compile("(?s)GNU Lesser General Public License.*"));

    /** All in a folder of jars but those of the program itself, by name. */
    static List<ShippedLibrary> in(Path folder) throws IOException {
        Map<String, ShippedLibrary> libraries = new TreeMap<>();
        try (Stream<Path> jars = Files.list(folder)) {
            jars.filter(jar -> !jar.getFileName().toString().startsWith("zooka-"))
                    .map(ShippedLibrary::of)
                    .forEach(library -> libraries.put(library.name(), library));
        }
        return List.copyOf(libraries.values());
    }

    private static ShippedLibrary of(Path file) {
        try (JarFile jar = new JarFile(file.toFile())) {
            List<String> licences = new ArrayList<>();
            for (String pom : texts(jar, POM)) {
                POM_LICENCE.matcher(pom).results().map(found -> found.group(1)).forEach(licences::add);
            }
            if (jar.getManifest() != null) {
                Attributes attributes = jar.getManifest().getMainAttributes();
                Optional.ofNullable(attributes.getValue("Bundle-License")).ifPresent(licences::add);
            }
            if (licences.isEmpty()) {
                texts(jar, LICENCE).stream()
                        .map(text -> text.lines().limit(10).collect(Collectors.joining(" ")))
                        .forEach(licences::add);
            }
            return new ShippedLibrary(
                    file.getFileName().toString().replaceFirst("-\\d.*", ""),
                    licences.isEmpty() ? Optional.empty() : Optional.of(identifiers(licences)),
                    texts(jar, NOTICE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The identifiers of all licences that a jar names, or what it says where that is none that is known. */
    private static String identifiers(List<String> licences) {
        return licences.stream()
                .map(licence -> NAMES.entrySet().stream()
                        .filter(name -> name.getValue().matcher(licence.strip()).matches())
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse(licence))
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining(" and "));
    }

    private static List<String> texts(JarFile jar, Pattern name) throws IOException {
        List<String> texts = new ArrayList<>();
        for (JarEntry entry : jar.stream()
                .filter(one -> name.matcher(one.getName()).matches())
                .toList()) {
            texts.add(new String(jar.getInputStream(entry).readAllBytes(), UTF_8));
        }
        return texts;
    }
}
