# The leader map while partitions change in ZooKeeper. Read by scripts/bench.
changes=${1:-500}
. "$root/scripts/benchmarks/server.sh"
command -v script >/dev/null || { echo "bench: script(1) of util-linux is needed for a pseudo terminal" >&2; exit 1; }
shell_jars="$root/shell/target/lib/*"
warm
"${java}c" -cp "$shell_jars" -d "$work" "$root/scripts/benchmarks/LeadersScreen.java"
printf '%10s %12s %8s %16s %12s %10s %14s %8s %8s\n' partitions 'first frame' idle 'CPU per change' median '99th' \
    'a third moves' heap peak
for topics in ${2:-100 1000 10000}; do
    start 2g
    "$java" -Dorg.slf4j.simpleLogger.defaultLogLevel=error -Dslf4j.provider=org.slf4j.nop.NOPServiceProvider -Xmx1g \
        -cp "$work:$shell_jars" LeadersScreen "$zookeeper" "$topics" 10 "$changes" "$zooka" >"$work/figures"
    awk '{ printf "%10d %9d ms %6.2f %% %13.2f ms %9.1f ms %7.1f ms %11d ms %5d MB %5d MB\n", $1, $2, $3, $4, $5, $6, $7, $8, $9 }' \
        "$work/figures"
    ended
    rm -rf "$work/data"
done
