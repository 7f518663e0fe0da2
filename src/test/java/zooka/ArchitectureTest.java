package zooka;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The rules of the wall that the poms cannot say. */
final class ArchitectureTest {

    private static final JavaClasses ZOOKA = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("zooka");

    @Test
    void results_are_data_and_know_only_data() {
        noClasses()
                .that()
                .resideInAPackage("zooka.commands.result")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("picocli..", "org.apache..", "com.fasterxml..", "zooka.shell..")
                .check(ZOOKA);
    }

    @Test
    void commands_never_print_or_exit() {
        noClasses()
                .that()
                .resideInAPackage("zooka.commands..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .check(ZOOKA);
    }

    /** What has to wait says until when, in {@code Deadline}, and can be interrupted. */
    @Test
    void commands_never_sleep() {
        noClasses()
                .that()
                .resideInAPackage("zooka.commands..")
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .check(ZOOKA);
    }

    @Test
    void only_the_program_itself_ends_the_process() {
        noClasses()
                .that()
                .resideInAPackage("zooka.shell..")
                .and()
                .doNotHaveFullyQualifiedName("zooka.shell.Main")
                .should()
                .callMethod(System.class, "exit", int.class)
                .check(ZOOKA);
    }

    @Test
    void the_shell_imports_no_cluster_client() {
        noClasses()
                .that()
                .resideInAPackage("zooka.shell..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "org.apache.zookeeper..", "org.apache.curator..")
                .check(ZOOKA);
    }

    @Test
    void the_commands_know_no_terminal() {
        noClasses()
                .that()
                .resideInAPackage("zooka.commands..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jline..", "com.googlecode.lanterna..", "zooka.shell..", "zooka.sandbox..")
                .check(ZOOKA);
    }

    @Test
    void each_client_library_stays_in_its_package() {
        noClasses()
                .that()
                .resideOutsideOfPackages("zooka.commands.kafka.client", "zooka.sandbox")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(ZOOKA);
        noClasses()
                .that()
                .resideOutsideOfPackages("zooka.commands.zk", "zooka.commands.zk.client", "zooka.sandbox")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.zookeeper..", "org.apache.curator..")
                .check(ZOOKA);
    }

    @Test
    void values_and_their_meaning_are_known_without_a_server() {
        noClasses()
                .that()
                .resideInAnyPackage("zooka.commands.value", "zooka.commands.zk.explain")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("zooka.commands.zk", "zooka.commands.kafka..", "org.apache..")
                .check(ZOOKA);
        noClasses()
                .that()
                .resideOutsideOfPackage("zooka.commands.value")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.github.luben..", "net.jpountz..", "org.xerial..")
                .check(ZOOKA);
    }

    @Test
    void no_class_is_called_by_what_says_nothing() {
        classes()
                .should()
                .haveNameNotMatching(".*(Util|Utils|Manager|Helper|Impl)$")
                .check(ZOOKA);
    }
}
