# shellcheck shell=bash disable=SC2154
# For up: what each process is started with, and when it is ready.
lib="$here/target/lib"
connections="$run/connections.yaml"

# make_secret NAME: 64 hexadecimal digits that only the owner may read, made once.
make_secret() {
  local file="$run/secrets/$1"
  if [ ! -s "$file" ]; then (umask 077 && od -An -v -tx1 -N32 /dev/urandom | tr -d ' \n' >"$file"); fi
}

# Names of files are relative to its folder. `init` makes the keys, `gateway` the list of instruments.
write_connections() {
  cat >"$connections.next" <<END
# Where the processes of the local cluster are. Made by deploy/local-cluster/up at every start.
kafka: {bootstrap.servers: "127.0.0.1:$(port_of kafka)"}
history: {url: "$(database_url)", user: nexus, password-file: secrets/history}
exchange:
  base-url: http://127.0.0.1:$(port_of venue)
  key-file: secrets/venue.key
  instruments-file: instruments.json
  accounts: {USDM: "SIM|USDM|main"}
feed: {keys-file: secrets/feed.keys}
flink: {rest-url: "http://127.0.0.1:$(port_of web)"}
END
  mv "$connections.next" "$connections"
}

# start_nexus NAME MEGABYTES COMMAND...: one of our own commands, with a heap of that size.
start_nexus() {
  local name="$1" heap="$2"
  shift 2
  start "$name" env NEXUS_LOG_FILE="$run/log/$name.log" NEXUS_JAVA_OPTS="-Xms${heap}m -Xmx${heap}m" "$root/nexus" "$@"
}

bash_java_utils() {
  local command="$1"
  shift
  "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$lib/*" org.apache.flink.runtime.util.bash.BashJavaUtils \
    "$command" "$@" 2>"$run/log/flink-conf.out" | sed -n 's/^BASH_JAVA_UTILS_EXEC_RESULT://p'
  return "${PIPESTATUS[0]}"
}

# Flink's configuration: flink-conf/config.yaml, and what only this machine can know.
write_flink_conf() {
  mkdir -p "$run/conf"
  bash_java_utils UPDATE_AND_GET_FLINK_CONFIGURATION --configDir "$root/flink-conf" -flatten \
    -D rest.port="$(port_of web)" -D rest.bind-port="$(port_of web)" -D jobmanager.rpc.port="$(port_of jobmanager-rpc)" \
    -D execution.checkpointing.dir="file://$run/checkpoints" -D execution.checkpointing.savepoint-dir="file://$run/savepoints" \
    >"$run/conf/config.yaml.next" || fail_with_log flink-conf "flink-conf/config.yaml was refused"
  mv "$run/conf/config.yaml.next" "$run/conf/config.yaml"
}

flink_setting() { sed -n "s/^$1: //p" "$run/conf/config.yaml"; }

# start_flink NAME jobmanager|taskmanager MAIN -D KEY=VALUE...: with the memory and the JVM options of the configuration and
# a temporary folder of its own, emptied because a process that was killed leaves files.
start_flink() {
  local name="$1" role="$2" main="$3" folder="$run/tmp/$1" command=GET_JM_RESOURCE_PARAMS params memory dynamic options
  shift 3
  if [ "$role" = taskmanager ]; then command=GET_TM_RESOURCE_PARAMS; fi
  write_flink_conf
  mapfile -t params < <(bash_java_utils "$command" --configDir "$run/conf" "$@")
  [ "${#params[@]}" -eq 2 ] || fail_with_log flink-conf "memory of flink-conf/config.yaml was refused"
  read -ra memory <<<"${params[0]}"
  read -ra dynamic <<<"${params[1]}"
  read -ra options <<<"$(flink_setting env.java.opts.all) $(flink_setting "env.java.opts.$role")"
  rm -rf "$folder"
  mkdir -p "$folder"
  start "$name" "$java" "${options[@]}" "${memory[@]}" -Djava.io.tmpdir="$folder" -Dlog.file="$run/log/$name.log" \
    -Dlog4j.configurationFile="$root/flink-conf/log4j.properties" -cp "$lib/*" "$main" --configDir "$run/conf" \
    "${dynamic[@]}" -D io.tmp.dirs="$folder" "$@"
}

start_taskmanager() {
  start_flink "$1" taskmanager org.apache.flink.runtime.taskexecutor.TaskManagerRunner -D taskmanager.resource-id="$1"
}

start_process() {
  case "$1" in
    kafka) start_nexus kafka 512 broker --data "$run/kafka" --port "$(port_of kafka)" ;;
    postgres) start_postgres ;;
    h2) start_h2 ;;
    jobmanager)
      start_flink jobmanager jobmanager org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint
      ;;
    taskmanager-*) start_taskmanager "$1" ;;
    gateway)
      rm -f "$run/gateway/gateway-status.json"
      start_nexus gateway 1024 gateway --connect "$connections" --data "$run/gateway" --warm-up 2h
      ;;
    venue) start_nexus venue 512 venue --connect "$connections" --data "$run/venue" --port "$(port_of venue)" ;;
    history) start_nexus history 512 history --connect "$connections" ;;
  esac
}

# Ends the script if it does not become ready.
wait_for_process() {
  case "$1" in
    taskmanager-*) wait_until "$1" 120 is_registered "$1" ;;
    jobmanager) wait_until "$1" 120 is_jobmanager_ready ;;
    gateway) wait_until "$1" 120 test -s "$run/gateway/gateway-status.json" ;;
    history) wait_until "$1" 120 grep -qs "consumer group" "$run/log/history.out" ;;
    *) wait_until "$1" 120 listens "$(port_of_process "$1")" ;;
  esac
}

is_jobmanager_ready() { http_get "$(port_of web)" /overview >/dev/null; }

is_registered() { http_get "$(port_of web)" /taskmanagers | grep -q "\"id\":\"$1\""; }
