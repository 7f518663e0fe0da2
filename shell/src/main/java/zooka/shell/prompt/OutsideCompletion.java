package zooka.shell.prompt;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jline.reader.Candidate;
import picocli.CommandLine.Model.OptionSpec;
import zooka.clients.Failure;
import zooka.clients.net.Async;
import zooka.clients.net.Deadline;
import zooka.clients.profile.Profile;
import zooka.commands.config.SecretReader;
import zooka.commands.config.Secrets;
import zooka.commands.pod.PodServers;
import zooka.commands.text.Grammar;
import zooka.shell.options.Options;
import zooka.shell.options.Sources;
import zooka.shell.options.Target;
import zooka.shell.options.TargetResolver;
import zooka.shell.render.Escapes;
import zooka.shell.render.Format;
import zooka.shell.run.NameCache;
import zooka.shell.run.NameFiles;
import zooka.shell.run.Session;
import zooka.shell.run.Streams;
import zooka.shell.run.WatchNotices;

/**
 * Completes zooka's command line for bash, zsh and fish, by the same candidates as the prompt: {@code zooka __complete SHELL ...}, which
 * the scripts of {@code completion SHELL} run. It never asks for a password, says nothing on stderr, and answers in time with what
 * is known; names that arrive later are kept in a file for the next TAB.
 */
public final class OutsideCompletion {

    /** The word that runs it; not a command for people. */
    public static final String WORD = "__complete";

    /** How long names are waited for: with the start of the JVM a TAB takes at most 300 ms. */
    private static final Duration PATIENCE = Duration.ofMillis(220);

    /** How long names are waited for after the answer, for the next TAB. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(3);

    private static final int LONGEST_DESCRIPTION = 100;

    private final List<String> before;
    private final String typed;
    private final Map<String, String> environment;
    private final Supplier<Optional<PodServers>> pod;
    private final Deadline patience = Deadline.in(PATIENCE);
    private volatile Optional<NameCache> names = Optional.empty();
    private Optional<Async<List<Candidate>>> asked = Optional.empty();

    private OutsideCompletion(
            List<String> before,
            String typed,
            Map<String, String> environment,
            Supplier<Optional<PodServers>> pod) {
        this.before = before;
        this.typed = typed;
        this.environment = environment;
        this.pod = pod;
    }

    /**
     * The completion of a command line.
     *
     * @param arguments the shell, and for bash the line as it is typed up to the cursor, for others its words after {@code zooka}, the
     *     last one being the one at the cursor
     * @param pod the servers of the pod in which this runs
     */
    public static OutsideCompletion of(
            List<String> arguments, Map<String, String> environment, Supplier<Optional<PodServers>> pod) {
        List<String> words = new ArrayList<>(arguments.subList(Math.min(1, arguments.size()), arguments.size()));
        if (!arguments.isEmpty() && arguments.get(0).equals("bash")) {
            List<String> ofLine = Grammar.cursor(words.isEmpty() ? "" : words.get(0)).words();
            words = new ArrayList<>(ofLine.subList(Math.min(1, ofLine.size()), ofLine.size()));
        }
        String last = words.isEmpty() ? "" : words.remove(words.size() - 1);
        return new OutsideCompletion(List.copyOf(words), last, environment, pod);
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
            candidates = all.answer(patience).orElse(List.of());
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
        String text = Optional.ofNullable(candidate.descr()).map(Escapes::visible).orElse("");
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
            value(progress.awaiting().get(), progress, candidates);
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

    private void value(OptionSpec option, Options.Progress progress, List<Candidate> candidates) {
        switch (option.longestName()) {
            case "--context" -> session(progress).contexts().file().names().forEach(name -> word(name, candidates));
            case "--output" -> {
                for (Format format : Format.values()) {
                    word(format.name().toLowerCase(Locale.ROOT), candidates);
                }
            }
            default -> {
                if (option.paramLabel().equals("FILE")) {
                    FileCompletion.complete(typed, patience, candidates);
                }
            }
        }
    }

    private static void word(String word, List<Candidate> candidates) {
        candidates.add(new Candidate(word, word, null, null, null, null, true));
    }

    private void complete(Options.Progress progress, List<Candidate> candidates) {
        Session session = session(progress);
        Optional<NameFiles> files = NameFiles.folder(environment)
                .map(folder -> new NameFiles(folder, cluster(session.target().profile()), Clock.systemUTC()));
        NameCache cache = new NameCache(session::clusters, files);
        names = Optional.of(cache);
        new Completion(session, cache, () -> patience).complete(progress.command(), typed, candidates);
    }

    /** What tells a cluster from others, and what its user may see. */
    private static String cluster(Profile profile) {
        return String.join(
                "\n",
                profile.zookeeper().orElse(""),
                profile.bootstrap().orElse(""),
                profile.controllers().orElse(""),
                profile.name());
    }

    private Session session(Options.Progress progress) {
        Options options = Options.parse(progress.options().toArray(String[]::new));
        if (options.sandbox().isPresent()) {
            throw Failure.usage("a sandbox is started by the command and not before");
        }
        Sources sources = Sources.of(options, environment, Optional.empty(), pod);
        TargetResolver resolver = new TargetResolver(sources);
        Target target = resolver.target(false, false, SecretReader.asking(Secrets.NONE));
        Streams streams = Streams.ofProcess(environment, true);
        return Session.open(
                target, resolver, new WatchNotices(streams, target.defaults().output()), false, environment);
    }
}
