import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.eclipse.packager.rpm.RpmTag;
import org.eclipse.packager.rpm.RpmVersion;
import org.eclipse.packager.rpm.build.BuilderContext;
import org.eclipse.packager.rpm.build.BuilderOptions;
import org.eclipse.packager.rpm.build.FileInformation;
import org.eclipse.packager.rpm.build.RpmBuilder;
import org.eclipse.packager.rpm.deps.RpmDependencyFlags;

/**
 * Packs directories into archives and packages. The same files make the same bytes: the entries are in order, all of one time and
 * of root.
 *
 * <p>Arguments: the time in seconds, then for each archive {@code tar|zip FILE TREE...}, {@code deb FILE CONTROL TREE...} or {@code
 * rpm FILE PROPERTIES TREE...}, with {@code --} in between. A tree is {@code DIRECTORY=PREFIX}: all below the directory, under the
 * prefix, which may be empty.
 */
final class Pack {

    private static final int FILE = 0644;
    private static final int PROGRAM = 0755;
    private static final int REGULAR = 0100000;
    private static final int DIRECTORY = 0040000;

    private final Instant time;

    /** By name, without a slash at either end; so a directory comes before what is in it. */
    private final Map<String, Path> entries = new TreeMap<>();

    private Pack(Instant time, List<String> trees) throws IOException {
        this.time = time;
        for (String tree : trees) {
            int split = tree.lastIndexOf('=');
            add(Path.of(tree.substring(0, split)), tree.substring(split + 1));
        }
    }

    public static void main(String[] arguments) throws IOException {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC")); // a zip has local times
        Instant time = Instant.ofEpochSecond(Long.parseLong(arguments[0]));
        List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
        while (!rest.isEmpty()) {
            int end = rest.contains("--") ? rest.indexOf("--") : rest.size();
            pack(time, rest.subList(0, end));
            rest = rest.subList(Math.min(end + 1, rest.size()), rest.size());
        }
    }

    private static void pack(Instant time, List<String> words) throws IOException {
        Path file = Path.of(words.get(1));
        switch (words.get(0)) {
            case "tar" -> {
                try (OutputStream out = Files.newOutputStream(file)) {
                    new Pack(time, words.subList(2, words.size())).tar(out, "");
                }
            }
            case "zip" -> new Pack(time, words.subList(2, words.size())).zip(file);
            case "deb" -> new Pack(time, words.subList(3, words.size())).deb(file, Path.of(words.get(2)));
            case "rpm" -> new Pack(time, words.subList(3, words.size())).rpm(file, Path.of(words.get(2)));
            default -> throw new IllegalArgumentException(words.get(0));
        }
    }

    private void add(Path directory, String prefix) throws IOException {
        for (int slash = prefix.indexOf('/'); slash > 0; slash = prefix.indexOf('/', slash + 1)) {
            entries.putIfAbsent(prefix.substring(0, slash), directory);
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.toList()) {
                String below = directory.relativize(path).toString();
                String name = prefix.isEmpty() || below.isEmpty() ? prefix + below : prefix + "/" + below;
                if (!name.isEmpty()) {
                    entries.put(name, path);
                }
            }
        }
    }

    /** What is packed, one after the other; a directory is one although it is named by a link. */
    private interface Action {
        void accept(String name, Path path) throws IOException;
    }

    private void each(Action directory, Action link, Action file) throws IOException {
        for (Map.Entry<String, Path> entry : entries.entrySet()) {
            Path path = entry.getValue();
            Action action = Files.isSymbolicLink(path) ? link : Files.isDirectory(path) ? directory : file;
            action.accept(entry.getKey(), path);
        }
    }

    private static int mode(Path file) {
        return Files.isExecutable(file) ? PROGRAM : FILE;
    }

    private static String target(Path link) throws IOException {
        return Files.readSymbolicLink(link).toString();
    }

    /** Packed by gzip, which keeps no name and no time here. */
    private void tar(OutputStream out, String root) throws IOException {
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(out, 1 << 16))) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            if (!root.isEmpty()) {
                put(tar, new TarArchiveEntry(root), PROGRAM, null);
            }
            each(
                    (name, path) -> put(tar, new TarArchiveEntry(root + name + "/"), PROGRAM, null),
                    (name, path) -> {
                        TarArchiveEntry link = new TarArchiveEntry(root + name, TarConstants.LF_SYMLINK);
                        link.setLinkName(target(path));
                        put(tar, link, 0777, null);
                    },
                    (name, path) -> put(tar, new TarArchiveEntry(root + name), mode(path), path));
        }
    }

    private void put(TarArchiveOutputStream tar, TarArchiveEntry entry, int mode, Path content) throws IOException {
        entry.setMode(mode);
        entry.setIds(0, 0);
        entry.setNames("root", "root");
        entry.setModTime(time.toEpochMilli());
        if (content != null) {
            entry.setSize(Files.size(content));
        }
        tar.putArchiveEntry(entry);
        if (content != null) {
            Files.copy(content, tar);
        }
        tar.closeArchiveEntry();
    }

    private void zip(Path target) throws IOException {
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(target)) {
            each(
                    (name, path) -> put(zip, name + "/", DIRECTORY | PROGRAM, null),
                    (name, path) -> {
                        throw new IOException("a zip holds no link: " + path);
                    },
                    (name, path) -> put(zip, name, REGULAR | mode(path), path));
        }
    }

    private void put(ZipArchiveOutputStream zip, String name, int mode, Path content) throws IOException {
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        entry.setTime(time.toEpochMilli());
        entry.setUnixMode(mode);
        zip.putArchiveEntry(entry);
        if (content != null) {
            Files.copy(content, zip);
        }
        zip.closeArchiveEntry();
    }

    /**
     * A package of Debian: two archives in one.
     *
     * @param control the fields of the package, to which its size is added
     */
    private void deb(Path target, Path control) throws IOException {
        StringBuilder sums = new StringBuilder();
        long[] size = new long[1];
        each(
                (name, path) -> size[0] += 1024,
                (name, path) -> size[0] += 1024,
                (name, path) -> {
                    size[0] += (Files.size(path) + 1023) / 1024 * 1024;
                    sums.append(md5(path)).append("  ").append(name).append('\n');
                });
        Path folder = Files.createTempDirectory("zooka-deb");
        Path data = folder.resolve("data");
        Path fields = Files.createDirectory(folder.resolve("control"));
        String size1024 = "Installed-Size: " + size[0] / 1024 + "\n";
        Files.writeString(fields.resolve("control"), Files.readString(control) + size1024);
        Files.writeString(fields.resolve("md5sums"), sums);
        try (OutputStream out = Files.newOutputStream(data)) {
            tar(out, "./");
        }
        ByteArrayOutputStream meta = new ByteArrayOutputStream();
        new Pack(time, List.of(fields + "=")).tar(meta, "./");
        try (ArArchiveOutputStream ar = new ArArchiveOutputStream(Files.newOutputStream(target))) {
            put(ar, "debian-binary", "2.0\n".getBytes(StandardCharsets.US_ASCII));
            put(ar, "control.tar.gz", meta.toByteArray());
            put(ar, "data.tar.gz", Files.readAllBytes(data));
        }
        for (Path path : List.of(fields.resolve("control"), fields.resolve("md5sums"), fields, data, folder)) {
            Files.delete(path);
        }
    }

    private void put(ArArchiveOutputStream ar, String name, byte[] content) throws IOException {
        ar.putArchiveEntry(new ArArchiveEntry(name, content.length, 0, 0, REGULAR | FILE, time.getEpochSecond()));
        ar.write(content);
        ar.closeArchiveEntry();
    }

    private static String md5(Path file) {
        try {
            byte[] sum = MessageDigest.getInstance("MD5").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(sum);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // each JRE has it
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A package of Red Hat and SUSE.
     *
     * @param properties {@code name version release license summary description url requires}, the last as {@code name = version}
     */
    private void rpm(Path target, Path properties) throws IOException {
        Properties fields = new Properties();
        fields.load(Files.newBufferedReader(properties));
        RpmVersion version = new RpmVersion(null, fields.getProperty("version"), fields.getProperty("release"));
        BuilderOptions options = new BuilderOptions();
        options.setFileDigestAlgorithm(org.eclipse.packager.rpm.build.DigestAlgorithm.SHA256);
        try (RpmBuilder builder = new RpmBuilder(fields.getProperty("name"), version, "noarch", target, options)) {
            RpmBuilder.PackageInformation information = builder.getInformation();
            information.setLicense(fields.getProperty("license"));
            information.setSummary(fields.getProperty("summary"));
            information.setDescription(fields.getProperty("description"));
            information.setUrl(fields.getProperty("url"));
            information.setGroup("Applications/System");
            String[] required = fields.getProperty("requires").split(" ", 2);
            builder.addRequirement(required[0], required[1], RpmDependencyFlags.GREATER, RpmDependencyFlags.EQUAL);
            builder.setHeaderCustomizer(
                    header -> header.putInt(RpmTag.BUILDTIME, Math.toIntExact(time.getEpochSecond())));
            BuilderContext context = builder.newContext();
            each(
                    (name, path) -> {
                        // Those of the system belong to its own packages.
                        if (name.contains("zooka")) {
                            context.addDirectory("/" + name, (of, source, type) -> information(PROGRAM));
                        }
                    },
                    (name, path) ->
                            context.addSymbolicLink("/" + name, target(path), (of, source, type) -> information(0777)),
                    (name, path) -> context.addFile("/" + name, path, (of, source, type) -> information(mode(path))));
            builder.build();
        }
    }

    private FileInformation information(int mode) {
        FileInformation information = new FileInformation();
        information.setMode((short) mode);
        information.setTimestamp(time);
        return information;
    }
}
