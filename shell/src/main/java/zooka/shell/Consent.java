package zooka.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zooka.commands.Clusters;
import zooka.commands.CommonOptions;
import zooka.commands.Failure;
import zooka.commands.Failure.Kind;
import zooka.commands.Guard;
import zooka.commands.Plan;
import zooka.commands.Plan.Preview;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;
import zooka.commands.zk.Protection;

/** The one way in which a change comes about: shown, refused, asked for, and made. */
final class Consent {

    private final Front front;
    private final Clusters clusters;
    private final Guard guard;
    private final Progress progress;

    /** A consent for one change. */
    Consent(Front front, Clusters clusters, Guard guard, Progress progress) {
        this.front = front;
        this.clusters = clusters;
        this.guard = guard;
        this.progress = progress;
    }

    Result make(Plan plan, CommonOptions options) {
        if (options.dryRun()) {
            return shown(plan.preview());
        }
        if (options.readOnly()) {
            throw new Failure(Kind.REFUSED, "read-only: would " + firstLine(plan));
        }
        if (guard.readOnly() && !plan.isHere()) {
            throw new Failure(Kind.REFUSED, "read-only: would " + firstLine(plan))
                    .hint("context " + guard.context().orElse("") + " says so; context show tells where");
        }
        Optional<Protected> reached = options.force() ? Optional.empty() : reached(plan);
        if (reached.isPresent()) {
            confirmProtected(plan, reached.get());
        } else if (plan.confirmation().isPresent() && !options.yes() && !options.force()) {
            confirm(plan, plan.confirmation().get());
        }
        Result result = plan.make();
        progress.clear();
        return result;
    }

    private static Result shown(Preview preview) {
        List<Field> fields = new ArrayList<>(List.of(Field.of("plan", "plan", Cell.text(preview.summary()))));
        fields.addAll(preview.fields());
        String would = "would " + preview.summary();
        return new Result.Done(would, Optional.of(preview.payload().orElse(would)), fields);
    }

    /** A protected znode or topic that a plan reaches, and why it is protected. */
    private record Protected(String name, String why) {}

    private Optional<Protected> reached(Plan plan) {
        for (String topic : plan.topics()) {
            if (guard.topic(topic)) {
                return Optional.of(new Protected(topic, guard.why()));
            }
        }
        for (String path : plan.touched()) {
            if (guard.path(path)) {
                return Optional.of(new Protected(path, guard.why()));
            }
            Optional<String> why = Protection.of(clusters.znodes(), path);
            if (why.isPresent()) {
                return Optional.of(new Protected(path, why.get()));
            }
        }
        return Optional.empty();
    }

    private void confirmProtected(Plan plan, Protected reached) {
        String shown = reached.name().length() > 1 ? reached.name().replaceAll("/$", "") : reached.name();
        if (!front.canAsk()) {
            throw new Failure(Kind.REFUSED, shown + " " + reached.why() + ": would " + firstLine(plan))
                    .hint("--force does it nevertheless");
        }
        ask(plan, shown + " " + reached.why(), shown);
    }

    private void confirm(Plan plan, String word) {
        if (!front.canAsk()) {
            throw new Failure(Kind.REFUSED, "not confirmed: would " + firstLine(plan))
                    .hint("--yes does it without asking, --dry-run only says what it would do");
        }
        ask(plan, "", word);
    }

    /** A failure is told in one line. */
    private static String firstLine(Plan plan) {
        return plan.preview().summary().lines().findFirst().orElse("");
    }

    private void ask(Plan plan, String warning, String word) {
        String would = "would " + plan.preview().summary();
        progress.clear();
        if (!front.confirms(would, warning, word)) {
            throw new Failure(Kind.REFUSED, "not confirmed; nothing was changed");
        }
    }
}
