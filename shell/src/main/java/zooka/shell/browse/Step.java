package zooka.shell.browse;

/** The outcome of a key: the next model, and an effect outside of it. */
record Step(BrowseModel model, Effect effect) {

    /** The effects that only the screen can have. */
    enum Effect {
        NONE,
        /** Reads everything again. */
        REFRESH,
        /** Searches below the visible znodes for the filter. */
        SEARCH,
        /** Ends the search. */
        END_SEARCH,
        /** Asks the servers who watches the selected znode. */
        ASK_WATCHERS,
        /** Edits the selected znode. */
        EDIT,
        /** Deletes the selected znode. */
        DELETE,
        /** Lets the user type a command. */
        COMMAND,
        /** Copies the path of the selected znode. */
        COPY,
        /** Saves what is shown to a file. */
        SAVE,
        /** Returns to the prompt. */
        CLOSE
    }

    static Step to(BrowseModel model) {
        return new Step(model, Effect.NONE);
    }
}
