package zooka.commands.doctor;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import zooka.clients.Failure;
import zooka.clients.profile.Profile;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.result.Cell;
import zooka.commands.result.Remarks;
import zooka.commands.result.Result;
import zooka.commands.result.Table;
import zooka.commands.result.Table.Column;
import zooka.commands.result.Table.Row;
import zooka.commands.text.Durations;

/** {@code doctor}: checks the connection to each server step by step. */
@Command(
        name = "doctor",
        footer = {
            "",
            "Checks each server in parallel: DNS, connection, TLS and certificate, protocol, login and release;",
            "then each broker at its advertised or mapped address, and whether it is the expected broker.",
            "Nothing is written. Each fault is shown with a remedy.",
            "",
            "Exit code 0: no faults. 1: faults, which are listed on stderr.",
            "",
            "Examples:",
            "  doctor",
            "  doctor --within 10s",
            "  doctor --where 'fault != null' --json=server,step,fault,remedy"
        })
public final class Doctor implements Action.Query {

    static final List<Column> COLUMNS = List.of(
            Column.of("server", "SERVER"),
            Column.of("step", "STEP"),
            Column.of("result", "RESULT"),
            Column.of("millis", "TIME").duration(),
            Column.of("detail", "SEEN"),
            Column.jsonOnly("fault"),
            Column.jsonOnly("remedy"));

    @Option(
            names = "--within",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "The timeout of all checks; increase it for a slow network. Default: 2500ms.")
    @Completes(Candidates.FREE_TEXT)
    Duration within = Duration.ofMillis(2500);

    @Override
    public void check() {
        Durations.requirePositive("--within", within);
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public Result run(Context context) {
        Profile profile = context.clusters().profile();
        if (profile.zookeeper().isEmpty()
                && profile.bootstrap().isEmpty()
                && profile.controllers().isEmpty()) {
            throw Failure.usage("no servers specified: neither -z, -b nor the environment variables ZOOKA_ZOOKEEPER or"
                            + " ZOOKA_BOOTSTRAP")
                    .hint("specify -z HOST:PORT[,...][/chroot], -b HOST:PORT[,...], or both");
        }
        List<Step> steps = new Diagnosis(context, within).steps();
        remark(steps, context.remarks());
        return table(steps);
    }

    /** Remarks the faults by server; the same fault of several servers once. */
    static void remark(List<Step> steps, Remarks remarks) {
        Map<String, TreeSet<String>> servers = new LinkedHashMap<>();
        Map<String, Step> first = new LinkedHashMap<>();
        for (Step step : steps) {
            if (step.failed()) {
                String same = step.name() + step.detail() + remedy(step);
                servers.computeIfAbsent(same, any -> new TreeSet<>()).add(step.server());
                first.putIfAbsent(same, step);
            }
        }
        first.forEach((same, step) -> {
            String remedy = remedy(step);
            remarks.fault(
                    fault(step),
                    String.join(", ", servers.get(same)) + ": " + step.name() + ": " + step.detail()
                            + (remedy.isEmpty() ? "" : "; " + remedy));
        });
        List<Step> noted = steps.stream()
                .filter(step -> step.status() == Step.Status.WARNING)
                .toList();
        noted.forEach(step -> remarks.note(
                fault(step), step.server() + ": " + step.name() + ": " + step.detail() + "; " + remedy(step)));
        if (first.isEmpty()) {
            remarks.note("no-faults", noted.isEmpty() ? "no faults" : "no other faults");
        }
    }

    /** The id of the fault of a step. */
    private static String fault(Step step) {
        return step.fault().map(Fault::id).orElse("fault");
    }

    private static String remedy(Step step) {
        return step.fault().map(Fault::remedy).orElse("");
    }

    static Table table(List<Step> steps) {
        return new Table(COLUMNS, steps.stream().map(Doctor::row).toList(), "no servers specified");
    }

    private static Row row(Step step) {
        OptionalDouble millis = step.millis();
        return Row.of(
                Cell.text(step.server()),
                Cell.text(step.name()),
                step.status().cell(),
                millis.isPresent() ? new Cell.Millis(Math.round(millis.getAsDouble() * 10) / 10.0) : Cell.missing(),
                text(step.detail()),
                Cell.optional(step.fault().map(Fault::id).map(Cell::text)),
                Cell.optional(step.fault()
                        .map(Fault::remedy)
                        .filter(remedy -> !remedy.isEmpty())
                        .map(Cell::text)));
    }

    private static Cell text(String detail) {
        return Cell.optional(Optional.of(detail).filter(said -> !said.isEmpty()).map(Cell::text));
    }
}
