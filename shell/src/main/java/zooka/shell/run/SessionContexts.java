package zooka.shell.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import zooka.commands.config.Contexts;
import zooka.commands.config.SecretReader;
import zooka.commands.config.Setting;
import zooka.shell.options.Target;
import zooka.shell.options.TargetResolver;

/**
 * The config file's contexts as one session sees them.
 *
 * @param target the session's present target
 */
record SessionContexts(TargetResolver resolver, Target target) implements Contexts {

    @Override
    public Optional<Path> place() {
        return resolver.sources().place();
    }

    @Override
    public Optional<String> inUse() {
        return target.guard().context();
    }

    @Override
    public List<Setting> settings() {
        return target.settings();
    }

    @Override
    public List<Setting> settings(String name) {
        return resolver.of(name, false, SecretReader.NONE).settings();
    }
}
