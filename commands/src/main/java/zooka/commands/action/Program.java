package zooka.commands.action;

import picocli.CommandLine.Model.CommandSpec;

/** The program that runs the commands, as its own help describes it. */
@FunctionalInterface
public interface Program {

    /** One without options. */
    Program NONE = CommandSpec::create;

    /** Its options, and the texts of its help. */
    CommandSpec spec();
}
