package zooka.shell.browse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import zooka.commands.zk.browse.SearchResult;
import zooka.shell.browse.Step.Effect;
import zooka.shell.screen.Key;

/** What the keys of {@code browse} do, and what it asks its feed for. */
class BrowseKeysTest {

    private static Driver tree() {
        Driver driver = new Driver(Driver.UNICODE, "/");
        for (String path : new String[] {
            "/a", "/a/x", "/a/y", "/a/y/deep", "/a/z", "/b", "/b/one", "/c",
        }) {
            driver.put(path, "value of " + path);
        }
        return driver.settle();
    }

    @Test
    void right_opens_and_left_closes_or_goes_to_the_parent() {
        Driver driver = tree();
        assertThat(driver.rows()).containsExactly("▾ / 3", "▸ a 3", "▸ b 1", "c 11 B");
        driver.press(Key.DOWN, Key.RIGHT);
        assertThat(driver.rows()).containsExactly("▾ / 3", "▾ a 3", "x 13 B", "▸ y 1", "z 13 B", "▸ b 1", "c 11 B");
        driver.press(Key.DOWN, Key.DOWN, Key.ENTER);
        assertThat(driver.rows()).contains("deep 18 B");
        driver.press(Key.DOWN, Key.LEFT);
        assertThat(driver.selected()).isEqualTo("/a/y");
        driver.press(Key.LEFT);
        assertThat(driver.rows()).doesNotContain("deep 18 B").contains("▸ y 1");
        driver.press(Key.LEFT);
        assertThat(driver.selected()).isEqualTo("/a");
        driver.press(Key.LEFT, Key.LEFT);
        assertThat(driver.selected()).isEqualTo("/");
        assertThat(driver.rows()).containsExactly("▾ / 3", "▸ a 3", "▸ b 1", "c 11 B");
        // Neither the root nor a znode without children has anything to close or open.
        driver.press(Key.LEFT);
        assertThat(driver.selected()).isEqualTo("/");
        driver.press(Key.of('G'), Key.RIGHT);
        assertThat(driver.rows()).hasSize(4);
    }

    @Test
    void left_at_the_root_of_the_view_goes_up_the_tree() {
        Driver driver = new Driver(Driver.UNICODE, "/a/y");
        driver.put("/a", "")
                .put("/a/x", "")
                .put("/a/y", "")
                .put("/a/y/deep", "")
                .settle();
        driver.press(Key.LEFT);
        assertThat(driver.rows()).containsExactly("▾ a 2", "x 0 B", "▾ y 1", "deep 0 B");
        assertThat(driver.selected()).isEqualTo("/a/y");
        assertThat(driver.line(0)).startsWith(" sandbox:/a ");
    }

    @Test
    void only_what_is_on_the_screen_is_read_and_watched() {
        Driver driver = new Driver(Driver.UNICODE, "/many").put("/many", "");
        for (int i = 0; i < 3000; i++) {
            driver.put(String.format("/many/%04d", i), "x");
        }
        driver.sized(80, 24).settle();
        assertThat(driver.wanted().visible())
                .hasSize(11)
                .contains("/many", "/many/0009")
                .doesNotContain("/many/0011");
        driver.press(Key.PAGE_DOWN, Key.PAGE_DOWN);
        assertThat(driver.wanted().visible())
                .hasSizeLessThan(14)
                .contains("/many")
                .doesNotContain("/many/0009");
        assertThat(driver.wanted().open()).containsExactly("/many");
        assertThat(driver.wanted().selected())
                .hasValueSatisfying(
                        path -> assertThat(driver.wanted().visible()).contains(path));
    }

    @Test
    void a_closed_znode_is_not_read_any_more() {
        Driver driver = tree().press(Key.DOWN, Key.RIGHT, Key.DOWN, Key.DOWN, Key.RIGHT);
        assertThat(driver.wanted().open()).containsExactlyInAnyOrder("/", "/a", "/a/y");
        driver.press(Key.LEFT, Key.LEFT, Key.LEFT);
        assertThat(driver.wanted().open()).containsExactly("/");
        assertThat(driver.wanted().visible()).containsExactlyInAnyOrder("/", "/a", "/b", "/c");
    }

    @Test
    void the_selection_stays_on_its_znode_while_others_come_and_go() {
        Driver driver = tree().press(Key.DOWN, Key.DOWN);
        assertThat(driver.selected()).isEqualTo("/b");
        driver.put("/aa", "").put("/ab", "").settle();
        assertThat(driver.selected()).isEqualTo("/b");
        driver.remove("/a").settle();
        assertThat(driver.selected()).isEqualTo("/b");
        assertThat(driver.log()).isEqualTo("created /aa, created /ab, deleted /a");
    }

    @Test
    void a_deleted_znode_leaves_the_selection_to_its_neighbour() {
        Driver driver = tree().press(Key.DOWN, Key.RIGHT, Key.DOWN);
        driver.remove("/a/x").settle();
        assertThat(driver.selected()).isEqualTo("/a/y");
        assertThat(driver.log()).isEqualTo("deleted /a/x");
        driver.press(Key.DOWN).remove("/a/z").settle();
        assertThat(driver.selected()).isEqualTo("/a/y");
        driver.press(Key.RIGHT, Key.DOWN);
        assertThat(driver.selected()).isEqualTo("/a/y/deep");
        driver.remove("/a").settle();
        assertThat(driver.selected()).isEqualTo("/b");
        driver.press(Key.RIGHT, Key.DOWN).remove("/b/one").settle();
        assertThat(driver.selected()).isEqualTo("/b");
    }

    @Test
    void a_family_that_becomes_small_leaves_the_selection_on_it() {
        Driver driver = new Driver(Driver.UNICODE, "/").put("/many", "").put("/next", "");
        for (int i = 0; i < 1001; i++) {
            driver.put(String.format("/many/%04d", i), "x");
        }
        driver.settle().press(Key.DOWN, Key.RIGHT, Key.of('G'), Key.UP);
        assertThat(driver.selected()).isEqualTo("/many AFTER");
        driver.remove("/many/0000").settle();
        assertThat(driver.selected()).isEqualTo("/many");
    }

    @Test
    void a_deleted_root_is_said_to_be_and_comes_back() {
        Driver driver =
                new Driver(Driver.UNICODE, "/a").put("/a", "x").put("/a/b", "x").settle();
        driver.remove("/a").settle();
        assertThat(driver.rows()).containsExactly("a deleted");
        assertThat(driver.log()).isEqualTo("deleted /a");
        assertThat(driver.frame().text()).contains("this znode does not exist");
        driver.put("/a", "again").put("/a/c", "x").settle();
        assertThat(driver.rows()).containsExactly("▾ a 1", "c 1 B");
    }

    @Test
    void many_changes_at_once_are_one_line() {
        Driver driver = tree();
        for (int i = 0; i < 1204; i++) {
            driver.put("/job-" + i, "");
        }
        driver.settle();
        assertThat(driver.log()).isEqualTo("created 1,204 znodes in /");
    }

    @Test
    void a_search_shows_what_is_known_at_once_and_what_is_below_after_enter() {
        Driver driver = tree().type("/D");
        assertThat(driver.rows()).containsExactly("▸ / 3");
        driver.press(Key.ENTER);
        assertThat(driver.effect()).isEqualTo(Effect.SEARCH);
        driver.found("D", SearchResult.State.DONE, 9, "/a/y/deep");
        assertThat(driver.rows()).containsExactly("▸ / 3", "▸ a 3", "▸ y 1", "deep 18 B");
        assertThat(driver.selected()).isEqualTo("/a/y/deep");
        assertThat(driver.wanted().open()).containsExactly("/");
        driver.press(Key.RIGHT);
        assertThat(driver.effect()).isEqualTo(Effect.END_SEARCH);
        assertThat(driver.selected()).isEqualTo("/a/y/deep");
        assertThat(driver.rows())
                .containsExactly("▾ / 3", "▾ a 3", "x 13 B", "▾ y 1", "deep 18 B", "z 13 B", "▸ b 1", "c 11 B");
    }

    @Test
    void a_search_reaches_children_that_have_no_rows() {
        Driver driver = new Driver(Driver.UNICODE, "/many").put("/many", "");
        for (int i = 0; i < 4000; i++) {
            driver.put(String.format("/many/%04d", i), "x");
        }
        driver.settle().type("/371");
        assertThat(driver.rows()).contains("3710 1 B", "0371 1 B", "1371 1 B").hasSize(1 + 14);
        driver.press(Key.of('8'));
        assertThat(driver.rows()).containsExactly("▸ many 4,000", "3718 1 B");
        driver.press(Key.ESCAPE);
        assertThat(driver.selected()).isEqualTo("/many/3718");
        assertThat(driver.rows()).hasSize(1 + 1 + 1000).contains("… 3,000 before, → shows them");
        // The part stays when the selection moves on.
        driver.press(Key.DOWN);
        assertThat(driver.selected()).isEqualTo("/many/3719");
        driver.press(Key.of('g'), Key.DOWN, Key.RIGHT);
        assertThat(driver.selected()).isEqualTo("/many/2999");
    }

    @Test
    void a_search_without_a_match_ends_with_escape_where_it_began() {
        Driver driver = tree().press(Key.DOWN, Key.DOWN).type("/nosuch");
        assertThat(driver.line(1)).startsWith("── /nosuch · 0 found ──");
        driver.press(Key.BACKSPACE, Key.control('u'));
        assertThat(driver.rows()).hasSize(4);
        driver.press(Key.ESCAPE);
        assertThat(driver.line(-1)).contains("/ find");
    }

    @Test
    void tab_scrolls_the_value_and_goes_back() {
        Driver driver = new Driver(Driver.UNICODE, "/long");
        driver.put("/long", "line\n".repeat(100)).settle();
        driver.press(Key.TAB, Key.DOWN, Key.PAGE_DOWN);
        int scrolled = driver.model().place().scroll();
        assertThat(scrolled).isGreaterThan(1);
        assertThat(driver.line(-1)).startsWith(" ↑↓ scroll").contains("tab tree", "q back");
        driver.press(Key.of('G'), Key.PAGE_DOWN);
        assertThat(driver.frame().text()).contains("of 100");
        driver.press(Key.of('q'));
        assertThat(driver.effect()).isEqualTo(Effect.NONE);
        assertThat(driver.model().place().reading()).isFalse();
    }

    @Test
    void keys_that_reach_a_server_are_effects() {
        Driver driver = tree().press(Key.DOWN, Key.of('e'));
        assertThat(driver.effect()).isEqualTo(Effect.EDIT);
        assertThat(driver.press(Key.of('d')).effect()).isEqualTo(Effect.DELETE);
        assertThat(driver.press(Key.of('w')).effect()).isEqualTo(Effect.ASK_WATCHERS);
        assertThat(driver.press(Key.of('r')).effect()).isEqualTo(Effect.REFRESH);
        assertThat(driver.press(Key.of('q')).effect()).isEqualTo(Effect.CLOSE);
        assertThat(driver.press(Key.control('c')).effect()).isEqualTo(Effect.CLOSE);
    }

    @Test
    void the_root_of_all_cannot_be_deleted() {
        Driver driver = tree().press(Key.of('d'));
        assertThat(driver.effect()).isEqualTo(Effect.NONE);
        assertThat(driver.line(-1)).doesNotContain("d delete");
    }

    @Test
    void another_znode_is_read_from_its_beginning() {
        Driver driver =
                new Driver(Driver.UNICODE, "/a").put("/a", "l\n".repeat(100)).put("/a/b", "l\n".repeat(100));
        driver.settle().press(Key.TAB, Key.DOWN, Key.DOWN, Key.TAB, Key.DOWN);
        assertThat(driver.model().place().scroll()).isZero();
    }
}
