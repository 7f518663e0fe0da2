package zooka.shell.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EscapesTest {

    @Test
    void shows_control_characters_instead_of_sending_them() {
        assertThat(Escapes.visible("\u001b[31mred\u001b[0m")).isEqualTo("\\e[31mred\\e[0m");
        assertThat(Escapes.visible("a\nb\tc\rd")).isEqualTo("a\\nb\\tc\\rd");
        assertThat(Escapes.visible("\u0007\u0000\u007f")).isEqualTo("\\x07\\x00\\x7f");
        assertThat(Escapes.visible("\u009b31m")).isEqualTo("\\x9b31m");
    }

    @Test
    void shows_what_turns_the_direction_of_writing() {
        assertThat(Escapes.visible("safe\u202egpj.exe")).isEqualTo("safe\\u202egpj.exe");
    }

    @Test
    void shows_half_a_character() {
        assertThat(Escapes.visible("a\ud83d")).isEqualTo("a\\ud83d");
    }

    @Test
    void leaves_every_other_letter_as_it_is() {
        String text = "Ünïcödé 名前 🚀 e\u0301";
        assertThat(Escapes.visible(text)).isSameAs(text);
    }

    @Test
    void spells_out_what_is_not_ascii_where_no_more_is_known() {
        assertThat(Escapes.ascii("名-🚀")).isEqualTo("\\u540d-\\U0001f680");
    }
}
