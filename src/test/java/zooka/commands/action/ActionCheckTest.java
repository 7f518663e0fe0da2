package zooka.commands.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Model.OptionSpec;
import zooka.clients.Failure;
import zooka.commands.text.Grammar;

/** Values out of range and options that exclude each other are refused where a line is understood, before it runs in any form. */
final class ActionCheckTest {

    /** What a command needs beside a duration, where its name and a word for each parameter are not enough. */
    private static final Map<String, String> LINES = Map.of(
            "wait", "wait /a exists",
            "tail", "tail orders -f",
            "context add", "context add prod --zookeeper zk-0:2181",
            "group reset", "group reset billing --all-topics",
            "group lag", "group lag billing");

    /** Help that says what zero means: {@code 0 tests it once}. */
    private static final Pattern ZERO_IS_SAID = Pattern.compile("\\b0 [a-z]+");

    @Test
    void every_duration_is_longer_than_zero_unless_the_help_says_what_zero_means() {
        Set<String> seen = new TreeSet<>();
        Set<String> zeros = new TreeSet<>();
        for (Catalog.Entry entry : Catalog.entries()) {
            for (OptionSpec option : Invocation.spec(entry).options()) {
                if (!Set.of("DURATION", "AGE").contains(option.paramLabel())) {
                    continue;
                }
                String name = entry.words() + " " + option.longestName();
                seen.add(name);
                assertThat(Invocation.of(line(entry, option, "5s")).action())
                        .as(name)
                        .isNotNull();
                refused(line(entry, option, "x"));
                refused(line(entry, option, "-1s"));
                if (ZERO_IS_SAID.matcher(String.join(" ", option.description())).find()) {
                    zeros.add(name);
                    assertThat(Invocation.of(line(entry, option, "0s")).action())
                            .isNotNull();
                } else {
                    assertThat(refused(line(entry, option, "0s"))).endsWith(" must be greater than zero");
                }
            }
        }
        assertThat(seen).hasSizeGreaterThanOrEqualTo(11).contains("leaders --interval", "watch --interval");
        assertThat(zeros).containsExactly("audit --settle", "wait --timeout");
    }

    private static List<String> line(Catalog.Entry entry, OptionSpec option, String duration) {
        List<String> words = new ArrayList<>(
                List.of(LINES.getOrDefault(entry.words(), entry.words()).split(" ")));
        words.add(option.longestName());
        words.add(duration);
        return words;
    }

    /** The message. */
    private static String refused(List<String> words) {
        StringBuilder message = new StringBuilder();
        assertThatThrownBy(() -> Invocation.of(words), words.toString())
                .isInstanceOfSatisfying(Failure.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(Failure.Kind.USAGE);
                    message.append(failure.getMessage());
                });
        return message.toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        leaders --once --interval 0s                     | --interval must be greater than zero
        failover record --force                          | --force requires --out
        failover replay f --speed 0                      | --speed must be greater than zero and at most 1000000
        watch -n 0 /a                                    | watch: -n must be greater than zero
        watch -i 0 /a                                    | watch: --interval must be greater than zero
        watch /a -i 0                                    | watch: --interval must be greater than zero
        watch leaders                                    | watch: leaders already runs continuously
        watch tail orders -n -1                          | -n must not be negative
        wait /a full                                     | wait: unknown condition '/a full'
        audit --check nosuch                             | unknown check 'nosuch'
        context add prod                                 | context prod needs servers
        create -c -e /a                                  | create: -c cannot be combined with -s, -e or -t
        create -e -t 5 /a                                | create: -e cannot be combined with -t
        create -t 0 /a                                   | create: -t must be between 1 and 1099511627775
        setAcl -R -v 3 /a world:anyone:r                 | setAcl: -R cannot be combined with -v
        du -d -1 /a                                      | du: -d must not be negative
        tree -L -1 /a                                    | tree: -L must not be negative
        find --depth -1 /a                               | find: --depth must not be negative
        find --size many /a                              | 'many' is not a number of bytes
        find --owner me /a                               | invalid session id 'me' (example: 0x100003f2c6a0001)
        find --regex [ /a                                | invalid regular expression '[': Unclosed character class
        grep [ /a                                        | invalid regular expression '[': Unclosed character class
        setquota /a                                      | setquota: no limit given
        setquota -n 0 /a                                 | setquota: -n must be at least 1
        json get /a a..b                                 | invalid JSON pointer 'a..b': empty key
        json set /a b[ 1                                 | invalid JSON pointer 'b['
        txn ''                                           | txn: COMMANDS is empty
        txn 'ls /a'                                      | txn: ls cannot be part of a transaction
        txn 'create -c -e /a'                            | create: -c cannot be combined with -s, -e or -t
        reconfig                                         | reconfig: use -file, -members, or -add and -remove
        reconfig -remove x                               | reconfig: invalid server id 'x'
        reconfig -remove 3 -v x                          | reconfig: invalid version 'x': expected a hexadecimal number
        addauth joe:secret                               | addauth: missing AUTH
        ensemble nosuch                                  | unknown four-letter word 'nosuch'
        groups --state nosuch                            | unknown group state 'nosuch'
        group reset billing --all-topics                 | no target specified
        group reset billing --to-latest                  | no partitions specified
        group reset billing --to-latest --to-earliest --all-topics | --to-earliest and --to-latest cannot be combined
        group reset billing --to-latest --all-topics --topic a     | --topic and --all-topics cannot be combined
        group reset billing --to-latest --all-topics --export --export-current | --export and --export-current cannot be combined
        group reset billing --by-duration PT-5M --all-topics       | --by-duration must be greater than zero
        group reset billing --to-datetime x --all-topics | invalid time 'x'
        user alter alice                                 | no change specified
        user alter alice --scram-sha-256 --iterations 1  | --iterations must be between 4096 and 16384
        user alter alice --delete MD5                    | unknown SCRAM mechanism 'MD5'
        acl create --topic orders                        | missing principal
        acl create --allow a --producer                  | --producer requires --topic, and only --transactional-id can be added
        acl delete                                       | missing filter
        acls --permission maybe                          | invalid --permission 'maybe' (allow or deny)
        quotas --ip 10.0.0.9 --user alice                | --ip and --ip-defaults cannot be combined with users or client ids
        quota alter producer_byte_rate=1                 | missing user, client id or address
        quota alter --user alice nosuch=1                | unknown quota 'nosuch' for user alice
        config describe topic/orders --detail all        | invalid --detail 'all' (values, synonyms or documentation)
        config describe topic/orders --detail values --synonyms | --synonyms cannot be combined with --detail values
        broker config 1 --detail synonyms --docs         | --documentation cannot be combined with --detail synonyms
        broker log-dirs --by size                        | invalid --by 'size' (broker, dir, topic or partition)
        broker balance --by dir                          | invalid --by 'dir' (broker or rack)
        migration --controllers kafka-0                  | invalid --controllers 'kafka-0' (example: controller-0:9093)
        migration --controllers a:65536                  | invalid --controllers 'a:65536' (example: controller-0:9093)
        migration --controllers a:1,::1:2                | invalid --controllers '::1:2' (example: controller-0:9093)
        group lag billing --rate 5s --over 1m            | --rate cannot be combined with --time and --over
        partition elect --all orders                     | --all cannot be combined with partitions
        partition move orders                            | no assignment specified
        partition move orders --to 1 --balance           | --to, --replace and the other assignment options cannot be combined
        partition move orders --to 1,1                   | --to: broker 1 is listed twice
        partition move orders --replication 0            | --replication must be greater than zero
        partition move orders --balance --throttle fast  | invalid --throttle 'fast' (example: 50MiB, in bytes per second)
        partition move --balance                         | no partitions specified
        partition move orders-0 --dir /disks/2           | --broker and --dir require each other and cannot be combined with other options
        partition generate orders --replication 0        | --replication must be greater than zero
        topic create orders -p 0                         | --partitions must be between 1 and 2147483647
        topic create orders --assign 1:1                 | broker 1 is listed twice in '1:1'
        topic create orders --assign 1 -p 1              | --assign cannot be combined with --partitions or --replication
        topic clone orders other -r 0                    | --replication must be between 1 and 32767
        topic clone orders other -c x                    | 'x' is not KEY=VALUE
        topic alter orders                               | topic alter orders: no change specified
        topic alter orders -p 0                          | --partitions must be between 1 and 2147483647
        topic alter orders --assign 1 -c a=b             | --assign requires --partitions
        topic purge orders --before x                    | invalid time 'x'
        config alter topic/orders                        | config alter topic/orders: no change specified
        config alter topic/orders a=1 --delete a         | a key can be changed only once
        transactions --state nosuch                      | unknown transaction state 'nosuch'
        transaction abort orders-0 --producer-id 1       | no transaction specified
        tail orders -n -1                                | -n must not be negative
        tail orders --count -1                           | --count must not be negative
        tail orders --idle 5s                            | --idle requires -f
        tail orders -f --to 5                            | -f and --to cannot be combined
        tail orders --from end                           | --from end requires -f
        tail orders --from 5 --to 4                      | --from 5 is after --to 4
        tail orders --from 5m --to 10m                   | --from 5m is after --to 10m
        tail orders --grep [                             | "--grep: Unclosed character class in '['"
        tail orders --format %z                          | --format: unknown field %z
        produce orders --acks 2                          | invalid --acks '2' (all, 1 or 0)
        produce orders --tombstone                       | --tombstone requires a key
        produce orders -H x y                            | invalid header 'x'
        produce orders - y                               | - (all lines of stdin) cannot be combined with other values
        produce orders --time 1969-12-31 y               | --time must not be before 1970
        """)
    void refuses(String line, String message) {
        List<String> words = Grammar.lines(line).get(0).words();

        assertThat(refused(words)).isEqualTo(message);
    }

    @Test
    void takes_what_is_meaningful() {
        Stream.of("wait /a exists --timeout 0", "audit --settle 0", "tail orders -n 0", "watch -n 1 -i 1ms ls /a")
                .forEach(line -> assertThat(
                                Invocation.of(List.of(line.split(" "))).action())
                        .as(line)
                        .isNotNull());
    }
}
