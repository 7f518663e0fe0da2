package zooka.shell.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import zooka.commands.config.Contexts;
import zooka.commands.config.SecretReader;
import zooka.commands.config.Setting;
import zooka.shell.options.Target;
import zooka.shell.options.TargetResolver;

/** The config file's contexts as one session sees them. */
final class SessionContexts implements Contexts {

    private final TargetResolver targeting;
    private final Supplier<Target> present;

    /** @param present what the session speaks to now */
    SessionContexts(TargetResolver targeting, Supplier<Target> present) {
        this.targeting = targeting;
        this.present = present;
    }

    @Override
    public Optional<Path> place() {
        return targeting.place();
    }

    @Override
    public Optional<String> inUse() {
        return present.get().guard().context();
    }

    @Override
    public List<Setting> settings() {
        return present.get().settings();
    }

    @Override
    public List<Setting> settings(String name) {
        return targeting.of(name, false, SecretReader.NONE).settings();
    }
}
