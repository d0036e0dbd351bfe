#!/usr/bin/env bash
# Kills runs at seeded random moments, starts the same command again and checks what the whole life of the data directory
# left behind. One warmed-up directory is made first; each trial goes on from a copy of it.
#   usage: docs/evidence/kill-test.sh [first seed] [trials]
#   NEXUS_CMD    what starts NEXUS (default: ./nexus)
#   NEXUS_CP     class path with H2 and Jackson (default: that of the built launcher)
#   NEXUS_LOCK   command prefix for each process, e.g. "flock FILE"
#   KILL_WORK    where data and logs go (default: a new temporary directory)
#   KILL_KINDS   kinds of trials, taken in turn (default: kill int kill2 drain start-int start-kill; kill2 kills the
#                next process, too, while it starts or soon after)
#   KILL_WITHIN_MS  latest moment of a kill after trading goes on with a position open (default: 15000)
#   WARM_ONLY, INSTRUMENTS, DURATION, WARM_UP, SPEED, MARKET_SEED
set -uo pipefail
cd "$(dirname "$0")/../.."
first="${1:-1}" trials="${2:-8}"
cmd="${NEXUS_CMD:-./nexus}"
work="${KILL_WORK:-$(mktemp -d)}"
kinds=(${KILL_KINDS:-kill int kill2 drain start-int start-kill})
options=(--speed "${SPEED:-60x}" --duration "${DURATION:-40s}" --warm-up "${WARM_UP:-31m}" --seed "${MARKET_SEED:-3}"
  --instruments "${INSTRUMENTS:-8}")
latest="${KILL_WITHIN_MS:-15000}"
data="$work/data" warm="$work/warm" log="$work/run.log"
mkdir -p "$work"

# What a shell starts in the background ignores Ctrl-C.
default_int="env --default-signal=INT"

class_path() {
  if [ -n "${NEXUS_CP:-}" ]; then echo "$NEXUS_CP"; else sed -n 's/^"\(.*\)"$/\1/p' cli/target/launch.args; fi
}
check() { java -cp "$(class_path)" docs/evidence/KillCheck.java "$@" 2>/dev/null | tail -1; }

start() { # starts NEXUS in the background; $pid is its process
  ${NEXUS_LOCK:-} $default_int "$cmd" run --data "$data" "${options[@]}" "$@" >>"$log" 2>&1 &
  job=$!
  pid=""
  while [ -z "$pid" ] && kill -0 "$job" 2>/dev/null; do
    sleep 0.2
    pid="$(pgrep -f -- "io.nexus.cli.Main run --data $data " | head -1)"
  done
}
finish() { # waits for the end and leaves its code in $code
  wait "$job"
  code=$?
}
await() { # text in the log, seconds
  for ((i = 0; i < $2 * 5; i++)); do
    grep -q -- "$1" "$log" && return 0
    kill -0 "$pid" 2>/dev/null || return 1
    sleep 0.2
  done
  return 1
}
open_positions() {
  awk -F'"' '/"FILLED"/ { i = l = s = ""
      if (match($0, /"instrument":"[^"]*"/)) i = substr($0, RSTART + 14, RLENGTH - 15)
      if (match($0, /"side":"[A-Z]*"/)) s = substr($0, RSTART + 8, RLENGTH - 9)
      if (match($0, /"lots":[0-9]+/)) l = substr($0, RSTART + 7, RLENGTH - 7)
      net[i] += (s == "BUY" ? l : -l) }
    END { n = 0; for (i in net) n += net[i] != 0; print n }' "$data/venue.journal"
}
gone() { # seconds until the process is gone, or "never"
  for ((i = 0; i < 300; i++)); do
    kill -0 "$pid" 2>/dev/null || { echo "$((i / 10)).$((i % 10))s"; return; }
    sleep 0.1
  done
  echo never
}
random() { echo $((RANDOM % $1)); }
await_open() { # until a position is open
  for ((i = 0; i < 600; i++)); do
    [ "$(open_positions)" -gt 0 ] && return 0
    kill -0 "$pid" 2>/dev/null || return 1
    sleep 0.2
  done
}
hit() { # signal, milliseconds to wait first
  sleep "$(($2 / 1000)).$(printf %03d $(($2 % 1000)))"
  opened="$(open_positions)"
  kill "-$1" "$pid" 2>/dev/null || opened="$opened (ended before)"
  left="$(gone)"
  wait "$job" 2>/dev/null
}

if [ ! -d "$warm" ]; then
  rm -rf "$data"
  : >"$log"
  start
  await "trading starts" 900 || { echo "no trading: see $log"; tail -5 "$log"; exit 1; }
  hit INT 0
  echo "warm-up: stopped by Ctrl-C as trading started, gone after $left"
  cp -r "$data" "$warm"
fi
[ -n "${WARM_ONLY:-}" ] && exit 0

printf '| trial | what | positions open then | process gone after | ends with | result |\n|---|---|---|---|---|---|\n'
bad=0
for ((trial = first; trial < first + trials; trial++)); do
  RANDOM=$trial
  kind="${kinds[$(((trial - first) % ${#kinds[@]}))]}"
  rm -rf "$data" "$work/stops"
  cp -r "$warm" "$data"
  log="$work/trial-$trial.log"
  : >"$log"
  keep=()
  [ $((trial % 2)) = 1 ] && keep=(--on-end keep)
  start "${keep[@]}"
  case "$kind" in
    drain) # the feed has ended, the drain has begun
      await "end of feed" 300
      hit KILL "$(random 3000)"
      ;;
    start-int) hit INT "$(random "$latest")" ;;
    start-kill) hit KILL "$(random "$latest")" ;;
    int) await "ACTIVE" 300 && await_open; hit INT "$(random "$latest")" ;;
    *) await "ACTIVE" 300 && await_open; hit KILL "$(random "$latest")" ;;
  esac
  what="$kind"
  check stops "$data" "$work/stops"
  if [ "$kind" = kill2 ]; then
    start "${keep[@]}"
    await "web UI" 120
    hit KILL "$(random "$latest")"
    check stops "$data" "$work/stops"
  fi
  start "${keep[@]}"
  finish
  result="$(check check "$data" "$work/stops")"
  [[ "$result" == ok* && "$code" = 0 ]] || bad=$((bad + 1))
  printf '| %s | %s | %s | %s | %s | %s |\n' "$trial" "$what${keep[1]:+, keep}" "$opened" "$left" "$code" "${result:-BAD no summary}"
  if [[ "$result" != ok* ]]; then rm -rf "$work/bad-$trial"; cp -r "$data" "$work/bad-$trial"; fi
done
echo
echo "$((trials - bad)) of $trials trials hold"
[ "$bad" = 0 ]
