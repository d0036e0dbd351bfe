# shellcheck shell=bash
# For ./nexus and the cluster's scripts: which Java runs them.

is_java_17() {
  [ -x "$1" ] && [[ "$("$1" -version 2>&1)" == *'version "17'* ]]
}

find_java() {
  local candidate
  for candidate in "${JAVA_HOME:+$JAVA_HOME/bin/java}" "$(command -v java || true)"; do
    if [ -n "$candidate" ] && is_java_17 "$candidate"; then
      echo "$candidate"
      return
    fi
  done
  echo "nexus: needs Java 17, found none in JAVA_HOME (${JAVA_HOME:-not set}) nor in PATH." \
    "Install a JDK 17, or point JAVA_HOME at one." >&2
  return 1
}
