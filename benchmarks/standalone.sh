#!/usr/bin/env bash
# Measures a standalone instance: time to ready, memory, and how fast a replay goes through the whole pipeline.
# usage: benchmarks/standalone.sh FILE.jsonl[.gz] [PORT_OFFSET]
set -euo pipefail

file=${1:?a file of events}
offset=${2:-300}
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
data=$(mktemp -d)
log="$data/up.log"
ticks=$(getconf CLK_TCK)

"$home/millrace" --version >/dev/null # builds if needed, so that the build is not measured
"$home/millrace" up --no-demo --data-dir "$data/millrace" --port-offset "$offset" >"$log" 2>&1 &
pid=$!
trap 'kill "$pid" 2>/dev/null; wait "$pid" 2>/dev/null || true; rm -rf "$data"' EXIT

for _ in $(seq 300); do
    grep -q 'is up after' "$log" && break
    kill -0 "$pid" || { cat "$log" >&2; exit 1; }
    sleep 0.2
done

meter() { # port meter: the sum over all label sets
    curl -s "http://127.0.0.1:$(($1 + offset))/actuator/prometheus" |
        awk -v name="$2" '$1 == name || index($1, name "{") == 1 { sum += $2 } END { printf "%d", sum }'
}
cpu() { awk -v t="$ticks" '{ printf "%.1f", ($14 + $15) / t }' "/proc/$pid/stat"; }
rss() { awk '/VmRSS/ { printf "%d", $2 / 1024 }' "/proc/$pid/status"; }

echo "ready:              $(sed -n 's/.*is up after \(.*\) s\./\1/p' "$log") s"
echo "cpu to ready:       $(cpu) s"
sleep 10
echo "memory idle:        $(rss) MiB"

for round in 1 2; do
    seen_metrics=$(meter 8082 millrace_metrics_events_total)
    seen_cep=$(meter 8083 millrace_cep_events_total)
    begun=$(date +%s.%N)
    cpu_begun=$(cpu)
    accepted=$("$home/millrace" replay "$file" --to "http://127.0.0.1:$((8081 + offset))" --tenant "round-$round" |
        tail -n 1 | sed 's/.*accepted \([0-9,]*\).*/\1/; s/,//g')
    taken=$(date +%s.%N)
    until [ "$(meter 8082 millrace_metrics_events_total)" -ge $((seen_metrics + accepted)) ] &&
        [ "$(meter 8083 millrace_cep_events_total)" -ge $((seen_cep + accepted)) ]; do
        sleep 0.5
    done
    done_at=$(date +%s.%N)
    awk -v r="$round" -v n="$accepted" -v a="$begun" -v b="$taken" -v c="$done_at" -v u="$cpu_begun" -v v="$(cpu)" \
        'BEGIN { printf "replay, round %d:    %d events; accepted %d/s; through metrics and patterns %d/s; %d/s of CPU\n",
                 r, n, n / (b - a), n / (c - a), n / (v - u) }'
done
echo "memory after:       $(rss) MiB"

stopping=$(date +%s.%N)
kill -TERM "$pid"
wait "$pid" 2>/dev/null || true
awk -v a="$stopping" -v b="$(date +%s.%N)" 'BEGIN { printf "stop:               %.1f s\n", b - a }'
