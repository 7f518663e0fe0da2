package zooka.commands.action;

import picocli.CommandLine.Model.CommandSpec;

/** The program that runs the commands, as its own help describes it. */
@FunctionalInterface
public interface Program {

    /** One without options. */
    Program NONE = new Program() { // no reference to a method: an archive with such a one leaves CommandSpec out
                @Override
                public CommandSpec spec() {
                    return CommandSpec.create();
                }
            };

    /** Its options, and the texts of its help. */
    CommandSpec spec();
}
