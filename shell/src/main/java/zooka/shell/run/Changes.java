package zooka.shell.run;

import java.util.function.Consumer;
import zooka.commands.action.Action;
import zooka.commands.action.CommonOptions;
import zooka.commands.action.Context;
import zooka.commands.action.Invocation;
import zooka.commands.action.Safeguards;
import zooka.commands.recording.Recording;
import zooka.commands.result.Result;

/**
 * Makes the change of one command line: its plan is confirmed, and what it removes is recorded for {@code undo}.
 *
 * @param always whether the user confirms each change, also one that is made at once when it is typed
 */
record Changes(
        Session session,
        UserInterface ui,
        Invocation invocation,
        Context context,
        CommonOptions options,
        StderrRemarks remarks,
        boolean always) {

    /** Makes a change; the result is shown before the recording ends. */
    void make(Action.Change change, Consumer<Result> show) {
        try (Recording recording = recording(change.undoable())) {
            show.accept(confirmation().make(change.plan(recording.context()), options));
        }
    }

    /** Has a text edited and makes the change that the edited text stands for. */
    void edit(Action.Edit edit, Consumer<Result> show) {
        String editor = ui.editor();
        try (Recording recording = recording(!edit.here())) {
            Action.Draft draft = edit.read(recording.context());
            safeguards().requireWritable("edit " + draft.name(), edit.here(), options);
            Confirmation confirmation = confirmation();
            show.accept(new Editor(ui).edit(draft, editor, plan -> confirmation.make(plan, options)));
        }
    }

    /** The recording of data that a change removes, unless it was declined. */
    private Recording recording(boolean undoable) {
        if (!undoable || options.noUndo()) {
            return Recording.none(context);
        }
        return Recording.of(context, invocation.brief(session.place()), (what, question) -> {
            remarks.progress.clear();
            return ui.canAsk() && !options.yes() && ui.confirms("would " + what, question);
        });
    }

    private Confirmation confirmation() {
        return new Confirmation(ui, safeguards(), remarks.progress, always);
    }

    private Safeguards safeguards() {
        return new Safeguards(session.clusters(), session.target().guard());
    }
}
