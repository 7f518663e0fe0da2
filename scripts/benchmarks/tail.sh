# Reading 1,000,000 small records to a pipe, against kafka-console-consumer and kcat (Debian's package), as whole processes. Read
# by scripts/bench.
pairs=${1:-5}

kafka=$("$root/scripts/servers/fetch" kafka-tools-3.9.2)
# What users of the stock tool have: its script's own flags, without the script's own time.
kafka_java=("$java" -Xmx512M -server -XX:+UseG1GC -XX:MaxGCPauseMillis=20 -XX:InitiatingHeapOccupancyPercent=35
    -XX:+ExplicitGCInvokesConcurrent -XX:MaxInlineLevel=15 -Djava.awt.headless=true -Dcom.sun.management.jmxremote
    -Dcom.sun.management.jmxremote.authenticate=false -Dcom.sun.management.jmxremote.ssl=false
    "-Dkafka.logs.dir=$work" -cp "$kafka/*")
command -v kcat >/dev/null || { echo "bench: no kcat: apt install kcat" >&2; exit 1; }

export XDG_RUNTIME_DIR=$work
"$root/scripts/sandbox" up >"$work/addresses"
ended() { "$root/scripts/sandbox" down >/dev/null; }
bootstrap=$(awk '/^bootstrap/ { print $2 }' "$work/addresses")
warm

awk 'BEGIN {
    value = sprintf("%80s", ""); gsub(/ /, "x", value)
    for (i = 0; i < 1000000; i++) printf "key-%07d:%07d%s\n", i % 1000, i, value
}' >"$work/records"
"$zooka" -b "$bootstrap" topic create million -p 6 -r 1 2>/dev/null
"$zooka" -b "$bootstrap" --timeout 60s produce million --key-separator : <"$work/records" >"$work/written"

# A pipe, as the tools are used; cat reads as fast as anything writes.
piped() { "$@" | cat >/dev/null; }
consumer=("${kafka_java[@]}" org.apache.kafka.tools.consumer.ConsoleConsumer --bootstrap-server "$bootstrap" --topic million
    --from-beginning --max-messages 1000000)
kcat=(kcat -C -q -e -b "$bootstrap" -t million -o beginning)
all='%T\t%p\t%o\t%k\t%s\n'

echo '1,000,000 records of 100 bytes in 6 partitions'
header
compare 'tail -n 1000000 -o raw : console consumer' 0.5 piped "$zooka" -b "$bootstrap" tail -n 1000000 million -o raw -- piped "${consumer[@]}"
compare 'tail -n 1000000 -o raw : kcat' 1.5 piped "$zooka" -b "$bootstrap" tail -n 1000000 million -o raw -- piped "${kcat[@]}"
compare 'tail -n 1000000 : kcat, the same columns' 1.5 piped "$zooka" -b "$bootstrap" tail -n 1000000 million -- piped "${kcat[@]}" -f "$all"
compare 'tail --from beginning : kcat, the same columns' 1.5 piped "$zooka" -b "$bootstrap" tail --from beginning million -- piped "${kcat[@]}" -f "$all"
compare 'tail --format : kcat -f' 1.5 piped "$zooka" -b "$bootstrap" tail -n 1000000 million --format "$all" -- piped "${kcat[@]}" -f "$all"
printf 'peak memory, MB: tail %s, tail -o raw %s, tail -o json %s, console consumer %s, kcat %s\n' \
    "$(peak "$zooka" -b "$bootstrap" tail -n 1000000 million)" "$(peak "$zooka" -b "$bootstrap" tail -n 1000000 million -o raw)" \
    "$(peak "$zooka" -b "$bootstrap" tail -n 1000000 million -o json)" "$(peak "${consumer[@]}")" "$(peak "${kcat[@]}")"
