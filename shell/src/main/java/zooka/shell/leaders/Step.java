package zooka.shell.leaders;

/** The outcome of a key: the next model, and an effect outside of it. */
public record Step(LeadersModel model, Effect effect) {

    /** The effects that only the loop can perform. */
    public enum Effect {
        NONE,
        /** Queries the cluster now. */
        REFRESH,
        /** Lets the user type a command. */
        COMMAND,
        /** Elects preferred leaders of what is selected. */
        ELECT,
        /** Copies the name of what is selected. */
        COPY,
        /** Saves all states that were seen as a recording. */
        RECORD,
        /** Saves what is shown to a file. */
        SAVE,
        /** Returns to the prompt. */
        CLOSE
    }

    static Step to(LeadersModel model) {
        return new Step(model, Effect.NONE);
    }
}
