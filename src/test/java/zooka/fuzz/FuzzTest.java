package zooka.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import zooka.testing.OnServers;
import zooka.testing.Program;

/** A short run of what {@code scripts/fuzz} does at length, with the same inputs each time. */
final class FuzzTest {

    @Test
    @OnServers
    @Timeout(120)
    void nothing_that_is_almost_right_ends_in_an_exception_or_takes_too_much() throws Exception {
        Process fuzz = new ProcessBuilder(
                        Program.HOME.resolve("scripts/fuzz").toString(), "--inputs", "20000", "--seed", "12")
                .redirectErrorStream(true)
                .start();
        String said = new String(fuzz.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(fuzz.waitFor()).as(said).isZero();
        assertThat(said).contains("20,000 inputs, 0 findings");
    }

    /** Each was found by a long run: a time or a memory that grew with the square of the input, or a pattern made for each part. */
    static Stream<Arguments> found() {
        byte[] messages = new byte[244_000];
        for (int i = 1; i + 1 < messages.length; i += 2) {
            messages[i] = 0x3a; // a field of another message, and its length, which is 0
        }
        return Stream.of(
                arguments("acl", "world:anyone" + "anyon".repeat(48_000)),
                arguments("acl", "username_password" + "s".repeat(240_000)),
                arguments("addresses", "h1:2181," + "h82,".repeat(1_000) + "h3/kafka" + "/".repeat(172_000) + "a"),
                arguments("addresses", "h1:2181" + ",181".repeat(55_000)),
                arguments("pointer", ".a" + ".b.5".repeat(48_000)),
                arguments("formats", "j\u00f6ln ".repeat(25_000)),
                arguments("script", "ls /a" + " -o yaml \\\n".repeat(20_000)),
                arguments("script", "ls '/a\n" + "b'c'\n".repeat(30_000)),
                arguments("script", "ls / &&\n" + "#\n".repeat(80_000)),
                arguments("cons and dump", " /10.0.0.7:1[1](" + "[1](".repeat(50_000)),
                arguments("address map", "a{n}=b:{1" + "+1".repeat(100_000) + "}"),
                arguments("protobuf", new String(messages, StandardCharsets.ISO_8859_1)));
    }

    @ParameterizedTest
    @MethodSource("found")
    @Timeout(60)
    void what_was_found_stays_within_its_bounds(String name, String text) {
        FuzzTarget target = FuzzTargets.all().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        byte[] input = text.getBytes(name.equals("protobuf") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
        assertThat(Fuzz.read(target, input)).isEmpty();
    }

    @Test
    void what_it_looks_for_is_found() {
        FuzzTarget thrown = FuzzTarget.of("thrown", bytes -> Integer.parseInt(FuzzTarget.text(bytes)), "17");
        FuzzTarget large =
                FuzzTarget.of("large", bytes -> assertThat(new byte[65 << 20]).isNotNull(), "x");
        FuzzTarget deep = FuzzTarget.of("deep", bytes -> deep(bytes.length), "x");
        for (FuzzTarget target : List.of(thrown, large, deep)) {
            assertThat(Fuzz.run(List.of(target), 20, 60, 1).findings())
                    .as(target.name())
                    .isNotEmpty();
        }
    }

    private static int deep(int depth) {
        return depth == Integer.MIN_VALUE ? 0 : 1 + deep(depth + 1);
    }
}
