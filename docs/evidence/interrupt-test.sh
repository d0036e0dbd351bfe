#!/usr/bin/env bash
# Ctrl-C at any time leaves no process. Starts a run, interrupts it after each of the given delays (or once the given word
# stands in its output), and tells phase, exit code and how long it took to end.
#   docs/evidence/interrupt-test.sh [delay in s | word ...]        default: 1 4 "web UI" "trading starts" drain
set -uo pipefail
root="$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)"
nexus="${NEXUS:-$root/nexus}"
limit_s=60
# What a shell starts in the background ignores Ctrl-C.
default_int="env --default-signal=INT"
failures=0

await() { # what: seconds, a word of the output, or "drain" = the feed has ended (12 s after trading started)
  case "$1" in
    [0-9]*) sleep "$1" ;;
    drain) await "trading starts" && sleep 12 ;;
    *) for _ in $(seq 1 1200); do
         grep -q "$1" "$out" && return
         kill -0 "$pid" 2>/dev/null || return
         sleep 0.2
       done ;;
  esac
}

printf '%-16s %9s %8s  %s\n' "interrupted at" "exit code" "took" "last words"
[ $# -gt 0 ] || set -- 1 4 "web UI" "trading starts" drain
for when in "$@"; do
  data="$(mktemp -d)"
  out="$data/out"
  $default_int "$nexus" run --duration 10s --warm-up 5m --data "$data/run" --web-port 0 >"$out" 2>&1 &
  pid=$!
  await "$when"
  start=$(date +%s.%N)
  kill -INT "$pid" 2>/dev/null
  ended=no
  for _ in $(seq 1 $((limit_s * 10))); do
    kill -0 "$pid" 2>/dev/null || { ended=yes; break; }
    sleep 0.1
  done
  took=$(printf '%.1f' "$(echo "$(date +%s.%N) - $start" | bc)")
  if [ "$ended" = no ]; then
    kill -KILL "$pid"
    failures=$((failures + 1))
  fi
  wait "$pid"
  code=$?
  [ "$code" -eq 130 ] || [ "$code" -eq 0 ] || failures=$((failures + 1))
  printf '%-16s %9s %7ss  %s\n' "$when" "$code" "$took" "$(grep -v '^ ' "$out" | tail -n 1 | cut -c1-70)"
  rm -rf "$data"
done
exit "$failures"
