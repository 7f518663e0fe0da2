package zooka.shell.run;

/** The origin of a line. */
enum Origin {
    /** The prompt, a script or the command line. */
    PROMPT,
    /** Typed while a full-screen view is shown, which needs the connections of the session. */
    VIEW,
    /** A key of a full-screen view that stands for the line. */
    KEY
}
