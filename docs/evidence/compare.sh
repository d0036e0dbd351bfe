#!/usr/bin/env bash
# Measures two checkouts against each other: one after the other in pairs, each measurement in a process of its own, the order
# swapped from pair to pair. Prints every pair and the medians of their ratios, new to old (throughput: old to new), so that above 1
# always means that the new one is worse.
#   docs/evidence/compare.sh OLD NEW [throughput pairs] [layers pairs] [ticks pairs]
# Make OLD with `git worktree add DIR COMMIT`. Needs jq. Nothing else should run on the machine.
set -euo pipefail
old="$(cd "$1" && pwd)"
new="$(cd "$2" && pwd)"
declare -A pairs=([THROUGHPUT]="${3:-5}" [LAYERS]="${4:-5}" [TICKS]="${5:-2}")
work="$(mktemp -d)"
touch "$work/lines"

# Builds both before anything is measured.
for side in "$old" "$new"; do "$side/nexus" --version >/dev/null; done

# As `bench` does: a processor that sleeps wakes slowly, which would be measured.
awake=()
for _ in $(seq "$(nproc)"); do
  nice -n 19 sh -c 'while :; do :; done' &
  awake+=($!)
done
trap 'kill "${awake[@]}" 2>/dev/null; rm -rf "$work"' EXIT

measure() { # checkout kind name
  "$1/nexus" bench --only "$2" --side NEXUS --folder "$work/$3.data" --result "$work/$3.json" >"$work/$3.txt" 2>&1 || {
    cat "$work/$3.txt" >&2
    exit 1
  }
  rm -rf "$work/$3.data"
}

median='sort | if length % 2 == 1 then .[(length - 1) / 2] else (.[length / 2 - 1] + .[length / 2]) / 2 end'
for kind in THROUGHPUT LAYERS TICKS; do
  for pair in $(seq "${pairs[$kind]}"); do
    if ((pair % 2)); then order=(old new); else order=(new old); fi
    for which in "${order[@]}"; do measure "${!which}" "$kind" "$kind-$pair-$which"; done
    jq -rn --arg kind "$kind" --arg pair "$pair" --slurpfile o "$work/$kind-$pair-old.json" \
      --slurpfile n "$work/$kind-$pair-new.json" '
      def two($name; $unit; $a; $b; $ratio): "\($kind) pair \($pair) \($name) old \($a) new \($b) \($unit) ratio \($ratio)";
      def round3: . * 1000 | round / 1000;
      $o[0] as $o | $n[0] as $n
      | if $kind == "THROUGHPUT" then
          two("rate"; "events/s"; $o.eventsPerSecond | round; $n.eventsPerSecond | round;
            $o.eventsPerSecond / $n.eventsPerSecond | round3)
        else
          two("p50"; "us"; $o.p50Us | round3; $n.p50Us | round3; $n.p50Us / $o.p50Us | round3),
          two("p99"; "us"; $o.p99Us | round3; $n.p99Us | round3; $n.p99Us / $o.p99Us | round3)
        end,
        if $kind == "TICKS" then two("memory"; "MB"; $o.memoryMb; $n.memoryMb; $n.memoryMb / $o.memoryMb | round3)
        else empty end' | tee -a "$work/lines"
  done
done
echo "medians of the ratios:"
awk '{print $1, $4}' "$work/lines" | sort -u | while read -r kind name; do
  awk -v k="$kind" -v n="$name" '$1 == k && $4 == n {print $NF}' "$work/lines" | jq -s "$median" | sed "s/^/$kind $name /"
done
