# What describing many topics and a group over all of them costs. Read by scripts/bench.
pairs=${1:-5}
topics=2000
partitions=5

tools=$("$root/scripts/servers/fetch" kafka-tools-4.3.1)
# The flags of kafka-run-class.sh, without the script's own time.
stock=("$java" -Xmx256M -server -XX:+UseG1GC -XX:MaxGCPauseMillis=20 -XX:InitiatingHeapOccupancyPercent=35
    -XX:+ExplicitGCInvokesConcurrent -XX:MaxInlineLevel=15 -Djava.awt.headless=true -Dcom.sun.management.jmxremote
    -Dcom.sun.management.jmxremote.authenticate=false -Dcom.sun.management.jmxremote.ssl=false
    "-Dkafka.logs.dir=$work" -cp "$tools/*")
"${java}c" -cp "$tools/*" -d "$work" "$root/scripts/benchmarks/ManyTopics.java"

export XDG_RUNTIME_DIR=$work
"$root/scripts/sandbox" up kraft >"$work/addresses"
ended() { "$root/scripts/sandbox" down >/dev/null; }
bootstrap=$(awk '/^bootstrap/ { print $2 }' "$work/addresses")
echo "making $topics topics of $partitions partitions" >&2
"$java" -cp "$work:$tools/*" ManyTopics "$bootstrap" "$topics" "$partitions" everything >/dev/null 2>"$work/err" ||
    { cat "$work/err" >&2; exit 1; }
warm

kafka_topics=("${stock[@]}" org.apache.kafka.tools.TopicCommand --bootstrap-server "$bootstrap" --describe)
kafka_groups=("${stock[@]}" org.apache.kafka.tools.consumer.group.ConsumerGroupCommand --bootstrap-server "$bootstrap"
    --describe --group everything)
zooka_all=("$zooka" -b "$bootstrap" --timeout 60s)
# Once each, so that nothing is read from the disk for the first time while it is timed; and both say the same much.
count() { "$@" 2>/dev/null </dev/null | grep -c "$pattern"; }
pattern=topic-
ours=$(count "${zooka_all[@]}" partition list)
pattern='Partition: .*'
theirs=$(count "${kafka_topics[@]}")
pattern=topic-
echo "partitions: zooka $ours, kafka-topics $theirs; of the group: zooka $(count "${zooka_all[@]}" group lag everything)," \
    "kafka-consumer-groups $(count "${kafka_groups[@]}")" >&2
header
compare 'zooka partition list : kafka-topics --describe' 0.35 "${zooka_all[@]}" partition list -- "${kafka_topics[@]}"
compare 'zooka topic describe (all) : kafka-topics --describe' 0.35 "${zooka_all[@]}" topic describe '*' -- "${kafka_topics[@]}"
compare 'zooka group lag : kafka-consumer-groups --describe' 0.35 "${zooka_all[@]}" group lag everything -- "${kafka_groups[@]}"
printf '%-50s %7d MB %7d MB\n' 'peak memory: partition list' "$(peak "${zooka_all[@]}" partition list)" "$(peak "${kafka_topics[@]}")"
printf '%-50s %7d MB %7d MB\n' 'peak memory: group lag' "$(peak "${zooka_all[@]}" group lag everything)" "$(peak "${kafka_groups[@]}")"
