package zooka.shell.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WidthTest {

    @Test
    void counts_columns_and_not_characters() {
        assertThat(Width.of("orders")).isEqualTo(6);
        assertThat(Width.of("名前")).isEqualTo(4);
        assertThat(Width.of("🚀")).isEqualTo(2);
        assertThat(Width.of("e\u0301")).isEqualTo(1);
        assertThat(Width.of("‼×…→▌")).isEqualTo(5);
    }

    @Test
    void pads_on_either_side() {
        assertThat(Width.left("名", 4)).isEqualTo("名  ");
        assertThat(Width.right("名", 4)).isEqualTo("  名");
        assertThat(Width.right("orders", 3)).isEqualTo("orders");
    }

    @Test
    void keeps_the_start_of_text() {
        assertThat(Width.cut("no znode", 8, "…")).isEqualTo("no znode");
        assertThat(Width.cut("no znode", 7, "…")).isEqualTo("no zno…");
        assertThat(Width.cut("名前と", 4, "…")).isEqualTo("名…");
        assertThat(Width.cut("orders", 1, "…")).isEqualTo("…");
        assertThat(Width.cut("orders", 0, "…")).isEmpty();
    }

    @Test
    void keeps_both_ends_of_a_name_and_more_of_the_far_one() {
        assertThat(Width.cutMiddle("payments-settlement-requests-v2", 16, "…")).isEqualTo("payme…equests-v2");
        assertThat(Width.cutMiddle("payments", 8, "…")).isEqualTo("payments");
        assertThat(Width.cutMiddle("payments", 2, "…")).isEqualTo("…s");
        assertThat(Width.of(Width.cutMiddle("名前と住所と電話", 8, "…"))).isLessThanOrEqualTo(8);
        assertThat(Width.cutMiddle("abcdefgh" + "e\u0301".repeat(6), 8, "…")).isEqualTo("ab…" + "e\u0301".repeat(5));
    }

    @Test
    void never_takes_more_room_than_there_is() {
        String name = "ä名e\u0301🚀-topic-🚀名";
        for (int columns = 0; columns < 20; columns++) {
            assertThat(Width.of(Width.cut(name, columns, "…"))).isLessThanOrEqualTo(columns);
            assertThat(Width.of(Width.cutMiddle(name, columns, "…"))).isLessThanOrEqualTo(columns);
        }
    }
}
