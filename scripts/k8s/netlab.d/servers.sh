# Servers in the pods, their certificates and their disks. Sourced by netlab.

fetch() {
    local jars
    case $1 in
        zk) jars=zookeeper-admin-3.9.5 ;;
        kafka) jars=kafka-3.9.2 ;;
    esac
    "$here/../servers/fetch" "$jars" >"$lab/jars-$1"
}

# The commands of the images that the start scripts call. Only warnings are logged.
stand_ins() {
    # The first names the network in the list of processes.
    local flags="-Dnetlab=$lab -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData"
    cat >"$lab/bin/zkServer.sh" <<END
#!/bin/sh
exec "$java" -Xmx"\$ZK_SERVER_HEAP"m $flags -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -cp '/mnt/jars/*' \\
    org.apache.zookeeper.server.quorum.QuorumPeerMain "\$2/zoo.cfg"
END
    cat >"$lab/bin/kafka-server-start.sh" <<END
#!/bin/sh
exec "$java" \$KAFKA_HEAP_OPTS $flags -Dlog4j.configuration=file:$lab/bin/log4j.properties -cp '/mnt/jars/*' kafka.Kafka "\$@"
END
    printf '%s\n' 'log4j.rootLogger=WARN, out' 'log4j.appender.out=org.apache.log4j.ConsoleAppender' \
        'log4j.appender.out.layout=org.apache.log4j.PatternLayout' 'log4j.appender.out.layout.ConversionPattern=%d %p %m (%c)%n' \
        >"$lab/bin/log4j.properties"
    chmod +x "$lab"/bin/*.sh
    # The variables of a pod that are not written out in its manifest.
    printf '%s\n' NAMESPACE="${domain%%.*}" NODE_IP="$node" HOME=/tmp >"$lab/environment"
}

# launch POD: its server, as the pod's container would start it
launch() {
    local pod=$1 app=${1%-*} variables=()
    mapfile -t variables < <(cat "$lab/environment" && variables "$app")
    [ -z "${external+set}" ] || [ -n "$external" ] || : >"$lab/no-external"
    [ ! -e "$lab/no-external" ] || variables+=(EXTERNAL_PORT=)
    mkdir -p "$lab/data/$pod"
    # shellcheck disable=SC2016
    setsid ip netns exec "$prefix$pod" unshare --uts --mount sh -c '
        set -e
        pod=$1 lab=$2 app=$3
        shift 3
        hostname "$pod"
        mount -t tmpfs tmpfs /mnt
        mkdir /mnt/config /mnt/data /mnt/tls /mnt/jars
        mount --bind "$lab/config/$app" /mnt/config
        mount --bind "$lab/data/$pod" /mnt/data
        mount --bind "$lab/tls" /mnt/tls
        mount --bind "$(cat "$lab/jars-$app")" /mnt/jars
        mount -t tmpfs tmpfs /tmp
        echo $$ >"$lab/pid/$pod"
        exec env -i PATH="$lab/bin:/usr/local/bin:/usr/bin:/bin" POD_NAME="$pod" "$@" /bin/bash /mnt/config/start
    ' sh "$pod" "$lab" "$app" "${variables[@]}" </dev/null >>"$lab/log/$pod" 2>&1 &
}

# Whether a pod's server serves, asked from inside as a probe of the kubelet would.
serves() {
    case $1 in
        zk-*) ask="echo srvr >&3; timeout 1 grep -q Mode: <&3" port=2181 ;;
        kafka-*) ask=: port=$(pod_port internal) ;;
    esac
    timeout 2 ip netns exec "${prefix}inside" bash -c "exec 3<>/dev/tcp/$(address "$1")/$port && $ask" 2>/dev/null
}

await() {
    local deadline=$((SECONDS + 60))
    while [ $SECONDS -lt $deadline ]; do
        ! serves "$1" || return 0
        sleep 0.2
        [ ! -s "$lab/pid/$1" ] || kill -0 "$(cat "$lab/pid/$1")" 2>/dev/null ||
            fail 1 "$1 ended during startup: $(tail -n 3 "$lab/log/$1" | cut -c1-300 | tr '\n' ' ')"
    done
    fail 1 "$1 does not start: $(tail -n 3 "$lab/log/$1" | cut -c1-300 | tr '\n' ' ')"
}

end() {
    local process
    process=$(cat "$lab/pid/$1")
    kill -9 "$process" 2>/dev/null || true
    while kill -0 "$process" 2>/dev/null; do sleep 0.05; done
    : >"$lab/pid/$1"
}

# An authority, and one certificate for the names of all pods, as a secret holds it.
certificates() {
    local names app pod
    if [ -n "$certificate_for" ]; then
        names=dns:$certificate_for
    else
        for app in zk kafka; do
            names=${names:+$names,}dns:$(service "$app").$domain
            for pod in $(pods "$app"); do
                names=$names,dns:$pod.$(service "$app").$domain,dns:$pod.$(service "$app")
            done
        done
    fi
    (
        cd "$lab/tls"
        umask 077
        od -An -N16 -tx1 /dev/urandom | tr -d ' \n' >password
        tool() { "${java%java}keytool" "$@" -storetype PKCS12 -storepass:file password 2>>"$lab/log/certificates"; }
        key=(-genkeypair -keyalg EC -groupname secp256r1 -validity 30)
        tool "${key[@]}" -keystore authority.p12 -alias authority -dname CN=netlab -ext bc:c
        tool -exportcert -rfc -keystore authority.p12 -alias authority >ca.pem
        tool "${key[@]}" -keystore keystore.p12 -alias server -dname CN=server
        tool -certreq -keystore keystore.p12 -alias server |
            tool -gencert -rfc -keystore authority.p12 -alias authority -validity 30 -ext "san=$names" >server.pem
        tool -importcert -noprompt -keystore keystore.p12 -alias authority -file ca.pem
        tool -importcert -noprompt -keystore keystore.p12 -alias server -file server.pem
        tool -importcert -noprompt -keystore truststore.p12 -alias authority -file ca.pem
    ) || fail 1 "no certificates: $(tail -n 1 "$lab/log/certificates")"
}

# A file with a file system in it for each ZooKeeper server: it can be filled, frozen and broken.
disks_up() {
    local pod
    command -v mkfs.ext4 >/dev/null || fail 1 "missing: mkfs.ext4; apt-get install -y e2fsprogs"
    for pod in $(pods zk); do
        mkdir -p "$lab/data/$pod"
        truncate -s 160M "$lab/disk-$pod"
        mkfs.ext4 -q -F -m 0 "$lab/disk-$pod"
        mount -o loop,noatime "$lab/disk-$pod" "$lab/data/$pod" 2>"$lab/log/disks" ||
            fail 3 "not permitted here: a file as a disk: $(tr '\n' ' ' <"$lab/log/disks")"
    done
}

# disk POD full|slow|stalled|read-only|mend
disk() {
    local mount=$lab/data/$1
    [ -e "$lab/disk-$1" ] || fail 1 "$1 has no disk of its own; use netlab up --disks"
    case $2 in
        # The file system is full; the server soon uses up the rest of its last block.
        full) cat /dev/zero >"$mount/filled" 2>/dev/null || true ;;
        # One write per second: each fsync waits, as on busy NFS.
        slow) throttle "$1" 1 ;;
        # No write completes, as on NFS whose server is gone: the server cannot even be killed before "mend".
        stalled) fsfreeze -f "$mount" ;;
        # As after an error of the file system: writes to open files fail.
        read-only) mount -o remount,abort "$mount" ;;
        mend)
            thaw "$1"
            rm -f "$mount/filled" 2>/dev/null || true
            ;;
        *) usage ;;
    esac
}

# throttle POD WRITES: limits the writes per second of its server; 0 for no limit
throttle() {
    local group=$blkio/$prefix$1 device
    [ -e "$blkio/blkio.throttle.write_iops_device" ] || fail 3 "not permitted here: no control group for block devices at $blkio"
    device=$(losetup --associated "$lab/disk-$1" --output MAJ:MIN --noheadings | tr -d ' ')
    mkdir -p "$group"
    echo "$device $2" >"$group/blkio.throttle.write_iops_device"
    [ "$2" = 0 ] || cat "$lab/pid/$1" >"$group/cgroup.procs"
}

thaw() {
    [ ! -d "$blkio/$prefix$1" ] || throttle "$1" 0
    fsfreeze -u "$lab/data/$1" 2>/dev/null || true
}

disks_thaw() {
    local pod
    for pod in $(pods zk); do
        [ ! -e "$lab/disk-$pod" ] || thaw "$pod"
    done
}

disks_down() {
    local pod
    for pod in $(pods zk); do
        ! mountpoint -q "$lab/data/$pod" || umount "$lab/data/$pod"
        [ ! -d "$blkio/$prefix$pod" ] || rmdir "$blkio/$prefix$pod"
    done
}
