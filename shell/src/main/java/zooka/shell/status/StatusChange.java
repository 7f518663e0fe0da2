package zooka.shell.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import zooka.commands.result.Cell.Level;
import zooka.commands.status.Finding;
import zooka.commands.status.Part;
import zooka.commands.status.StatusReport;

/**
 * A difference between two reports: the new health of a part, or a finding that is new or resolved.
 *
 * @param at the time of the later report
 * @param key the key of the row
 * @param word the part's new health, the finding's severity, or {@code resolved}
 * @param text unescaped text from a server
 */
record StatusChange(Instant at, String key, String word, Level level, String text) {

    static List<StatusChange> between(StatusReport before, StatusReport after) {
        List<StatusChange> changes = new ArrayList<>();
        Map<String, Part> known = before.parts().stream().collect(Collectors.toMap(Part::key, part -> part));
        for (Part part : after.parts()) {
            Part old = known.get(part.key());
            if (old != null && old.health() != part.health()) {
                changes.add(new StatusChange(
                        after.asOf(),
                        part.key(),
                        part.health().word(),
                        part.health().level(),
                        part.name() + ", was " + old.health().word()));
            }
        }
        Map<String, Finding> earlier = findings(before);
        Map<String, Finding> later = findings(after);
        later.forEach((key, finding) -> {
            if (!earlier.containsKey(key)) {
                changes.add(new StatusChange(
                        after.asOf(),
                        key,
                        finding.severity().word(),
                        finding.severity().level(),
                        finding.what()));
            }
        });
        earlier.forEach((key, finding) -> {
            if (!later.containsKey(key)) {
                changes.add(new StatusChange(after.asOf(), key, "resolved", Level.GOOD, finding.what()));
            }
        });
        return changes;
    }

    private static Map<String, Finding> findings(StatusReport report) {
        Map<String, Finding> findings = new LinkedHashMap<>();
        report.parts().forEach(part -> part.findings()
                .forEach(finding -> findings.put(StatusRow.key(part, finding), finding)));
        return findings;
    }
}
