# Namespaces, names and NodePorts. Sourced by netlab.

address() {
    local n=${1##*-}
    case $1 in
        zk-*) echo "10.244.0.$((10 + n))" ;;
        kafka-*) echo "10.244.0.$((20 + n))" ;;
        inside) echo 10.244.0.30 ;;
        outside) echo 172.30.0.2 ;;
    esac
}

# namespace PLACE SEARCHED NAMESERVER: with its own resolver
namespace() {
    ip netns add "$prefix$1"
    ip -n "$prefix$1" link set lo up
    mkdir -p "/etc/netns/$prefix$1"
    printf '%s\n' ${2:+"search $2"} "nameserver $3" "options timeout:1 attempts:2 ${2:+ndots:5}" >"/etc/netns/$prefix$1/resolv.conf"
    printf '%s\n' "127.0.0.1 localhost" >"/etc/netns/$prefix$1/hosts"
}

network_up() {
    local place
    namespace node "" "$node"
    ip -n "${prefix}node" link add pods type bridge
    ip -n "${prefix}node" addr add "$gateway/24" dev pods
    ip -n "${prefix}node" link set pods up
    ip netns exec "${prefix}node" sh -c 'echo 1 >/proc/sys/net/ipv4/ip_forward'
    for place in $(pods zk) $(pods kafka) inside; do
        namespace "$place" "$domain svc.cluster.local cluster.local" "$gateway"
        ip -n "${prefix}node" link add "$place" type veth peer name eth0 netns "$prefix$place"
        ip -n "${prefix}node" link set "$place" master pods up
        ip -n "$prefix$place" addr add "$(address "$place")/24" dev eth0
        ip -n "$prefix$place" link set eth0 up
        ip -n "$prefix$place" route add default via "$gateway"
    done
    # The machine outside reaches the node only.
    namespace outside "" "$node"
    ip -n "${prefix}node" link add outside type veth peer name eth0 netns "${prefix}outside"
    ip -n "${prefix}node" addr add "$node/24" dev outside
    ip -n "${prefix}node" link set outside up
    ip -n "${prefix}outside" addr add "$(address outside)/24" dev eth0
    ip -n "${prefix}outside" link set eth0 up
    rules | ip netns exec "${prefix}node" nft -f -
    names
}

# A NodePort leads to one pod, or to each pod of an application in turn. Other connections are dropped.
rules() {
    echo "table ip netlab {"
    echo "  chain in { type nat hook prerouting priority dstnat;"
    node_ports | while read -r outer inner _ target; do
        case $target in
            *-*) echo "    ip daddr $node tcp dport $outer dnat to $(address "$target"):$inner" ;;
            *)
                echo "    ip daddr $node tcp dport $outer dnat ip to numgen inc mod $(pods "$target" | wc -l) map {"
                pods "$target" | while read -r pod; do echo "      ${pod##*-} : $(address "$pod") . $inner,"; done
                echo "    }"
                ;;
        esac
    done
    echo "  }"
    echo "  chain out { type nat hook postrouting priority srcnat; ct status dnat masquerade; }"
    echo "  chain forward { type filter hook forward priority filter; policy drop;"
    echo "    ct status dnat accept"
    echo "    ct state established,related accept"
    # Pods see each other. With br_netfilter even what stays on the bridge comes by here.
    echo "    iifname pods oifname pods accept"
    echo "  }"
    echo "}"
}

# Two name servers: that of the cluster knows the pods of headless services, that of the outside knows the node.
names() {
    local app pod
    for app in zk kafka; do
        for pod in $(pods "$app"); do
            echo "$(address "$pod") $pod.$(service "$app").$domain $(service "$app").$domain"
        done
    done >"$lab/inside.hosts"
    echo "$node node1" >"$lab/outside.hosts"
    name_server inside "$gateway"
    name_server outside "$node"
}

name_server() {
    ip netns exec "${prefix}node" dnsmasq --conf-file=/dev/null --no-resolv --no-hosts --no-poll --user=root \
        --addn-hosts="$lab/$1.hosts" --listen-address="$2" --bind-interfaces --local=/#/ --pid-file="$lab/pid/dns-$1"
}

places() {
    echo node
    pods zk
    pods kafka
    printf '%s\n' inside outside
}

namespaces_down() {
    local place name process left
    # All of them end before the first namespace goes: a server that has lost its peers has nothing more to write.
    for place in $(places); do
        [ -e "/run/netns/$prefix$place" ] || continue
        for process in $(ip netns pids "$prefix$place"); do kill -9 "$process" 2>/dev/null || true; done
    done
    for place in $(places); do
        name=$prefix$place
        [ -e "/run/netns/$name" ] || continue
        for left in $(seq 100); do
            [ -n "$(ip netns pids "$name")" ] || break
            sleep 0.05
        done
        [ "$left" != 100 ] || echo "netlab: processes still running in $name: $(ip netns pids "$name" | tr '\n' ' ')" >&2
        ip netns del "$name"
        rm -rf "/etc/netns/$name"
    done
    rmdir /etc/netns 2>/dev/null || true
}
