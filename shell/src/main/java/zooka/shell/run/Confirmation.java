package zooka.shell.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.clients.Failure.Kind;
import zooka.commands.action.CommonOptions;
import zooka.commands.action.Plan;
import zooka.commands.action.Plan.Preview;
import zooka.commands.action.Safeguards;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Result;

/** Applies changes: shows the plan, refuses or asks for confirmation, and makes the change. */
final class Confirmation {

    private final UserInterface ui;
    private final Safeguards safeguards;
    private final Progress progress;

    /** A confirmation for one change. */
    Confirmation(UserInterface ui, Safeguards safeguards, Progress progress) {
        this.ui = ui;
        this.safeguards = safeguards;
        this.progress = progress;
    }

    Result make(Plan plan, CommonOptions options) {
        if (options.dryRun()) {
            return shown(plan.preview());
        }
        safeguards.question(plan, options).ifPresent(question -> ask(plan, question));
        return plan.wayBack()
                .<Result>map(back -> new Result.Restorable(back.payload(), back.fields(), () -> made(plan)))
                .orElseGet(() -> made(plan));
    }

    private Result made(Plan plan) {
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

    private void ask(Plan plan, Safeguards.Question question) {
        if (!ui.canAsk()) {
            throw question.refusal();
        }
        String would = "would " + plan.preview().summary();
        progress.clear();
        if (!ui.confirms(would, question)) {
            throw new Failure(Kind.REFUSED, "not confirmed; nothing was changed");
        }
    }
}
