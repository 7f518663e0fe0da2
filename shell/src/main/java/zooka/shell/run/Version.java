package zooka.shell.run;

/** The version of the program, a compile-time constant: no class is loaded for it. */
public final class Version {

    public static final String NUMBER = "0.1.0";

    private Version() {}
}
