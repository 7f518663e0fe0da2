package zooka.shell.leaders;

/** What a key comes to: another model, and what is to be done outside of it. */
public record Step(LeadersModel model, Effect effect) {

    /** What only the loop can do. */
    public enum Effect {
        NONE,
        /** Look at the cluster again now. */
        REFRESH,
        /** Back to the prompt. */
        CLOSE
    }

    static Step to(LeadersModel model) {
        return new Step(model, Effect.NONE);
    }
}
