# Large trees, against zkCli and against the plain way of one request after the other. Read by scripts/bench.
pairs=${1:-3}
. "$root/scripts/benchmarks/server.sh"
start 1g
warm
sync=("$java" -Xmx256m -cp "$work:$zkcli_jars/*" SyncWalk)

tree 1000 100 >"$work/wide.jsonl"
ours import "$work/wide.jsonl" 2>/dev/null
echo '101,001 znodes: 1,000 with 100 children each, 100 bytes each'
header
compare 'ls -R : zkCli ls -R' 0.067 "$zooka" -z "$zookeeper" ls -R /tree -- "${zkcli[@]}" -server "$zookeeper" ls -R /tree
compare 'find --size +50 : synchronous walk' 0.1 "$zooka" -z "$zookeeper" find /tree --size +50 -- "${sync[@]}" "$zookeeper" /tree
compare 'du : synchronous walk' 0.1 "$zooka" -z "$zookeeper" du -s /tree -- "${sync[@]}" "$zookeeper" /tree
compare 'export --no-acl : synchronous walk' 0.1 "$zooka" -z "$zookeeper" export --no-acl /tree -- "${sync[@]}" "$zookeeper" /tree
compare 'export : synchronous walk with ACLs' 0.2 "$zooka" -z "$zookeeper" export /tree -- "${sync[@]}" "$zookeeper" /tree acl
before() { ours -y import "$work/wide.jsonl" 2>/dev/null; }
compare 'deleteall : zkCli deleteall' 0.2 "$zooka" -z "$zookeeper" -y deleteall /tree -- "${zkcli[@]}" -server "$zookeeper" deleteall /tree
before
printf 'peak memory, MB: zooka ls -R %s, find %s, du %s, export %s; zkCli ls -R %s\n' \
    "$(peak "$zooka" -z "$zookeeper" ls -R /tree)" "$(peak "$zooka" -z "$zookeeper" find /tree --size +50)" \
    "$(peak "$zooka" -z "$zookeeper" du -s /tree)" "$(peak "$zooka" -z "$zookeeper" export /tree)" \
    "$(peak "${zkcli[@]}" -server "$zookeeper" ls -R /tree)"
ours -y deleteall /tree 2>/dev/null

tree 10000 0 >"$work/flat.jsonl"
awk -v value="$(printf '%100s' '' | tr ' ' x)" 'BEGIN {
    print "create /tree"
    for (n = 0; n < 10000; n++) printf "create /tree/n%06d %s\n", n, value
}' >"$work/flat.zkcli"
piped=(bash -c '"$@" <"$0"' "$work/flat.zkcli" "${zkcli[@]}" -server "$zookeeper")
echo
echo '10,000 znodes below one'
header
before() { ours -y deleteall /tree >/dev/null 2>&1 || true; }
compare 'import : as many create lines piped into zkCli' 0.1 "$zooka" -z "$zookeeper" import "$work/flat.jsonl" -- "${piped[@]}"
before() { ours -y import "$work/flat.jsonl" 2>/dev/null; }
compare 'ls -R : zkCli ls -R' 0.3 "$zooka" -z "$zookeeper" ls -R /tree -- "${zkcli[@]}" -server "$zookeeper" ls -R /tree
compare 'deleteall : zkCli deleteall' 0.4 "$zooka" -z "$zookeeper" -y deleteall /tree -- "${zkcli[@]}" -server "$zookeeper" deleteall /tree
ours -y deleteall /tree >/dev/null 2>&1 || true

delayed=$("$java" -cp "$work" FreePort)
"$java" -cp "$work" DelayProxy "$delayed" "${zookeeper##*:}" 500 &
proxy=$!
tree 100 100 >"$work/small.jsonl"
ours import "$work/small.jsonl" 2>/dev/null
zookeeper=127.0.0.1:$delayed
pairs=1
before() { :; }
echo
echo '10,101 znodes, 1 ms of round trip'
header
compare 'ls -R : zkCli ls -R' 0.067 "$zooka" -z "$zookeeper" ls -R /tree -- "${zkcli[@]}" -server "$zookeeper" ls -R /tree
compare 'export --no-acl : synchronous walk' 0.1 "$zooka" -z "$zookeeper" export --no-acl /tree -- "${sync[@]}" "$zookeeper" /tree
before() { ours -y import "$work/small.jsonl" 2>/dev/null; }
compare 'deleteall : zkCli deleteall' 0.2 "$zooka" -z "$zookeeper" -y deleteall /tree -- "${zkcli[@]}" -server "$zookeeper" deleteall /tree
