package zooka.commands;

import picocli.CommandLine.Command;

/** {@code quit}: leave the shell or end the script. */
@Command(
        name = "quit",
        footer = {"", "Example:", "  quit"})
public final class Quit implements Action.Steer {

    @Override
    public Steering steer(Context context) {
        return new Steering.Leave();
    }
}
