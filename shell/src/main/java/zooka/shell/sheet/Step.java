package zooka.shell.sheet;

import zooka.commands.result.Picture;

/** The consequence of a key: the next model, and what else to do. */
record Step<P extends Picture>(SheetModel<P> model, Effect effect) {

    /** What a key asks of the screen. */
    enum Effect {
        NONE,
        /** Asks now. */
        REFRESH,
        /** Lets the user type a command. */
        COMMAND,
        /** Copies the name of the selected row. */
        COPY,
        /** Saves what is shown to a file. */
        SAVE,
        /** Returns to the prompt. */
        CLOSE
    }

    static <P extends Picture> Step<P> to(SheetModel<P> model) {
        return new Step<>(model, Effect.NONE);
    }
}
