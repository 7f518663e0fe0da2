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

    /** The question before a change that is made at once when it is typed. */
    private static final Safeguards.Question YES =
            new Safeguards.Question("", "yes", new Failure(Kind.REFUSED, "not confirmed"));

    private final UserInterface ui;
    private final Safeguards safeguards;
    private final Progress progress;
    private final boolean always;

    /**
     * A confirmation for one change.
     *
     * @param always whether to ask even if the change is usually made at once
     */
    Confirmation(UserInterface ui, Safeguards safeguards, Progress progress, boolean always) {
        this.ui = ui;
        this.safeguards = safeguards;
        this.progress = progress;
        this.always = always;
    }

    Result make(Plan plan, CommonOptions options) {
        if (options.dryRun()) {
            return shown(plan.preview());
        }
        boolean touches = !plan.scope().parts().isEmpty();
        safeguards
                .question(plan, options)
                .or(() -> always && touches ? Optional.of(YES) : Optional.empty())
                .ifPresent(question -> ask(plan, question));
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
        return new Result.Change(would, Optional.of(preview.payload().orElse(would)), fields);
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
