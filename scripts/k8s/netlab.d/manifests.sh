# Reads values from the manifests, line by line: see ManifestsTest. Sourced by netlab.

manifest() {
    case $1 in
        zk) echo "$here/zookeeper.yaml" ;;
        kafka) echo "$here/kafka.yaml" ;;
    esac
}

# The files of an application's ConfigMap, written into a folder as its pods have them.
config_files() {
    mkdir -p "$lab/config/$1"
    awk -v folder="$lab/config/$1" '
        /^---/ { exit }
        /^  [a-z.0-9]+: \|$/ { file = $1; sub(/:$/, "", file); next }
        file != "" { sub(/^    /, ""); print > (folder "/" file) }' "$(manifest "$1")"
}

# The variables of its container that have a value, as NAME=VALUE lines.
variables() {
    sed -n 's/^ *- {name: \([A-Z_]*\), value: "\{0,1\}\([^"}]*\)"\{0,1\}}$/\1=\2/p' "$(manifest "$1")"
}

# The name of its headless service.
service() {
    awk '$1 == "serviceName:" { print $2 }' "$(manifest "$1")"
}

# The names of its pods.
pods() {
    awk -v app="$1" '$1 == "replicas:" { for (n = 0; n < $2; n++) print app "-" n }' "$(manifest "$1")"
}

# Every NodePort, one a line: the port outside, the port of the pod, its name, and the pod or application that it leads to.
node_ports() {
    awk '
        $1 == "selector:" { target = $NF; gsub(/[{}]/, "", target) }
        /nodePort:/ {
            gsub(/[{},]/, "")
            for (i = 1; i < NF; i++) value[$i] = $(i + 1)
            print value["nodePort:"], value["port:"], value["name:"], target
        }' "$here/zookeeper.yaml" "$here/kafka.yaml"
}

# node_port TARGET NAME: the port outside of one of them.
node_port() {
    node_ports | awk -v target="$1" -v name="$2" '$4 == target && $3 == name { print $1 }'
}

# The port of a broker's pod by its name.
pod_port() {
    node_ports | awk -v name="$1" '$3 == name && $4 == "kafka-0" { print $2 }'
}

chroot() {
    sed -n 's/^ *zookeeper.connect=[^/]*//p' "$(manifest kafka)"
}

inside_zookeeper() {
    sed -n 's/^ *zookeeper.connect=//p' "$(manifest kafka)"
}

# The address map for a client outside, where the brokers advertise pod names.
address_map() {
    echo "kafka-{n}.$(service kafka).$domain:$(pod_port "$1")=$node:{$(node_port kafka-0 "$1")+n}"
}
