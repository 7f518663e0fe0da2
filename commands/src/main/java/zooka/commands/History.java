package zooka.commands;

import picocli.CommandLine.Command;

/** {@code history}: the lines that this shell has run. */
@Command(
        name = "history",
        footer = {"", "A line with a password is not kept.", "", "Example:", "  history"})
public final class History implements Action.Steer {

    @Override
    public Steering steer(Context context) {
        return new Steering.ShowHistory();
    }
}
