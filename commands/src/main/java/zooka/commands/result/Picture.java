package zooka.commands.result;

import java.util.List;

/** A state that people see drawn as a whole, such as the leader map; the shell has a view for each kind. */
public interface Picture {

    /** The view that draws it: {@code leaders} is the class {@code View} in the shell's package {@code leaders}. */
    String view();

    /** The same for JSON; empty if it has no other form. */
    default List<Field> fields() {
        return List.of();
    }
}
