# Bounds: 1,000,000 znodes pass through 64 MB of heap. Read by scripts/bench.
. "$root/scripts/benchmarks/server.sh"
start 3g
warm
tree 1000 1000 | ours import - 2>/dev/null
echo '1,001,001 znodes: 1,000 with 1,000 children each, 100 bytes each; ZOOKA_JAVA_OPTS=-Xmx64m'
export ZOOKA_JAVA_OPTS=-Xmx64m
for command in 'ls -R /tree' 'find /tree --size +1000' 'du -s /tree' 'export --no-acl /tree'; do
    # shellcheck disable=SC2086
    set -- $command
    printf '%-26s %7d ms   peak %s MB\n' "$command" $(($(wall ours "$@") / 1000)) "$(peak "$zooka" -z "$zookeeper" "$@")"
done
