package zooka.shell.options;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import zooka.clients.profile.Profile;
import zooka.clients.profile.Protection;
import zooka.commands.action.CommonOptions;
import zooka.commands.config.Setting;
import zooka.commands.config.Setting.Origin;

/**
 * What a session speaks to, and what holds in it.
 *
 * @param defaults the options that hold where a command does not give its own
 * @param settings who said what of this
 * @param found in one line, the servers that were found without being named; empty where they were named
 * @param warnings what was wrong with where this is from
 */
public record Target(
        Profile profile,
        CommonOptions defaults,
        Protection guard,
        List<Setting> settings,
        String found,
        List<String> warnings) {

    public Target {
        settings = List.copyOf(settings);
        warnings = List.copyOf(warnings);
    }

    /** One of which nobody said anything that need be told. */
    public Target(Profile profile, CommonOptions defaults, Protection guard, List<Setting> settings) {
        this(profile, defaults, guard, settings, "", List.of());
    }

    /** The same with a warning before the others. */
    Target warned(String warning) {
        List<String> all = Stream.concat(Stream.of(warning), warnings.stream()).toList();
        return new Target(profile, defaults, guard, settings, found, all);
    }

    /** The same with the limits that held before: what may not be changed is not changed by another way to it. */
    public Target under(Protection before) {
        return new Target(profile, defaults, before, settings, found, warnings);
    }

    /**
     * The same, speaking to other servers.
     *
     * @param source the option or the command that names them
     */
    public Target with(Profile other, String source) {
        List<Setting> more = new ArrayList<>();
        other.zookeeper().ifPresent(servers -> more.add(new Setting("zookeeper", servers, Origin.OPTION, source)));
        other.bootstrap().ifPresent(servers -> more.add(new Setting("bootstrap", servers, Origin.OPTION, source)));
        settings.stream()
                .filter(setting ->
                        !setting.name().equals("zookeeper") && !setting.name().equals("bootstrap"))
                .forEach(more::add);
        return new Target(other, defaults, guard, more, found, warnings);
    }
}
