package zooka.commands.status;

import java.util.ArrayList;
import java.util.List;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Health;

/**
 * The ensemble, the quorum, the cluster or the groups: how it is, and what is known of it.
 *
 * @param name what people call it: {@code Kafka}
 * @param key its JSON name
 * @param facts what is known of it: JSON has those with a key; people see those with a title, and those without a key as
 *     they are
 */
public record Part(String name, String key, Health health, List<Field> facts, List<Finding> findings) {
    public Part {
        facts = List.copyOf(facts);
        findings = List.copyOf(findings);
    }

    /** One that has answered; its findings decide how it is. */
    static Part of(String name, String key, List<Field> facts, List<Finding> findings) {
        Health health = Health.of(findings.stream().map(Finding::severity).toList());
        return new Part(name, key, health, facts, findings);
    }

    /** One that has given no answer. */
    static Part unreachable(String name, String key, String why) {
        Finding finding = Finding.critical("unreachable", name, name + " does not answer: " + why, "");
        return new Part(name, key, Health.UNREACHABLE, List.of(textOnly(why)), List.of(finding));
    }

    /** A fact for people only: JSON has it in other fields. */
    static Field textOnly(String words) {
        return Field.of("", "", Cell.text(words));
    }

    /** A fact for JSON only: people see it in another one, or not at all. */
    static Field jsonOnly(String key, Cell cell) {
        return Field.of(key, "", cell);
    }

    /** The facts that people see. */
    public List<Field> textFields() {
        return facts.stream()
                .filter(fact -> fact.key().isEmpty() || !fact.title().isEmpty())
                .toList();
    }

    /** What JSON says of it. */
    Field field() {
        List<Field> fields = new ArrayList<>();
        fields.add(Field.of("health", "", health.cell()));
        facts.stream().filter(fact -> !fact.key().isEmpty()).forEach(fields::add);
        return Field.of(key, "", new Cell.Group(fields));
    }
}
