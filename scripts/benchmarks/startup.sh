# What a short command costs, against a sandbox. Read by scripts/bench.
pairs=${1:-11}

kafka=$("$root/scripts/servers/fetch" kafka-tools-3.9.2)
kafka_topics=("$java" -Xmx256M -server -XX:+UseG1GC -XX:MaxGCPauseMillis=20 -XX:InitiatingHeapOccupancyPercent=35
    -XX:+ExplicitGCInvokesConcurrent -XX:MaxInlineLevel=15 -Djava.awt.headless=true -Dcom.sun.management.jmxremote
    -Dcom.sun.management.jmxremote.authenticate=false -Dcom.sun.management.jmxremote.ssl=false
    "-Dkafka.logs.dir=$work" -cp "$kafka/*" org.apache.kafka.tools.TopicCommand)

cat >"$work/Hello.java" <<'JAVA'
public class Hello {
    public static void main(String[] arguments) {
        System.out.println("hello");
    }
}
JAVA
"${java}c" -d "$work" "$work/Hello.java"

export XDG_RUNTIME_DIR=$work
"$root/scripts/sandbox" up >"$work/addresses"
ended() { "$root/scripts/sandbox" down >/dev/null; }
zookeeper=$(awk '/^zookeeper/ { print $2 }' "$work/addresses")
bootstrap=$(awk '/^bootstrap/ { print $2 }' "$work/addresses")
warm

hello=("$java" -Xshare:auto -cp "$work" Hello)
# Once each, so that nothing is read from the disk for the first time while it is timed.
{
    "$zooka" -z "$zookeeper" ls /
    "$zooka" -b "$bootstrap" topics
    "${zkcli[@]}" -server "$zookeeper" ls /
    "${kafka_topics[@]}" --bootstrap-server "$bootstrap" --list
} >/dev/null 2>&1 </dev/null
header
compare 'zooka --version : hello world' 2.5 "$zooka" --version -- "${hello[@]}"
compare 'zooka ls / : zkCli ls /' 0.3 "$zooka" -z "$zookeeper" ls / -- "${zkcli[@]}" -server "$zookeeper" ls /
compare 'zooka topics : kafka-topics --list' 0.25 "$zooka" -b "$bootstrap" topics -- "${kafka_topics[@]}" --bootstrap-server "$bootstrap" --list
