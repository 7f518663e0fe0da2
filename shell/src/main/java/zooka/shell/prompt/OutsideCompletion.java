package zooka.shell.prompt;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jline.reader.Candidate;
import picocli.CommandLine.Model.OptionSpec;
import zooka.clients.Failure;
import zooka.clients.net.Async;
import zooka.clients.net.Deadline;
import zooka.clients.profile.ClientSettings;
import zooka.clients.profile.Profile;
import zooka.commands.DisconnectedClusters;
import zooka.commands.LiveClusters;
import zooka.commands.action.Clusters;
import zooka.commands.config.SecretReader;
import zooka.commands.config.Secrets;
import zooka.commands.pod.PodServers;
import zooka.commands.text.Grammar;
import zooka.shell.options.Options;
import zooka.shell.options.Sources;
import zooka.shell.options.TargetResolver;
import zooka.shell.render.Escapes;
import zooka.shell.render.Format;
import zooka.shell.run.NameCache;
import zooka.shell.run.NameFiles;

/**
 * Completes zooka's command line for bash, zsh and fish, by the same candidates as the prompt: {@code zooka __complete SHELL ...}, which
 * the scripts of {@code completion SHELL} run. It never asks for a password, runs no program that could, says nothing on stderr, and
 * answers in time with what is known; names that arrive later are kept in a file for the next TAB.
 */
public final class OutsideCompletion {

    /** The word that runs it; not a command for people. */
    public static final String WORD = "__complete";

    /** With the start of the JVM a TAB takes at most 300 ms. What is known without names must still arrive. */
    private static final Patience PATIENCE = new Patience(Duration.ofMillis(200), Duration.ofMillis(220));

    /** How long names are waited for after the answer, for the next TAB. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(3);

    private static final int LONGEST_DESCRIPTION = 100;

    private final List<String> before;
    private final String typed;
    private final Map<String, String> environment;
    private final Supplier<Optional<PodServers>> pod;
    private final Function<Profile, Clusters> connecting;
    private final Deadline forNames;
    private final Deadline forAll;
    private volatile Optional<NameCache> names = Optional.empty();
    private Optional<Async<List<Candidate>>> asked = Optional.empty();
    private Optional<Clusters> clusters = Optional.empty();

    private OutsideCompletion(
            List<String> before,
            String typed,
            Map<String, String> environment,
            Supplier<Optional<PodServers>> pod,
            Function<Profile, Clusters> connecting,
            Patience patience) {
        this.before = before;
        this.typed = typed;
        this.environment = environment;
        this.pod = pod;
        this.connecting = connecting;
        this.forNames = Deadline.in(patience.names());
        this.forAll = Deadline.in(patience.all());
    }

    /**
     * How long one answer may take.
     *
     * @param names how long names in clusters, and files, are waited for
     * @param all how long everything is
     */
    record Patience(Duration names, Duration all) {}

    /**
     * The completion of a command line.
     *
     * @param arguments the shell, and for bash the line as it is typed up to the cursor, for others its words after {@code zooka}, the
     *     last one being the one at the cursor
     * @param pod the servers of the pod in which this runs
     */
    public static OutsideCompletion of(
            List<String> arguments, Map<String, String> environment, Supplier<Optional<PodServers>> pod) {
        return of(arguments, environment, pod, profile -> new LiveClusters(profile, notice -> {}), PATIENCE);
    }

    /** @param connecting creates the connections of a profile, which are opened on first use */
    static OutsideCompletion of(
            List<String> arguments,
            Map<String, String> environment,
            Supplier<Optional<PodServers>> pod,
            Function<Profile, Clusters> connecting,
            Patience patience) {
        List<String> words = new ArrayList<>(arguments.subList(Math.min(1, arguments.size()), arguments.size()));
        if (!arguments.isEmpty() && arguments.get(0).equals("bash")) {
            List<String> ofLine =
                    Grammar.cursor(words.isEmpty() ? "" : words.get(0)).words();
            words = new ArrayList<>(ofLine.subList(Math.min(1, ofLine.size()), ofLine.size()));
        }
        String last = words.isEmpty() ? "" : words.remove(words.size() - 1);
        return new OutsideCompletion(List.copyOf(words), last, environment, pod, connecting, patience);
    }

    /**
     * The candidates, one a line: the word, whether it {@code ends} the argument or {@code goes} on, and a description. The first line
     * is the word as it was typed, since shells split words differently.
     */
    public String answer() {
        List<Candidate> candidates;
        try {
            Async<List<Candidate>> all = Async.ask("completion", this::candidates);
            asked = Optional.of(all);
            candidates = all.answer(forAll).orElse(List.of());
        } catch (RuntimeException e) {
            candidates = List.of(); // a wrong line is reported when it is run
        }
        StringBuilder answer = new StringBuilder(typed).append('\n');
        candidates.stream()
                .filter(candidate -> candidate.value().startsWith(typed)
                        && Escapes.visible(candidate.value()).equals(candidate.value()))
                .sorted(Comparator.comparing(Candidate::value))
                .forEach(candidate -> answer.append(candidate.value())
                        .append('\t')
                        .append(candidate.complete() ? "ends" : "goes")
                        .append('\t')
                        .append(description(candidate))
                        .append('\n'));
        return answer.toString();
    }

    private static String description(Candidate candidate) {
        String text =
                Optional.ofNullable(candidate.descr()).map(Escapes::visible).orElse("");
        return text.length() <= LONGEST_DESCRIPTION ? text : text.substring(0, LONGEST_DESCRIPTION - 1) + "…";
    }

    /** Waits for names that were requested and are not known yet, so that the next TAB finds them. */
    public void finish() {
        Deadline end = Deadline.in(AFTERWARDS);
        try {
            asked.ifPresent(all -> all.answer(end));
            names.ifPresent(cache -> cache.settle(end));
        } catch (RuntimeException e) {
            return; // reported when the line is run
        }
    }

    private List<Candidate> candidates() {
        Options.Progress progress = Options.progress(before);
        List<Candidate> candidates = new ArrayList<>();
        if (progress.awaiting().isPresent()) {
            value(progress.awaiting().get(), sources(progress), candidates);
        } else if (progress.command().isEmpty() && typed.startsWith("-")) {
            for (OptionSpec option : Options.shown()) {
                String description = option.description().length == 0 ? null : option.description()[0];
                for (String name : option.names()) {
                    candidates.add(new Candidate(name, name, null, description, null, null, true));
                }
            }
        } else {
            complete(progress, candidates);
        }
        return candidates;
    }

    private void value(OptionSpec option, Sources sources, List<Candidate> candidates) {
        switch (option.longestName()) {
            case "--context" -> sources.file().names().forEach(name -> word(name, candidates));
            case "--output" -> {
                for (String format : Format.names()) {
                    word(format, candidates);
                }
            }
            default -> {
                if (option.paramLabel().equals("FILE")) {
                    FileCompletion.complete(typed, forNames, candidates);
                }
            }
        }
    }

    private static void word(String word, List<Candidate> candidates) {
        candidates.add(new Candidate(word, word, null, null, null, null, !word.endsWith("=")));
    }

    private void complete(Options.Progress progress, List<Candidate> candidates) {
        Sources sources = sources(progress);
        // Both are asked for only where the word is a name: commands and options are completed without knowing any
        // cluster.
        Supplier<Clusters> present = () -> clusters(sources);
        NameCache cache = new NameCache(present, () -> files(present.get().profile()));
        names = Optional.of(cache);
        new Completion(() -> "/", () -> sources.file().names(), cache, () -> forNames)
                .complete(progress.command(), typed, candidates);
    }

    private Optional<NameFiles> files(Profile profile) {
        return NameFiles.folder(environment).map(folder -> new NameFiles(folder, cluster(profile), Clock.systemUTC()));
    }

    /** What tells a cluster, as it is seen from here, from others. */
    private static String cluster(Profile profile) {
        return String.join(
                "\n",
                profile.zookeeper().orElse(""),
                profile.bootstrap().orElse(""),
                profile.controllers().orElse(""),
                profile.access().map().toString(),
                profile.access().listener().orElse(""),
                profile.name());
    }

    /** The sources of the line's settings; options that are wrong are reported when the line is run. */
    private Sources sources(Options.Progress progress) {
        Options options;
        try {
            options = Options.parse(progress.options().toArray(String[]::new));
        } catch (Failure e) {
            options = Options.parse(new String[0]);
        }
        return Sources.of(options, environment, Optional.empty(), pod);
    }

    /**
     * The clusters of the line; none where they cannot be told without a question, such as a password that a person types or a
     * program asks for, and none of a sandbox that the line would start.
     */
    private synchronized Clusters clusters(Sources sources) {
        if (clusters.isEmpty()) {
            clusters = Optional.of(profile(sources).map(connecting).orElseGet(OutsideCompletion::none));
        }
        return clusters.get();
    }

    private static Optional<Profile> profile(Sources sources) {
        if (sources.options().sandbox().isPresent()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new TargetResolver(sources)
                    .target(false, false, SecretReader.asking(Secrets.NONE))
                    .profile());
        } catch (Failure e) {
            return Optional.empty(); // reported when the line is run
        }
    }

    private static Clusters none() {
        return new DisconnectedClusters(
                new Profile("", Optional.empty(), Optional.empty(), ClientSettings.OPEN, Duration.ofSeconds(1), false));
    }
}
