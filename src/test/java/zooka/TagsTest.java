package zooka;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import zooka.sandbox.Sandbox;
import zooka.testing.OnServers;

/** What starts processes is marked so, that a quick check may leave it out; and only that. */
final class TagsTest {

    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
            .importPackages("zooka");

    /** What starts processes, with the next step on the way to it. */
    private final Map<JavaCodeUnit, String> starting = new HashMap<>();

    TagsTest() {
        Map<JavaCodeUnit, List<JavaCodeUnit>> callers = new HashMap<>();
        Deque<JavaCodeUnit> found = new ArrayDeque<>();
        for (JavaClass type : TESTS) {
            for (JavaCodeUnit unit : code(type)) {
                for (JavaAccess<?> access : accesses(unit)) {
                    for (JavaCodeUnit reached : reached(access)) {
                        callers.computeIfAbsent(reached, missing -> new ArrayList<>())
                                .add(unit);
                    }
                    if (startsProcess(access) && starting.putIfAbsent(unit, name(access)) == null) {
                        found.add(unit);
                    }
                }
            }
        }
        while (!found.isEmpty()) {
            JavaCodeUnit reached = found.remove();
            for (JavaCodeUnit caller : callers.getOrDefault(reached, List.of())) {
                if (starting.putIfAbsent(caller, name(reached)) == null) {
                    found.add(caller);
                }
            }
        }
    }

    private static List<JavaCodeUnit> code(JavaClass type) {
        List<JavaCodeUnit> all = new ArrayList<>(type.getCodeUnits());
        type.getStaticInitializer().ifPresent(all::add);
        return all;
    }

    private static Collection<JavaAccess<?>> accesses(JavaCodeUnit unit) {
        List<JavaAccess<?>> all = new ArrayList<>(unit.getAccessesFromSelf());
        all.addAll(unit.getMethodReferencesFromSelf());
        all.addAll(unit.getConstructorReferencesFromSelf());
        return all;
    }

    private static boolean startsProcess(JavaAccess<?> access) {
        return access.getName().equals("start")
                && (access.getTargetOwner().isEquivalentTo(ProcessBuilder.class)
                        || access.getTargetOwner().getPackageName().equals(Sandbox.class.getPackageName()));
    }

    /** The code that runs by an access: a method, and what makes the statics of a class that is accessed. */
    private static List<JavaCodeUnit> reached(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        List<JavaCodeUnit> all = new ArrayList<>();
        owner.getStaticInitializer().ifPresent(all::add);
        access.getTarget().resolveMember().ifPresent(member -> {
            if (member instanceof JavaCodeUnit unit) {
                all.add(unit);
            }
        });
        return all;
    }

    private static String name(JavaAccess<?> access) {
        return access.getTargetOwner().getSimpleName() + "." + access.getName();
    }

    private static String name(JavaCodeUnit unit) {
        return unit.getOwner().getSimpleName() + "." + unit.getName();
    }

    /** What runs when a test does: it, what its class does before and after, and what makes an instance. */
    private static Stream<JavaCodeUnit> parts(JavaCodeUnit test, JavaClass type) {
        return Stream.concat(
                Stream.of(test),
                Stream.concat(Stream.of(type), type.getAllRawSuperclasses().stream())
                        .flatMap(each -> code(each).stream())
                        .filter(unit -> !(unit instanceof JavaMethod)
                                || Stream.of(BeforeAll.class, BeforeEach.class, AfterAll.class, AfterEach.class)
                                        .anyMatch(unit::isAnnotatedWith)));
    }

    private static boolean marked(JavaCodeUnit test, JavaClass type) {
        return test.isAnnotatedWith(OnServers.class)
                || Stream.concat(Stream.of(type), type.getAllRawSuperclasses().stream())
                        .anyMatch(each -> each.isAnnotatedWith(OnServers.class));
    }

    @Test
    void what_starts_processes_is_marked() {
        List<String> faults = new ArrayList<>();
        int marked = 0;
        for (JavaClass type : TESTS) {
            if (type.getModifiers().contains(JavaModifier.ABSTRACT)) {
                continue; // what it tests is run by those that extend it
            }
            for (JavaCodeUnit test : type.getAllMethods()) {
                if (!test.isMetaAnnotatedWith(Testable.class)) {
                    continue;
                }
                List<JavaCodeUnit> starts =
                        parts(test, type).filter(starting::containsKey).toList();
                if (!starts.isEmpty() && !marked(test, type)) {
                    JavaCodeUnit first = starts.get(0);
                    faults.add(type.getSimpleName() + "." + test.getName() + " lacks @OnServers: " + name(first)
                            + " calls " + starting.get(first));
                } else if (starts.isEmpty() && marked(test, type)) {
                    faults.add(type.getSimpleName() + "." + test.getName() + " starts no process and has @OnServers");
                }
                marked += starts.isEmpty() ? 0 : 1;
            }
        }
        assertThat(faults).isEmpty();
        assertThat(marked).as("tests on servers").isPositive();
    }
}
