# Kills brokers one after another, and holds the recording against what the brokers logged. Read by scripts/bench.
kills=${1:-10}
shell_jars="$root/shell/target/lib/*"
warm
"${java}c" -cp "$shell_jars" -d "$work" "$root/scripts/benchmarks/RecordedKills.java"
export XDG_RUNTIME_DIR=$work
# The controller of a quorum tells of each change of a partition, when it is asked to.
export JAVA_TOOL_OPTIONS="-Dorg.slf4j.simpleLogger.log.org.apache.kafka.controller.ReplicationControlManager=debug"
for mode in zookeeper kraft; do
    "$java" -Dslf4j.provider=org.slf4j.nop.NOPServiceProvider "-Dzooka.home=$root" -cp "$work:$shell_jars" RecordedKills \
        "$mode" "$kills" "$zooka" "$work/$mode.jsonl" 2>"$work/err" || { cat "$work/err" >&2; exit 1; }
done
