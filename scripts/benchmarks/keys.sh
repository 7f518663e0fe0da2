# How long a key takes to its echo at the prompt while the servers hang, in a pseudo terminal. Read by scripts/bench.
rounds=${1:-20}

warm
XDG_STATE_HOME=$work/state HOME=$work "$java" "$root/scripts/benchmarks/Keystrokes.java" "$zooka" "$rounds"
