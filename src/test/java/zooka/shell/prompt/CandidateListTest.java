package zooka.shell.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.utils.AttributedStyle;
import org.junit.jupiter.api.Test;
import zooka.shell.render.Glyphs;

/** How completions are laid out. */
final class CandidateListTest {

    private static final Glyphs COLOURS = new Glyphs(false, true, ZoneOffset.UTC);
    private static final Glyphs ASCII = new Glyphs(true, false, ZoneOffset.UTC);

    private final List<Candidate> verbs = List.of(
            candidate("alter", "change partitions or configuration of a topic"),
            candidate("describe", "describe topics"),
            candidate("list", null));

    private static Candidate candidate(String value, String description) {
        return new Candidate(value, value, null, description, null, null, true);
    }

    @Test
    void descriptions_stand_in_a_column_and_are_dim() {
        CandidateList list = CandidateList.of(verbs, verbs.get(1), 80, 20, COLOURS);
        assertThat(list.text().toString().lines().map(String::stripTrailing))
                .containsExactly(
                        "alter     change partitions or configuration of a topic", "describe  describe topics", "list");
        assertThat(list.lines()).isEqualTo(3);
        assertThat(list.selectedLine()).isEqualTo(1);
        assertThat(list.columns()).isEqualTo(1);
        assertThat(list.text().styleAt(10)).isEqualTo(AttributedStyle.DEFAULT.faint());
        int selected = list.text().toString().indexOf("describe");
        assertThat(list.text().styleAt(selected)).isEqualTo(AttributedStyle.INVERSE);
    }

    @Test
    void what_is_too_wide_is_cut() {
        assertThat(CandidateList.of(verbs, null, 30, 20, COLOURS).text().toString())
                .startsWith("alter     change partitions …\n");
        assertThat(CandidateList.of(verbs, null, 30, 20, ASCII).text().toString())
                .startsWith("alter     change partitions ~\n");
    }

    @Test
    void more_than_the_screen_shows_stand_in_columns_with_the_selected_one_described() {
        CandidateList list = CandidateList.of(verbs, verbs.get(0), 30, 2, COLOURS);
        assertThat(list.text().toString().lines().map(String::stripTrailing))
                .containsExactly("alter  describe  list", "change partitions or configu…");
        assertThat(list.lines()).isEqualTo(2);
        assertThat(list.columns()).isEqualTo(3);
    }

    @Test
    void names_stand_in_columns_of_their_own_width_from_top_to_bottom() {
        List<Candidate> names = new ArrayList<>();
        for (String name : List.of("a", "b", "名前", "d", "e\u001b[2J")) {
            names.add(candidate(name, null));
        }
        assertThat(CandidateList.of(names, null, 30, 20, COLOURS)
                        .text()
                        .toString()
                        .lines()
                        .map(String::stripTrailing))
                .containsExactly("a  b  名前  d  e\\e[2J");
    }

    @Test
    void a_list_that_is_too_long_for_the_screen_says_how_many_are_missing() {
        List<Candidate> names = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            names.add(candidate("name-" + i, null));
        }
        CandidateList list = CandidateList.of(names, null, 30, 4, COLOURS);
        assertThat(list.text().toString().lines().map(String::stripTrailing))
                .containsExactly(
                        "name-0  name-3  name-6", "name-1  name-4  name-7", "name-2  name-5  name-8", "91 more");
        assertThat(list.lines()).isEqualTo(4);
        CandidateList page = CandidateList.of(names, names.get(7), 30, 4, COLOURS);
        assertThat(page.text().toString().lines().map(String::stripTrailing))
                .containsExactly(
                        "name-4   name-38  name-72",
                        "name-5   name-39  name-73",
                        "name-6   name-40  name-74",
                        "name-7   name-41  name-75");
        assertThat(page.selectedLine()).isEqualTo(3);
        assertThat(page.columns()).isEqualTo(3);
    }
}
