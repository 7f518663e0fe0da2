package zooka.shell.run;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import zooka.clients.Failure;
import zooka.clients.net.Stopwatch;
import zooka.clients.text.TextFile;
import zooka.commands.action.Invocation;
import zooka.commands.action.SecretLines;
import zooka.commands.text.Grammar;
import zooka.commands.text.Statement;
import zooka.commands.text.Word;
import zooka.shell.render.MessageStream.Kind;
import zooka.shell.render.Output;

/** Runs statements: replaces variables, follows loops, conditions and aliases, and opens the files that statements name. */
final class Interpreter {

    private static final int DONE = 0;
    private static final int INTERRUPTED = Failure.Kind.INTERRUPTED.exitCode();

    /** How deep scripts and aliases may run each other. */
    private static final int DEEPEST = 50;

    /** The most output that a variable or a word can hold, in bytes. */
    private static final int LONGEST_OUTPUT = 16 << 20;

    private final Session session;
    private final Streams streams;
    private final Runner runner;

    Interpreter(Session session, Streams streams, Runner runner) {
        this.session = session;
        this.streams = streams;
        this.runner = runner;
    }

    /** Ends a statement whose substitution has failed; the failure was reported. */
    private static final class FailedSubstitution extends RuntimeException {
        private final int code;

        private FailedSubstitution(int code) {
            super("a substitution failed", null, false, false);
            this.code = code;
        }
    }

    /**
     * Runs statements in order and stops at the first failure, unless {@code ||} or {@code --keep-going} continues.
     *
     * @return the exit code of the statement that stopped it, or of the last one
     */
    int run(List<Statement> statements, Sink sink) {
        ExitCodes codes = new ExitCodes(sink.scope().keepGoing());
        for (Statement statement : statements) {
            if (session.over() || (statement.when() == Grammar.When.ALWAYS && codes.stopped())) {
                break;
            }
            if (codes.wants(statement.when())) {
                int code = run(statement, sink.with(sink.scope()));
                session.lastCode(code);
                codes.add(code);
            }
        }
        return codes.code();
    }

    /** Runs the commands of a file, whose failures are named by the file's lines. */
    int source(String typed, Sink sink) {
        String file = Expansion.atHome(typed, session.environment());
        List<Statement> statements;
        try {
            statements = Grammar.parse(TextFile.lossless(TextFile.path(file)), file, 1);
        } catch (Grammar.Unfinished e) {
            throw Failure.usage(e.getMessage() + " (" + file + " line " + e.line() + ")");
        }
        return run(statements, sink.with(deeper(sink.scope().script(file))));
    }

    /** Runs a command whose words mean themselves, and says how long it took. */
    int timed(List<String> words, Sink sink) {
        List<Word> literal = new ArrayList<>();
        for (String word : words) {
            // The name is not quoted, so that it can be that of an alias.
            literal.add(literal.isEmpty() ? new Word(List.of(new Word.Literal(word, false)), word) : Word.quoted(word));
        }
        Statement.Command command = new Statement.Command(1, Grammar.When.ALWAYS, literal, Statement.Redirection.NONE);
        return timed(() -> run(List.of(command), sink));
    }

    private int timed(IntSupplier command) {
        Stopwatch watch = Stopwatch.start();
        int code = command.getAsInt();
        streams.out().flush();
        streams.err().say(Kind.NOTE, "took", String.format(Locale.ROOT, "took %.3f s", watch.millis() / 1_000), false);
        streams.err().flush();
        return code;
    }

    private static Scope deeper(Scope scope) {
        if (scope.depth() > DEEPEST) {
            throw Failure.usage("scripts and aliases run each other too deeply");
        }
        return scope;
    }

    private int run(Statement statement, Sink sink) {
        String where = sink.scope().where(statement.line());
        if (Thread.currentThread().isInterrupted()) {
            return INTERRUPTED;
        }
        try {
            return statement.match(new Execution(sink, where));
        } catch (FailedSubstitution e) {
            return e.code;
        } catch (UncheckedIOException e) {
            String why = String.valueOf(e.getCause().getMessage());
            return runner.report(new Failure(Failure.Kind.FAILED, why).cause(e.getCause()), where);
        } catch (Output.Ended e) {
            return runner.ended(e, where);
        } catch (Failure e) {
            return runner.report(e, where);
        } catch (RuntimeException e) {
            return runner.unexpected(e, where);
        }
    }

    /** Runs one statement of each kind. */
    private final class Execution implements Statement.Cases<Integer> {
        private final Sink sink;
        private final String where;
        private final Expansion expansion;

        private Execution(Sink sink, String where) {
            this.sink = sink;
            this.where = where;
            this.expansion = new Expansion(session, sink.scope(), this::output);
        }

        @Override
        public Integer command(Statement.Command statement) {
            List<Word> words = statement.words();
            Word name = words.get(0);
            if (name.isBare("time") && words.size() > 1 && !words.get(1).typed().startsWith("-")) {
                return timed(() -> command(statement.with(words.subList(1, words.size()))));
            }
            Optional<String> alias = alias(name);
            if (alias.isPresent()) {
                List<Argument> arguments = expansion.arguments(words.subList(1, words.size()));
                return within(statement.redirection(), inner -> alias(name.typed(), alias.get(), arguments, inner));
            }
            List<String> texts = texts(statement);
            if (texts.isEmpty()) {
                return DONE;
            }
            // The line is parsed before a file is opened or a program started: a typo must not empty the file.
            Invocation invocation = Invocation.of(texts);
            return within(statement.redirection(), inner -> runner.run(invocation, inner, where));
        }

        private Optional<String> alias(Word name) {
            return session.hasAliases()
                            && name.isBare()
                            && !sink.scope().aliases().contains(name.typed())
                    ? session.aliases().text(name.typed())
                    : Optional.empty();
        }

        /** The words of a command as its parser gets them. */
        private List<String> texts(Statement.Command statement) {
            List<Word> words = statement.words();
            Word name = words.get(0);
            if (name.typed().startsWith("!") && name.isBare()) {
                return repetition(statement.texts());
            }
            if (name.isBare("alias") && words.size() > 4 && words.get(2).isBare("=")) {
                return definition(statement);
            }
            if (statement.isLiteral() && words.stream().noneMatch(Word::hasWildcard)) {
                return statement.texts();
            }
            List<Argument> arguments = expansion.arguments(words);
            return isPattern(arguments) ? patterns().words(arguments) : texts(arguments);
        }

        private static boolean isPattern(List<Argument> arguments) {
            return arguments.stream().anyMatch(argument -> argument.pattern().isPresent());
        }

        private static List<String> texts(List<Argument> arguments) {
            return arguments.stream().map(Argument::text).toList();
        }

        private NamePatterns patterns() {
            return new NamePatterns(session.clusters(), session.place());
        }

        /** {@code !!} and {@code !12} as {@code redo}; anything else as it is. */
        private static List<String> repetition(List<String> texts) {
            String which = texts.get(0).substring(1);
            boolean number = !which.isEmpty() && which.chars().allMatch(c -> c >= '0' && c <= '9');
            if (!number && !which.equals("!")) {
                return texts;
            }
            List<String> words = new ArrayList<>(number ? List.of("redo", which) : List.of("redo"));
            words.addAll(texts.subList(1, texts.size()));
            return words;
        }

        /** The words that define an alias; its text is kept as it was typed, and read again when it is used. */
        private List<String> definition(Statement.Command statement) {
            if (statement.redirection().program().isPresent()
                    || statement.redirection().target().isPresent()) {
                throw Failure.usage("alias: expected a text in quotes if it contains | or >");
            }
            List<Word> words = statement.words();
            String text = words.stream().skip(3).map(Word::typed).collect(Collectors.joining(" "));
            return List.of("alias", expansion.text(words.get(1)), "=", text);
        }

        private int alias(String name, String text, List<Argument> arguments, Sink inner) {
            Grammar.AliasText alias = Grammar.alias(text);
            List<Statement> statements = alias.statements();
            if (alias.highest() == 0 && !alias.all() && !arguments.isEmpty()) {
                statements = List.of(appended(name, statements, arguments));
            } else if (arguments.size() < alias.highest()) {
                throw Failure.usage(name + ": missing argument " + (arguments.size() + 1))
                        .hint("alias " + name);
            } else if (arguments.size() > alias.highest() && !alias.all() && alias.highest() > 0) {
                throw Failure.usage(name + ": unexpected argument: '"
                                + SecretLines.masked(
                                        arguments.get(alias.highest()).text()) + "'")
                        .hint("alias " + name);
            }
            return Interpreter.this.run(
                    statements, inner.with(deeper(inner.scope().alias(name, arguments, where))));
        }

        private static Statement appended(String name, List<Statement> statements, List<Argument> arguments) {
            if (statements.size() == 1 && statements.get(0).asCommand().isPresent()) {
                Statement.Command command = statements.get(0).asCommand().get();
                if (command.redirection().program().isEmpty()) {
                    List<Word> words = new ArrayList<>(command.words());
                    arguments.forEach(argument -> words.add(argument.word()));
                    return command.with(words);
                }
            }
            throw Failure.usage(name + ": an alias of several commands or with | takes no arguments")
                    .hint("put $1 or $* where the arguments belong in its text");
        }

        @Override
        public Integer assignment(Statement.Assignment statement) {
            session.variables().set(statement.name(), expansion.text(statement.value()));
            return DONE;
        }

        @Override
        public Integer loop(Statement.Loop statement) {
            List<Argument> arguments = expansion.arguments(statement.words());
            List<String> values = isPattern(arguments) ? patterns().loop(arguments) : texts(arguments);
            return within(statement.redirection(), inner -> {
                ExitCodes codes = new ExitCodes(inner.scope().keepGoing());
                for (String value : values) {
                    if (session.over() || codes.stopped()) {
                        break;
                    }
                    session.variables().set(statement.name(), value);
                    codes.wants(Grammar.When.ALWAYS);
                    codes.add(
                            Thread.currentThread().isInterrupted()
                                    ? INTERRUPTED
                                    : Interpreter.this.run(statement.body(), inner));
                }
                return codes.code();
            });
        }

        @Override
        public Integer condition(Statement.Condition statement) {
            return within(statement.redirection(), inner -> {
                int code = Interpreter.this.run(
                        statement.test(), inner.with(inner.scope().stopping()));
                if (code == INTERRUPTED || session.over()) {
                    return code;
                }
                return Interpreter.this.run(code == DONE ? statement.body() : statement.otherwise(), inner);
            });
        }

        /** Runs a part of the statement with the streams that its redirections name. */
        private int within(Statement.Redirection redirection, ToIntFunction<Sink> part) {
            if (redirection.isNone()) {
                return part.applyAsInt(sink);
            }
            Redirections redirections = new Redirections(session, streams, sink);
            return redirections.run(redirection, expansion, part);
        }

        /** The output of the commands of a substitution, without the ends of lines at its end. */
        private String output(Word.Substitution substitution) {
            BoundedBuffer buffer = new BoundedBuffer(LONGEST_OUTPUT);
            Output out = Output.to(buffer, "the output of $(...)");
            int code = Interpreter.this.run(
                    substitution.statements(), sink.to(out).with(sink.scope().stopping()));
            out.check();
            if (code != DONE) {
                throw new FailedSubstitution(code);
            }
            String text = TextFile.utf8(buffer.toByteArray(), "the output of $(...)");
            int end = text.length();
            while (end > 0 && text.charAt(end - 1) == '\n') {
                end--;
            }
            return text.substring(0, end);
        }
    }
}
