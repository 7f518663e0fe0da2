package zooka.commands.groups;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import zooka.clients.kafka.Groups.Group;
import zooka.clients.kafka.Groups.Member;
import zooka.clients.kafka.Groups.Membership;
import zooka.clients.kafka.PartitionName;
import zooka.commands.result.Cell.Level;

/**
 * What has changed in a group between two moments.
 *
 * @param at the time of the later moment
 * @param group empty for what concerns no group
 * @param text with unescaped names from servers: {@code rebalance, epoch 14 → 15, member billing-3 left}
 */
public record GroupEvent(Instant at, String group, Level level, String text) {

    /** How many members are named in one event. */
    private static final int NAMED = 2;

    /** The changes, by group. */
    public static List<GroupEvent> between(GroupsPicture before, GroupsPicture after) {
        List<GroupEvent> events = new ArrayList<>();
        Map<String, GroupLoad> earlier = byName(before);
        Map<String, GroupLoad> later = byName(after);
        for (GroupLoad now : after.groups()) {
            GroupLoad then = earlier.get(now.name());
            Changes changes = new Changes(after.asOf(), now.name(), events);
            if (then == null) {
                changes.add(Level.PLAIN, "new group, " + members(now.group()));
            } else {
                changes.of(then, now);
            }
        }
        // A group whose coordinator does not answer is unknown, and not deleted.
        if (after.troubles().isEmpty()) {
            earlier.keySet().stream()
                    .filter(name -> !later.containsKey(name))
                    .forEach(name -> events.add(new GroupEvent(after.asOf(), name, Level.WARN, "deleted")));
        }
        after.troubles().stream()
                .filter(trouble -> !before.troubles().contains(trouble))
                .forEach(trouble -> events.add(new GroupEvent(after.asOf(), "", Level.WARN, trouble)));
        return events;
    }

    private static Map<String, GroupLoad> byName(GroupsPicture picture) {
        return picture.groups().stream()
                .collect(Collectors.toMap(GroupLoad::name, group -> group, (one, other) -> one, LinkedHashMap::new));
    }

    private static String members(Group group) {
        OptionalInt count = group.members();
        if (count.isEmpty()) {
            return "members unknown";
        }
        return count.getAsInt() == 0
                ? "no members"
                : count.getAsInt() == 1 ? "1 member" : count.getAsInt() + " members";
    }

    /** Collects the events of one group. */
    private record Changes(Instant at, String name, List<GroupEvent> events) {

        void add(Level level, String text) {
            events.add(new GroupEvent(at, name, level, text));
        }

        void of(GroupLoad before, GroupLoad after) {
            if (before.described() != after.described()) {
                add(
                        after.described() ? Level.GOOD : Level.BAD,
                        after.described() ? "its coordinator answers again" : "its coordinator does not answer");
            }
            if (before.described() && after.described()) {
                rebalance(before.group(), after.group());
                states(before, after);
            }
            lag(before, after);
        }

        private void states(GroupLoad before, GroupLoad after) {
            if (before.attended() && !after.attended()) {
                add(Level.WARN, after.group().state().equals("Dead") ? "dead" : "empty: no members left");
            } else if (after.group().state().equals("Dead")
                    && !before.group().state().equals("Dead")) {
                add(Level.WARN, "dead");
            }
        }

        private void rebalance(Group before, Group after) {
            Membership then = before.membership().orElseThrow();
            Membership now = after.membership().orElseThrow();
            Map<String, Member> earlier = members(then);
            Map<String, Member> later = members(now);
            List<String> left = without(earlier, later);
            List<String> joined = without(later, earlier);
            List<String> parts = new ArrayList<>();
            if (then.epoch().isPresent()
                    && now.epoch().isPresent()
                    && !then.epoch().equals(now.epoch())) {
                parts.add(
                        "epoch " + then.epoch().getAsInt() + " → " + now.epoch().getAsInt());
            }
            moved(left, "left").ifPresent(parts::add);
            moved(joined, "joined").ifPresent(parts::add);
            boolean began = rebalancing(after) && !rebalancing(before);
            boolean ended =
                    rebalancing(before) && !rebalancing(after) && !now.members().isEmpty();
            boolean others =
                    left.isEmpty() && joined.isEmpty() && !assigned(then).equals(assigned(now));
            if (parts.isEmpty() && others && !ended && !began) {
                parts.add("partitions moved between members");
            }
            if (!parts.isEmpty() || began) {
                parts.add(0, began ? "rebalance began" : "rebalance");
                add(left.isEmpty() ? Level.PLAIN : Level.WARN, String.join(", ", parts));
            }
            if (ended) {
                add(Level.PLAIN, "rebalance ended, " + GroupEvent.members(after));
            }
        }

        private static boolean rebalancing(Group group) {
            return new GroupLoad(group, List.of()).rebalancing();
        }

        private static Map<String, Member> members(Membership membership) {
            Map<String, Member> members = new LinkedHashMap<>();
            membership.members().forEach(member -> members.put(member.id(), member));
            return members;
        }

        private static Map<String, List<PartitionName>> assigned(Membership membership) {
            return membership.members().stream()
                    .collect(Collectors.toMap(Member::id, member -> sorted(member.partitions()), (one, other) -> one));
        }

        private static List<PartitionName> sorted(List<PartitionName> partitions) {
            return partitions.stream().sorted().toList();
        }

        private static List<String> without(Map<String, Member> some, Map<String, Member> others) {
            return some.values().stream()
                    .filter(member -> !others.containsKey(member.id()))
                    .map(Changes::label)
                    .toList();
        }

        /** The name that a person gave it, and its host. */
        private static String label(Member member) {
            String name = member.instance().or(member::client).orElse(member.id());
            return name + member.host().map(host -> " on " + host).orElse("");
        }

        private static Optional<String> moved(List<String> members, String how) {
            if (members.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    members.size() > NAMED
                            ? members.size() + " members " + how
                            : (members.size() == 1 ? "member " : "members ") + String.join(", ", members) + " " + how);
        }

        private void lag(GroupLoad before, GroupLoad after) {
            CatchUp.State then = before.catchUp().state();
            CatchUp.State now = after.catchUp().state();
            if (now == CatchUp.State.NEVER && then != now) {
                Pace pace = after.pace();
                add(
                        Level.WARN,
                        String.format(
                                Locale.ROOT,
                                "lag does not shrink: %,d records, in %,d/s, out %,d/s",
                                pace.lag().orElse(0),
                                Math.round(pace.in().orElse(0)),
                                Math.round(pace.out().orElse(0))));
            } else if (then == CatchUp.State.NEVER && now == CatchUp.State.LATER) {
                add(Level.GOOD, "lag shrinks");
            } else if (then == CatchUp.State.NEVER && now == CatchUp.State.STEADY) {
                add(Level.GOOD, "keeps up again");
            } else if (then == CatchUp.State.NEVER && now == CatchUp.State.DONE) {
                add(Level.GOOD, "no lag");
            }
            if (after.lost() > before.lost()) {
                add(
                        Level.BAD,
                        String.format(Locale.ROOT, "%,d records were deleted before they were read", after.lost()));
            }
        }
    }
}
