package zooka.commands.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zooka.commands.text.Grammar.Line;

/** Gathers the commands in statements, also those in blocks and substitutions. */
final class CommandLines implements Statement.Cases<Void>, Word.Part.Cases<Void> {

    private final List<Line> lines = new ArrayList<>();

    List<Line> all() {
        return List.copyOf(lines);
    }

    void add(List<Statement> statements) {
        statements.forEach(statement -> statement.match(this));
    }

    @Override
    public Void command(Statement.Command statement) {
        lines.add(new Line(statement.texts(), statement.redirection().program()));
        statement.words().forEach(this::inside);
        redirection(statement.redirection());
        return null;
    }

    @Override
    public Void assignment(Statement.Assignment statement) {
        lines.add(new Line(List.of(statement.name() + "=" + statement.value().text()), Optional.empty()));
        inside(statement.value());
        return null;
    }

    @Override
    public Void loop(Statement.Loop statement) {
        for (Word word : statement.words()) {
            lines.add(new Line(List.of(word.text()), Optional.empty()));
            inside(word);
        }
        add(statement.body());
        redirection(statement.redirection());
        return null;
    }

    @Override
    public Void condition(Statement.Condition statement) {
        add(statement.test());
        add(statement.body());
        add(statement.otherwise());
        redirection(statement.redirection());
        return null;
    }

    private void redirection(Statement.Redirection redirection) {
        redirection.input().ifPresent(this::inside);
        redirection.target().ifPresent(target -> inside(target.file()));
    }

    private void inside(Word word) {
        word.parts().forEach(part -> part.match(this));
    }

    @Override
    public Void literal(Word.Literal part) {
        return null;
    }

    @Override
    public Void variable(Word.Variable part) {
        return null;
    }

    @Override
    public Void substitution(Word.Substitution part) {
        add(part.statements());
        return null;
    }
}
