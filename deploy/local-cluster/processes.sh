# shellcheck shell=bash disable=SC2034
# For up, down and status: which processes there are, whether they run, how one is started and stopped. Needs Linux.
# All of them belong to the folder run: pids/NAME holds process id and start time, log/NAME.* what it says.
here="$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)"
root="$(cd "$here/../.." && pwd)"
run="$here/run"
me="$(basename "$0")"

say() { echo "$me: $*" >&2; }

fail() {
  say "$@"
  exit 1
}

# Which database keeps the trade history was decided by the first `up`.
database() { cat "$run/database" 2>/dev/null || echo postgres; }

# In the order they start.
process_names() { echo kafka "$(database)" jobmanager taskmanager-1 taskmanager-2 gateway venue history; }

is_process_name() { [[ " $(process_names) " == *" $1 "* ]]; }

# Two `up` at once, or an `up` and a `down`, would undo each other's work. Started processes close it (9>&-).
lock() {
  mkdir -p "$run"/{pids,log,secrets,tmp}
  chmod 700 "$run/secrets"
  if command -v flock >/dev/null; then
    exec 9>"$run/.lock"
    flock -w 120 9 || fail "another up or down of this cluster has been at work for two minutes; see $run/log"
  fi
}

unlock() { exec 9>&-; }

# Clock ticks from the machine's start to the process's. A process id alone may be another process's by now.
started_at() {
  local stat
  { stat="$(<"/proc/$1/stat")"; } 2>/dev/null || return 1
  read -ra stat <<<"${stat##*) }"
  if [ "${stat[0]}" = Z ]; then return 1; fi
  echo "${stat[19]}"
}

# The process's id, if it runs.
pid_of() {
  local pid started
  read -r pid started 2>/dev/null <"$run/pids/$1" || return 1
  [ "$(started_at "$pid")" = "$started" ] || return 1
  echo "$pid"
}

is_running() { pid_of "$1" >/dev/null; }

# Was started and not stopped, and is gone.
is_dead() { [ -f "$run/pids/$1" ] && ! is_running "$1"; }

port_of() { sed -n "s/^$1 //p" "$run/ports" 2>/dev/null; }

# The port that a process answers at, if it has one.
port_of_process() {
  case "$1" in
    jobmanager) port_of web ;;
    postgres | h2) port_of database ;;
    *) port_of "$1" ;;
  esac
}

listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# Free ports from the given one upward, chosen once: addresses stay when the cluster starts again.
choose_ports() {
  local port="$1" name
  if [ -f "$run/ports" ]; then return; fi
  for name in web jobmanager-rpc kafka database venue; do
    while listens "$port"; do port=$((port + 1)); done
    echo "$name $port"
    port=$((port + 1))
  done >"$run/ports.next"
  mv "$run/ports.next" "$run/ports"
}

# start NAME COMMAND...: in a session of its own, so that neither Ctrl-C nor a closed terminal reaches it.
start() {
  local name="$1" pid
  shift
  setsid "$@" </dev/null >"$run/log/$name.out" 2>&1 9>&- &
  pid=$!
  echo "$pid $(started_at "$pid")" >"$run/pids/$name"
}

# stop NAME: asks first, and kills, with its children, what has not gone after 20 s.
stop() {
  local name="$1" pid signal=TERM deadline=$((SECONDS + 20))
  if ! pid="$(pid_of "$name")"; then
    if [ -f "$run/pids/$name" ]; then
      say "$name was dead already"
      rm -f "$run/pids/$name"
    fi
    return
  fi
  # PostgreSQL waits for its clients to leave when it gets TERM.
  if [ "$name" = postgres ]; then signal=INT; fi
  kill -s "$signal" "$pid" 2>/dev/null || true
  while is_running "$name" && [ "$SECONDS" -lt "$deadline" ]; do sleep 0.2; done
  if is_running "$name"; then
    kill -KILL -- "-$pid" 2>/dev/null || true
    say "$name killed (did not stop within 20 s)"
  else
    say "$name stopped"
  fi
  rm -f "$run/pids/$name"
}

# wait_until NAME SECONDS COMMAND...: until the command succeeds. Ends the script if the process dies or the time is over.
wait_until() {
  local name="$1" limit="$2" deadline=$((SECONDS + $2))
  shift 2
  until "$@"; do
    is_running "$name" || fail_with_log "$name" "died while starting"
    [ "$SECONDS" -lt "$deadline" ] || fail_with_log "$name" "is not ready after $limit s"
    sleep 0.3
  done
  is_running "$name" || fail_with_log "$name" "died while starting"
}

fail_with_log() {
  local name="$1" file
  for file in "$run/log/$name.out" "$run/log/$name.log"; do
    if [ -s "$file" ]; then
      echo "--- the end of $file"
      tail -n 12 "$file"
    fi
  done >&2
  say "$name $2. What runs already goes on; $here/down stops it."
  exit 1
}

# http_get PORT PATH: the answer's body.
http_get() {
  local status line
  { exec 3<>"/dev/tcp/127.0.0.1/$1"; } 2>/dev/null || return 1
  printf 'GET %s HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nConnection: close\r\n\r\n' "$2" "$1" >&3
  read -r -t 5 status <&3 || status=""
  while IFS= read -r -t 5 line <&3 && [ "$line" != $'\r' ]; do :; done
  timeout 5 cat <&3
  exec 3>&-
  [[ "$status" == *" 200 "* ]]
}

# The gateway writes its status every second.
is_market_warm() { grep -Eqs '"isWarm" *: *true' "$run/gateway/gateway-status.json" && is_running gateway; }
