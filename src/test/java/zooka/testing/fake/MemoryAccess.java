package zooka.testing.fake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import zooka.clients.Outcome;
import zooka.clients.kafka.Acls;
import zooka.clients.kafka.Quotas;
import zooka.clients.kafka.ScramUsers;

/** Who may do what, who there is, and how much they may ask for: what brokers in memory keep of it. */
final class MemoryAccess {

    private MemoryAccess() {}

    /** ACLs. */
    static final class Rules implements Acls {
        private final TreeSet<Rule> rules = new TreeSet<>();

        @Override
        public List<Rule> list(Collection<Filter> filters) {
            return rules.stream()
                    .filter(rule -> filters.stream().anyMatch(filter -> matches(filter, rule)))
                    .toList();
        }

        private static boolean matches(Filter filter, Rule rule) {
            return same(filter.principal(), rule.principal())
                    && same(filter.host(), rule.host())
                    && same(filter.operation(), rule.operation())
                    && same(filter.permission(), rule.permission())
                    && same(filter.resourceType(), rule.resourceType())
                    && holdsFor(filter, rule);
        }

        private static boolean same(Optional<String> wanted, String is) {
            return wanted.isEmpty() || wanted.get().equals(is);
        }

        private static boolean holdsFor(Filter filter, Rule rule) {
            boolean match = filter.patternType().equals(Optional.of("MATCH"));
            if (!match) {
                return same(filter.patternType(), rule.patternType())
                        && same(filter.resourceName(), rule.resourceName());
            }
            return filter.resourceName().isEmpty()
                    || filter.resourceName().get().equals(rule.resourceName())
                    || rule.resourceName().equals("*")
                    || (rule.patternType().equals("PREFIXED")
                            && filter.resourceName().get().startsWith(rule.resourceName()));
        }

        @Override
        public Map<Rule, Outcome<Void>> create(Collection<Rule> wanted) {
            rules.addAll(wanted);
            return done(wanted);
        }

        @Override
        public Map<Rule, Outcome<Void>> delete(Collection<Rule> unwanted) {
            unwanted.forEach(rules::remove);
            return done(unwanted);
        }
    }

    /** Users by SCRAM. */
    static final class Users implements ScramUsers {
        private final Map<String, Map<Mechanism, Integer>> users = new TreeMap<>();

        @Override
        public List<Credential> list(List<String> wanted) {
            List<Credential> credentials = new ArrayList<>();
            users.forEach((user, iterations) -> {
                if (wanted.isEmpty() || wanted.contains(user)) {
                    iterations.forEach((mechanism, count) -> credentials.add(new Credential(user, mechanism, count)));
                }
            });
            return credentials;
        }

        @Override
        public Map<Mechanism, Outcome<Void>> alter(
                String user, Map<Mechanism, Integer> set, String password, List<Mechanism> delete) {
            Map<Mechanism, Integer> iterations = users.computeIfAbsent(user, missing -> new TreeMap<>());
            iterations.putAll(set);
            delete.forEach(iterations::remove);
            if (iterations.isEmpty()) {
                users.remove(user);
            }
            List<Mechanism> all = new ArrayList<>(set.keySet());
            all.addAll(delete);
            return done(all);
        }
    }

    /** Quotas. */
    static final class Limits implements Quotas {
        private final Map<Client, Map<String, Double>> quotas = new TreeMap<>();

        @Override
        public List<Quotas.Limits> list(Client like) {
            return quotas.entrySet().stream()
                    .filter(entry -> part(like.user(), entry.getKey().user())
                            && part(like.clientId(), entry.getKey().clientId())
                            && part(like.ip(), entry.getKey().ip()))
                    .map(entry -> new Quotas.Limits(entry.getKey(), entry.getValue()))
                    .toList();
        }

        private static boolean part(Optional<String> wanted, Optional<String> is) {
            return wanted.isEmpty() || wanted.equals(is);
        }

        @Override
        public void alter(Client client, Map<String, Optional<Double>> values, boolean onlyValidate) {
            if (onlyValidate) {
                return;
            }
            Map<String, Double> limits = new HashMap<>(quotas.getOrDefault(client, Map.of()));
            values.forEach((key, value) -> {
                if (value.isPresent()) {
                    limits.put(key, value.get());
                } else {
                    limits.remove(key);
                }
            });
            quotas.remove(client);
            if (!limits.isEmpty()) {
                quotas.put(client, limits);
            }
        }
    }

    private static <T> Map<T, Outcome<Void>> done(Collection<T> all) {
        Map<T, Outcome<Void>> outcomes = new LinkedHashMap<>();
        all.forEach(each -> outcomes.put(each, Outcome.missing()));
        return outcomes;
    }
}
