package zooka.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * A test, or all of a class, that starts processes: ZooKeeper servers, brokers, the program itself, tmux. {@code scripts/check
 * --fast} leaves it out. {@code TagsTest} finds those that have forgotten it.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Tag("servers")
public @interface OnServers {}
