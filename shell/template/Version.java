package zooka.shell.run;

/**
 * The version of the program, a compile-time constant: no class is loaded for it. The build writes this file from the version in
 * {@code pom.xml}.
 */
public final class Version {

    public static final String NUMBER = "${project.version}";

    private Version() {}
}
