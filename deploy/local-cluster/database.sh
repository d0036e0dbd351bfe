# shellcheck shell=bash disable=SC2154
# For up: the database of the trade history. An installed PostgreSQL if there is one, else H2's server. On loopback, with
# a generated password that is only ever read from its file.

# The folder of the newest PostgreSQL server of this machine.
postgres_folder() {
  local candidate
  for candidate in $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -rV) \
    "$(dirname "$(readlink -f "$(command -v postgres || echo /nowhere)")")"; do
    if [ -x "$candidate/postgres" ] && [ -x "$candidate/initdb" ]; then
      echo "$candidate"
      return
    fi
  done
  return 1
}

# PostgreSQL refuses to run as root: then it runs as a user who may do less. Put before a command, which keeps the process id.
as_database_user=()
database_owner="$(id -u)"
if [ "$database_owner" -eq 0 ]; then
  database_owner="$(id -u postgres 2>/dev/null || id -u nobody)"
  as_database_user=(setpriv --reuid="$database_owner" --regid="$(id -g "$database_owner")" --clear-groups)
fi

choose_database() {
  if [ -f "$run/database" ]; then return; fi
  if postgres_folder >/dev/null && (cd / && "${as_database_user[@]}" test -x "$run") 2>/dev/null; then
    echo postgres >"$run/database"
  else
    say "no PostgreSQL server is installed, or the user it runs as may not enter $run: the trade history is kept by H2"
    echo h2 >"$run/database"
  fi
}

database_url() {
  case "$(database)" in
    postgres) echo "jdbc:postgresql://127.0.0.1:$(port_of database)/nexus" ;;
    h2) echo "jdbc:h2:tcp://127.0.0.1:$(port_of database)/./nexus;IFEXISTS=TRUE" ;;
  esac
}

# A database and a user nexus who owns it. Not in its place before it is complete: what was interrupted begins again.
make_postgres() {
  local bin="$1" folder="$run/postgres"
  if [ -d "$folder/data" ]; then return; fi
  make_secret postgres-admin
  rm -rf "$folder"
  install -d -m 700 -o "$database_owner" "$folder"
  install -m 600 -o "$database_owner" "$run/secrets/postgres-admin" "$folder/password"
  (
    cd "$folder" || exit
    "${as_database_user[@]}" "$bin/initdb" -D data.next -U postgres --pwfile=password --auth=scram-sha-256 \
      -E UTF8 --locale=C
    rm password
    printf '%s\n' "CREATE ROLE nexus LOGIN PASSWORD '$(<"$run/secrets/history")'" 'CREATE DATABASE nexus OWNER nexus' |
      "${as_database_user[@]}" "$bin/postgres" --single -c exit_on_error=on -D data.next postgres
    mv data.next data
  ) >"$run/log/initdb.out" 2>&1 || fail_with_log initdb "failed"
}

start_postgres() {
  local bin
  bin="$(postgres_folder)" || fail "the trade history is in $run/postgres, but PostgreSQL is not installed any more"
  make_postgres "$bin"
  (
    cd "$run/postgres" || exit
    start postgres "${as_database_user[@]}" "$bin/postgres" -D "$run/postgres/data" -c listen_addresses=127.0.0.1 \
      -c port="$(port_of database)" -c unix_socket_directories=
  )
}

# Made before H2's server runs, which lets nobody create a database. Not in its place before it has its password.
make_h2() {
  local next="$run/h2.next"
  if [ -d "$run/h2" ]; then return; fi
  rm -rf "$next"
  (umask 077 && mkdir "$next" && printf "ALTER USER nexus SET PASSWORD '%s';\n" "$(<"$run/secrets/history")" >"$next/password.sql")
  "$java" "@$root/cli/target/launch.args" org.h2.tools.RunScript -url "jdbc:h2:file:$next/nexus" -user nexus \
    -script "$next/password.sql" >"$run/log/h2.out" 2>&1 || fail_with_log h2 "made no database"
  rm "$next/password.sql"
  mv "$next" "$run/h2"
}

start_h2() {
  make_h2
  start h2 "$java" -Xmx256m -Dh2.bindAddress=127.0.0.1 "@$root/cli/target/launch.args" org.h2.tools.Server \
    -tcp -tcpPort "$(port_of database)" -baseDir "$run/h2"
}
