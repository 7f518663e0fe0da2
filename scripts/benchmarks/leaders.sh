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
