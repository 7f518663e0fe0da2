package zooka;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.InstanceofCheck;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import zooka.commands.result.Result;
import zooka.commands.undo.Journal;

/** The rules of the wall that the poms cannot say. */
final class ArchitectureTest {

    private static final JavaClasses ZOOKA = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("zooka");

    /** What is of interest for one kind alone, and right for any other kind to come. */
    private static final Set<String> ONE_KIND_ONLY = Set.of(
            "FileEntry of Modification", // all but a creation must be on the disk before it is made
            "PriorValues of Operation", // what has not been read by who changes it
            "NetEffect of Operation", // the same, and the numbers of sequential znodes
            "Batches of Operation", // a znode that is gone already is deleted
            "Ranges of Start", // asks for the times, or not for the beginnings
            "WireRecordReader of End", // goes on
            "Tail of Start", // two offsets, or two times, that are in the wrong order
            "Tail of End",
            "Invocation of Action", // which options it takes
            "Watch of Action", // queries only
            "Runner of Action", // whether progress is shown
            "Runner of Result", // results around another one
            "Answers of Result", // the same, and what failed beside it
            "StatusFeed of Result", // the same
            "RawBytes of Result", // all others are refused
            "RawBytes of Cell",
            "ZkCliText of Result", // all others are shown as plain text
            "ZkCliText of Cell",
            "JsonText of Result", // what a change gives back
            "CellText of Cell", // which are aligned to the right
            "BlockText of Cell"); // what is unknown is left out

    /** The last word of a name: of a verb with {@code -ed}, or of another one that names of types tend to be made of. */
    private static final String PARTICIPLE =
            ".*([a-z&&[^e]]ed|(Found|Told|Seen|Kept|Known|Made|Heard|Shown|Taken|Drawn|Written|Sent|Lost|Given|Chosen|Done))$";

    @Test
    void packages_depend_on_each_other_in_one_direction() {
        slices().matching("zooka.(**)").should().beFreeOfCycles().check(ZOOKA);
    }

    @Test
    void the_clients_know_no_command() {
        noClasses()
                .that()
                .resideInAPackage("zooka.clients..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("picocli..", "zooka.commands..", "zooka.shell..")
                .check(ZOOKA);
        noClasses()
                .that()
                .resideInAPackage("zooka.sandbox")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("zooka.commands..", "zooka.shell..")
                .check(ZOOKA);
    }

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
                .resideInAnyPackage("zooka.clients..", "zooka.commands..")
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
                .resideInAnyPackage("zooka.clients..", "zooka.commands..")
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .check(ZOOKA);
    }

    /**
     * Who treats each kind of a sealed type differently implements its {@code Cases}, so that a new kind does not compile until
     * it is handled. An {@code instanceof} would pass it over.
     */
    @Test
    void kinds_of_a_sealed_type_are_told_apart_by_its_cases() {
        List<String> found = new ArrayList<>();
        for (JavaClass user : ZOOKA) {
            for (JavaCodeUnit code : user.getCodeUnits()) {
                for (InstanceofCheck check : code.getInstanceofChecks()) {
                    Class<?> kind = check.getRawType().reflect();
                    Class<?> home = user.reflect().getNestHost();
                    Arrays.stream(kind.getInterfaces())
                            .filter(type -> type.isSealed() && type.getName().startsWith("zooka."))
                            .filter(type -> !type.getNestHost().equals(home))
                            .forEach(type -> found.add(home.getSimpleName() + " of " + type.getSimpleName()));
                }
            }
        }
        assertThat(new TreeSet<>(found)).isEqualTo(new TreeSet<>(ONE_KIND_ONLY));
    }

    /** Who asks on another thread does so with {@code Async}: with a name, as a daemon, bounded, and cancelled by an interrupt. */
    @Test
    void threads_are_made_in_one_place() {
        noClasses()
                .that()
                .resideOutsideOfPackage("zooka.sandbox") // processes of its own, with readers of what they print
                .and()
                .doNotHaveFullyQualifiedName("zooka.clients.net.Async")
                .and(not(nameMatching("zooka.commands.action.EndedBySignal"))) // what runs at the end of the process
                .and(not(nameMatching("zooka.shell.screen.(JobKeyboard|BorrowedTerminal)"))) // the same
                .and(not(nameMatching("zooka.shell.prompt.Repl"))) // the same
                .and(not(nameMatching(
                        "zooka.shell.screen.(FullScreen|LeaveKey)"))) // readers of keys: not to be interrupted
                .should()
                .callConstructorWhere(target(owner(assignableTo(Thread.class))))
                .orShould()
                .callMethodWhere(target(owner(assignableTo(Executors.class))))
                .orShould()
                .callMethodWhere(target(owner(assignableTo(ForkJoinPool.class))))
                .orShould()
                .callMethodWhere(target(owner(assignableTo(CompletableFuture.class)))
                        .and(target(nameMatching("supplyAsync|runAsync|orTimeout|completeOnTimeout|delayedExecutor"))))
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ExecutorService.class)
                .check(ZOOKA);
    }

    /** A moment by which something has to be there is a {@code Deadline}; how long it took, a {@code Stopwatch}. */
    @Test
    void time_is_counted_in_two_places() {
        noClasses()
                .that()
                .resideOutsideOfPackage("zooka.sandbox")
                .and(not(nameMatching("zooka.clients.net.(Deadline|Stopwatch)")))
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
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
    void only_the_clients_know_the_libraries_of_clusters() {
        noClasses()
                .that()
                .resideInAnyPackage("zooka.commands..", "zooka.shell..")
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
    void each_library_stays_in_its_packages() {
        noClasses()
                .that()
                .resideOutsideOfPackages("zooka.clients.kafka.wire..", "zooka.clients.kafka.admin", "zooka.sandbox")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(ZOOKA);
        noClasses()
                .that()
                .resideOutsideOfPackages("zooka.clients.zookeeper..", "zooka.sandbox")
                .and()
                .doNotHaveFullyQualifiedName("zooka.clients.text.ZnodePath")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.zookeeper..", "org.apache.curator..")
                .check(ZOOKA);
    }

    /** All that an upgrade of Kafka's library can break stands in one place. */
    @Test
    void what_is_internal_to_kafka_is_known_to_its_wire_only() {
        noClasses()
                .that()
                .resideOutsideOfPackages("zooka.clients.kafka.wire..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka.common.internals..",
                        "org.apache.kafka.common.memory..",
                        "org.apache.kafka.common.message..",
                        "org.apache.kafka.common.metadata..",
                        "org.apache.kafka.common.network..",
                        "org.apache.kafka.common.protocol..",
                        "org.apache.kafka.common.record.internal..",
                        "org.apache.kafka.common.requests..",
                        "org.apache.kafka.common.utils..",
                        "org.apache.kafka.clients.consumer.internals..")
                .check(ZOOKA);
    }

    @Test
    void values_and_their_meaning_are_known_without_a_server() {
        noClasses()
                .that()
                .resideInAnyPackage("zooka.commands.value", "zooka.commands.zk.explain")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "zooka.clients.kafka..", "zooka.clients.zookeeper..", "zooka.commands.kafka..", "org.apache..")
                .check(ZOOKA);
        noClasses()
                .that()
                .resideOutsideOfPackage("zooka.commands.value")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.github.luben..", "net.jpountz..", "org.xerial..")
                .check(ZOOKA);
    }

    /**
     * A type is called by the noun of what it is: {@code Listing}, and not {@code Found}. Only what has happened is called by
     * that: a failure, a change, an entry of a log, a modification that can be undone, a change that is done.
     */
    @Test
    void types_are_called_by_nouns() {
        classes()
                .that()
                .areNotAssignableTo(Throwable.class)
                .and(not(assignableTo(simpleNameEndingWith("Change"))))
                .and(not(assignableTo(simpleNameEndingWith("LogEntry"))))
                .and()
                .areNotAssignableTo(Journal.Modification.class)
                .and()
                .areNotAssignableTo(Result.Change.class)
                .should()
                .haveNameNotMatching(PARTICIPLE)
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
