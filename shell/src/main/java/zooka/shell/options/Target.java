package zooka.shell.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import zooka.clients.profile.Profile;
import zooka.clients.profile.Protection;
import zooka.commands.action.CommonOptions;
import zooka.commands.config.Setting;
import zooka.commands.config.Setting.Origin;

/**
 * The clusters that a session uses, with the settings that apply to them.
 *
 * @param defaults the options that apply if a command does not set them
 * @param settings the source of each setting
 * @param found the servers that were found and not named, in one line; empty if they were named
 * @param warnings problems with the sources, such as a config file that others can read
 */
public record Target(
        Profile profile,
        CommonOptions defaults,
        Protection guard,
        List<Setting> settings,
        String found,
        List<String> warnings) {

    private static final Set<String> SERVERS = Set.of("zookeeper", "bootstrap", "controllers");

    public Target {
        settings = List.copyOf(settings);
        warnings = List.copyOf(warnings);
    }

    /** A target whose servers were named and which has no warnings. */
    public Target(Profile profile, CommonOptions defaults, Protection guard, List<Setting> settings) {
        this(profile, defaults, guard, settings, "", List.of());
    }

    /** This target with a warning before the others. */
    Target warned(String warning) {
        List<String> all = Stream.concat(Stream.of(warning), warnings.stream()).toList();
        return new Target(profile, defaults, guard, settings, found, all);
    }

    /**
     * This target with the limits of the previous one as well: a protected znode must not become writable by another
     * connection to it.
     */
    public Target under(Protection before) {
        return new Target(profile, defaults, before, settings, found, warnings);
    }

    /**
     * This target with other servers.
     *
     * @param source the option or command that names the servers
     */
    public Target with(Profile other, String source) {
        List<Setting> more = new ArrayList<>();
        other.zookeeper().ifPresent(servers -> more.add(new Setting("zookeeper", servers, Origin.OPTION, source)));
        other.bootstrap().ifPresent(servers -> more.add(new Setting("bootstrap", servers, Origin.OPTION, source)));
        settings.stream().filter(setting -> !SERVERS.contains(setting.name())).forEach(more::add);
        return new Target(other, defaults, guard, more, found, warnings);
    }
}
