# A ZooKeeper server for benchmarks, and the programs that they are compared with. Read by others beside it.
servers=$("$root/scripts/servers/fetch" zookeeper-3.9.5)
"${java}c" -cp "$servers/*" -d "$work" "$root"/scripts/benchmarks/{DelayProxy,FreePort,SyncWalk}.java

# start HEAP: sets zookeeper to its address
start() {
    local port
    port=$("$java" -cp "$work" FreePort)
    zookeeper=127.0.0.1:$port
    printf '%s\n' "dataDir=$work/data" "clientPort=$port" clientPortAddress=127.0.0.1 tickTime=2000 \
        admin.enableServer=false >"$work/zoo.cfg"
    "$java" "-Xmx$1" -cp "$servers/*" org.apache.zookeeper.server.quorum.QuorumPeerMain "$work/zoo.cfg" >"$work/server.log" 2>&1 &
    server=$!
    for _ in $(seq 100); do
        "$zooka" -z "$zookeeper" ls / >/dev/null 2>&1 && return
        sleep 0.2
    done
    echo "bench: the server does not come up" >&2
    cat "$work/server.log" >&2
    exit 1
}

server=
proxy=
ended() {
    for process in $proxy $server; do
        kill -9 "$process" 2>/dev/null || true
        wait "$process" 2>/dev/null || true
    done
}

# tree FAMILIES CHILDREN: an export of so many znodes with so many children each, of 100 bytes
tree() {
    awk -v families="$1" -v children="$2" 'BEGIN {
        value = sprintf("%100s", ""); gsub(/ /, "x", value)
        print "{\"zookaExport\":1,\"root\":\"/tree\",\"acls\":true}"
        print "{\"path\":\"/\",\"data\":null}"
        for (f = 0; f < families; f++) {
            printf "{\"path\":\"/n%06d\",\"data\":\"%s\"}\n", f, value
            for (c = 0; c < children; c++) printf "{\"path\":\"/n%06d/m%06d\",\"data\":\"%s\"}\n", f, c, value
        }
    }'
}

ours() { "$zooka" -z "$zookeeper" "$@"; }
