# shellcheck shell=bash disable=SC2034
# What up, down and run share: where things are, and how a daemon is started
# and stopped. Sourced, not run.

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
REPO=$(cd "$HERE/../.." && pwd)
STATE=${OSC_CLOUD_STATE:-$REPO/target/cloud}
VENV=${OSC_CLOUD_VENV:-$STATE/venv}
OFFSET=${OSC_CLOUD_PORT_OFFSET:-30000}
KEYSTONE_PORT=$((5000 + OFFSET))
NEUTRON_PORT=$((9696 + OFFSET))
KEYSTONE=http://127.0.0.1:$KEYSTONE_PORT
NEUTRON=http://127.0.0.1:$NEUTRON_PORT
IDENTITY_PROVIDER=http://127.0.0.1:$((8090 + OFFSET))
# Below the ports that systems give to clients, any of which could be there.
WEBSSO_PORT=$((9990 + OFFSET / 10))
PASSWORD=secret

# Byte code goes beside the other state, not into the source tree.
export PYTHONPYCACHEPREFIX=$STATE/pycache

say() { printf '[%3ds] %s\n' "$SECONDS" "$*"; }
die() { printf 'cloud: %s\n' "$*" >&2; exit 1; }

# running NAME: the daemon that we started under this name is alive. A process
# id alone does not say so: after a reboot it can be somebody else's.
running() {
  local pid
  pid=$(cat "$STATE/run/$1.pid" 2>/dev/null) &&
    grep -qsz "gunicorn" "/proc/$pid/cmdline"
}

# fail NAME MESSAGE: end with MESSAGE after the last of what NAME logged.
fail() {
  tail -n 30 "$STATE/log/$1.log" >&2 || true
  die "$2; the whole log is $STATE/log/$1.log"
}

# logged NAME COMMAND...: run COMMAND with its output in NAME's log.
logged() {
  local name=$1
  shift
  "$@" >>"$STATE/log/$name.log" 2>&1 || fail "$name" "failed: $*"
}

# serve NAME PORT: start the service NAME.
serve() {
  running "$1" && return 0
  if (: <"/dev/tcp/127.0.0.1/$2") 2>/dev/null; then
    die "port $2, meant for $1, is taken; choose others with OSC_CLOUD_PORT_OFFSET"
  fi
  SERVICE=$1 PYTHONPATH=$HERE/python \
    OS_KEYSTONE_CONFIG_FILES=$STATE/etc/keystone.conf \
    OS_NEUTRON_CONFIG_FILES=$STATE/etc/neutron.conf \
    setsid "$VENV/bin/gunicorn" --bind "127.0.0.1:$2" --worker-class gthread \
    --threads 32 --keep-alive 75 --timeout 300 --graceful-timeout 2 \
    --limit-request-line 0 --no-control-socket serve \
    </dev/null >>"$STATE/log/$1.log" 2>&1 &
  echo $! >"$STATE/run/$1.pid"
}

# await NAME URL: wait until NAME answers at URL.
await() {
  local pid limit=$((SECONDS + 120))
  pid=$(cat "$STATE/run/$1.pid")
  until curl --silent --fail --max-time 5 --output /dev/null "$2"; do
    grep -qs . "/proc/$pid/cmdline" || fail "$1" "$1 ended while starting"
    [ "$SECONDS" -lt "$limit" ] || fail "$1" "$1 does not answer"
    sleep 0.2
  done
  say "$1 answers at $2"
}

# stop NAME: end a daemon and its workers.
stop() {
  local pid
  if running "$1"; then
    pid=$(cat "$STATE/run/$1.pid")
    kill -TERM "$pid"
    for _ in $(seq 50); do
      running "$1" || break
      sleep 0.1
    done
    if running "$1"; then kill -KILL -- "-$pid"; fi
  fi
  rm -f "$STATE/run/$1.pid"
}
