package zooka.shell.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import zooka.commands.text.Grammar.When;

final class ExitCodesTest {

    private static ExitCodes after(boolean keepGoing, int... codes) {
        ExitCodes counted = new ExitCodes(keepGoing);
        for (int code : codes) {
            counted.wants(When.ALWAYS);
            counted.add(code);
        }
        return counted;
    }

    @Test
    void stops_at_the_first_failure_with_its_code() {
        assertThat(after(false, 0, 3).stopped()).isTrue();
        assertThat(after(false, 0, 3).code()).isEqualTo(3);
    }

    @Test
    void goes_on_when_told_to_and_says_that_some_failed() {
        assertThat(after(true, 0, 3).stopped()).isFalse();
        assertThat(after(true, 3, 0).code()).isEqualTo(7);
        assertThat(after(true, 3, 3).code()).isEqualTo(3);
        assertThat(after(true, 3, 4).code()).isEqualTo(7);
        assertThat(after(true, 0, 0).code()).isZero();
    }

    @Test
    void an_interrupt_ends_it_all() {
        assertThat(after(true, 0, 130).stopped()).isTrue();
        assertThat(after(true, 0, 130).code()).isEqualTo(130);
    }

    @Test
    void commands_joined_by_or_count_as_one() {
        ExitCodes codes = new ExitCodes(true);
        codes.wants(When.ALWAYS);
        codes.add(3);
        assertThat(codes.wants(When.IF_DONE)).isFalse();
        assertThat(codes.wants(When.IF_FAILED)).isTrue();
        codes.add(0);
        assertThat(codes.code()).isZero();
    }
}
