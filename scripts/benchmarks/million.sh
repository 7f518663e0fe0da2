# Bounds: 1,000,000 znodes pass through 64 MB of heap. Read by scripts/bench.
. "$root/scripts/benchmarks/server.sh"
start 3g
warm
tree 1000 1000 | ours import - 2>/dev/null
echo '1,001,001 znodes: 1,000 with 1,000 children each, 100 bytes each; ZOOKA_JAVA_OPTS=-Xmx64m'
export ZOOKA_JAVA_OPTS=-Xmx64m XDG_STATE_HOME=$work/state
for command in 'ls -R /tree' 'ls -R --where path=~/999$ --limit 500 /tree' 'ls -R --where path=~/999$ --count /tree' \
    'ls -R --where path=~/999$ --sort -path /tree' 'find /tree --size +1000' 'du -s /tree' 'export --no-acl /tree'; do
    # shellcheck disable=SC2086
    set -- $command
    printf '%-44s %7d ms   peak %s MB\n' "$command" $(($(wall ours "$@") / 1000)) "$(peak "$zooka" -z "$zookeeper" "$@")"
done
# These change the tree: time and memory are of one run.
for command in '-y deleteall --keep-acls /tree' '-y undo'; do
    begin=$EPOCHREALTIME
    # shellcheck disable=SC2086
    memory=$(peak "$zooka" -z "$zookeeper" $command)
    end=$EPOCHREALTIME
    printf '%-44s %7d ms   peak %s MB\n' "$command" $(((${end/./} - ${begin/./}) / 1000)) "$memory"
done
[ "$(ours ls -R /tree | wc -l)" -eq 1001001 ] || { echo "bench: not all znodes are back" >&2; exit 1; }
