package zooka.clients.zookeeper.security;

import java.util.HashMap;
import java.util.Map;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.Configuration;

/**
 * Logins by name, kept in memory. The JVM has one place where ZooKeeper's client looks for them; each connection has a section
 * of its own there, which goes when the connection does, and with the last one the place is as it was.
 */
final class JaasSections extends Configuration {

    private static final Map<String, AppConfigurationEntry> SECTIONS = new HashMap<>();
    private static int made;

    /** What was there before; null where nothing was. */
    private final Configuration before;

    private JaasSections(Configuration before) {
        this.before = before;
    }

    /** Adds a login, and gives the name of its section. */
    static String add(AppConfigurationEntry login) {
        synchronized (SECTIONS) {
            Configuration present = present();
            if (!(present instanceof JaasSections)) {
                Configuration.setConfiguration(new JaasSections(present));
            }
            String section = "zooka-" + ++made;
            SECTIONS.put(section, login);
            return section;
        }
    }

    static void remove(String section) {
        synchronized (SECTIONS) {
            SECTIONS.remove(section);
            if (SECTIONS.isEmpty() && present() instanceof JaasSections ours) {
                Configuration.setConfiguration(ours.before);
            }
        }
    }

    /** What is there now; null where nothing is. */
    static Configuration present() {
        try {
            return Configuration.getConfiguration();
        } catch (SecurityException e) {
            return null; // no file is named, or it cannot be read
        }
    }

    @Override
    public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
        synchronized (SECTIONS) {
            AppConfigurationEntry login = SECTIONS.get(name);
            if (login != null) {
                return new AppConfigurationEntry[] {login};
            }
        }
        return before == null ? null : before.getAppConfigurationEntry(name);
    }

    @Override
    public void refresh() {
        if (before != null) {
            before.refresh();
        }
    }
}
