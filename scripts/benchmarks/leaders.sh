# The leader map while partitions change in ZooKeeper. Read by scripts/bench.
changes=${1:-500}
. "$root/scripts/benchmarks/server.sh"
command -v script >/dev/null || { echo "bench: script(1) of util-linux is needed for a pseudo terminal" >&2; exit 1; }
shell_jars="$root/shell/target/lib/*"
warm
"${java}c" -cp "$shell_jars" -d "$work" "$root"/scripts/benchmarks/{MapScreen,LeadersZooKeeper}.java
printf '%10s %12s %8s %16s %12s %10s %14s %8s %8s\n' partitions 'first frame' idle 'CPU per change' median '99th' \
    'a third moves' heap peak
for topics in ${2:-100 1000 10000}; do
    start 2g
    "$java" -Dorg.slf4j.simpleLogger.defaultLogLevel=error -Dslf4j.provider=org.slf4j.nop.NOPServiceProvider -Xmx1g \
        -cp "$work:$shell_jars" LeadersZooKeeper "$zookeeper" "$topics" 10 "$changes" "$zooka" >"$work/figures"
    [ "$topics" != 1000 ] || first_frame=$(awk '{ print $2 }' "$work/figures")
    awk '{ printf "%10d %9d ms %6.2f %% %13.2f ms %9.1f ms %7.1f ms %11d ms %5d MB %5d MB\n", $1, $2, $3, $4, $5, $6, $7, $8, $9 }' \
        "$work/figures"
    ended
    rm -rf "$work/data"
done

# KRaft: elections on a real quorum; without the metadata log, polling, an interval and what it takes are to be expected.
export XDG_RUNTIME_DIR=$work
"$root/scripts/sandbox" up kraft >"$work/addresses"
ended() { "$root/scripts/sandbox" down >/dev/null; }
bootstrap=$(awk '/^bootstrap/ { print $2 }' "$work/addresses")
"${java}c" -cp "$shell_jars" -d "$work" "$root"/scripts/benchmarks/{MapScreen,LeadersQuorum}.java
"$java" -Dslf4j.provider=org.slf4j.nop.NOPServiceProvider -cp "$work:$shell_jars" LeadersQuorum "$bootstrap" "$changes" "$zooka" \
    2>/dev/null | awk '{ printf "KRaft, from the append of a record to the terminal: median %.1f ms, 99th %.1f ms\n", $1, $2 }'

# What the stock tool takes to say the same much, with as many partitions.
if [ -n "${first_frame:-}" ]; then
    tools=$("$root/scripts/servers/fetch" kafka-tools-4.3.1)
    "${java}c" -cp "$tools/*" -d "$work" "$root/scripts/benchmarks/ManyTopics.java"
    "$java" -cp "$work:$tools/*" ManyTopics "$bootstrap" 1000 10 everything >/dev/null 2>"$work/err" || { cat "$work/err" >&2; exit 1; }
    for _ in 1 2 3; do
        wall "$java" -Xmx256M -server -XX:+UseG1GC -XX:MaxGCPauseMillis=20 -Djava.awt.headless=true "-Dkafka.logs.dir=$work" \
            -cp "$tools/*" org.apache.kafka.tools.TopicCommand --bootstrap-server "$bootstrap" --describe
    done >"$work/stock"
    awk -v ours="$first_frame" -v theirs="$(median "$work/stock")" 'BEGIN {
        printf "first frame of 10,000 : kafka-topics --describe on as many %d ms : %d ms   %.3f   (at most 0.350)\n", ours,
            theirs / 1000, ours * 1000 / theirs }'
fi
