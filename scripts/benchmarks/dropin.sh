# Each drop-in name against its original, whole processes on a sandbox. Read by scripts/bench.
pairs=${1:-7}

tools=$("$root/scripts/servers/fetch" kafka-tools-4.3.1)
# The flags of kafka-run-class.sh, without the script's own time.
stock=("$java" -Xmx256M -server -XX:+UseG1GC -XX:MaxGCPauseMillis=20 -XX:InitiatingHeapOccupancyPercent=35
    -XX:+ExplicitGCInvokesConcurrent -XX:MaxInlineLevel=15 -Djava.awt.headless=true -Dcom.sun.management.jmxremote
    -Dcom.sun.management.jmxremote.authenticate=false -Dcom.sun.management.jmxremote.ssl=false
    "-Dkafka.logs.dir=$work" -cp "$tools/*")

export XDG_RUNTIME_DIR=$work
"$root/scripts/sandbox" up kraft >"$work/addresses"
ended() { "$root/scripts/sandbox" down >/dev/null; }
bootstrap=$(awk '/^bootstrap/ { print $2 }' "$work/addresses")
warm

# A link has the name that a script calls.
"$zooka" links "$work/links" >/dev/null 2>&1
topic=app-logs
group=$("$zooka" -b "$bootstrap" groups | awk 'NR == 1 { print $1 }')
echo "{\"partitions\": [{\"topic\": \"$topic\", \"partition\": 0}]}" >"$work/partitions.json"
echo "{\"version\": 1, \"partitions\": [{\"topic\": \"$topic\", \"partition\": 0, \"replicas\": [1, 2, 3]}]}" >"$work/plan.json"
echo "{\"version\": 1, \"partitions\": [{\"topic\": \"$topic\", \"partition\": 0, \"offset\": 0}]}" >"$work/offsets.json"

# against NAME CLASS LIMIT OPTIONS...: the same line through the link and through the class of the stock tool
against() {
    local name=$1 class=$2 limit=$3
    shift 3
    # Once each, so that nothing is read from the disk for the first time while it is timed.
    "$work/links/$name.sh" --bootstrap-server "$bootstrap" "$@" >/dev/null 2>&1 </dev/null || true
    "${stock[@]}" "$class" --bootstrap-server "$bootstrap" "$@" >/dev/null 2>&1 </dev/null || true
    compare "$name $*" "$limit" "$work/links/$name.sh" --bootstrap-server "$bootstrap" "$@" \
        -- "${stock[@]}" "$class" --bootstrap-server "$bootstrap" "$@"
}

package=org.apache.kafka.tools
header
against kafka-topics $package.TopicCommand 0.25 --list
against kafka-topics $package.TopicCommand 0.25 --describe
against kafka-topics $package.TopicCommand 0.25 --describe --topic "$topic"
against kafka-consumer-groups $package.consumer.group.ConsumerGroupCommand 0.25 --describe --group "$group"
against kafka-get-offsets $package.GetOffsetShell 0.25 --topic "$topic"
against kafka-consumer-groups $package.consumer.group.ConsumerGroupCommand 0.35 --list
against kafka-configs kafka.admin.ConfigCommand 0.35 --describe --topic "$topic"
against kafka-console-consumer $package.consumer.ConsoleConsumer 0.35 --topic "$topic" --from-beginning --max-messages 10
against kafka-log-dirs $package.LogDirsCommand 0.35 --describe
against kafka-leader-election $package.LeaderElectionCommand 0.35 --election-type preferred --path-to-json-file "$work/partitions.json"
against kafka-reassign-partitions $package.reassign.ReassignPartitionsCommand 0.35 --verify \
    --reassignment-json-file "$work/plan.json" --preserve-throttles
against kafka-metadata-quorum $package.MetadataQuorumCommand 0.35 describe --status
against kafka-features $package.FeatureCommand 0.35 describe
against kafka-broker-api-versions $package.BrokerApiVersionsCommand 0.35
against kafka-acls $package.AclCommand 0.35 --list
against kafka-transactions $package.TransactionsCommand 0.35 list
against kafka-delete-records $package.DeleteRecordsCommand 0.35 --offset-json-file "$work/offsets.json"
against kafka-console-producer $package.ConsoleProducer 0.35 --topic "$topic" # nothing on stdin
