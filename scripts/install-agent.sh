#!/bin/sh
# Installs the Hyperion agent as a systemd service, or updates it:
#   curl -fsSL HUB/api/agent/install.sh | sudo sh -s -- --hub HUB --token TOKEN [options of hyperion agent]
# It opens no port. `sh -s -- --uninstall` takes everything away again, its key and buffer included.
set -eu

program=/opt/hyperion-agent
data=/var/lib/hyperion-agent
unit=/etc/systemd/system/hyperion-agent.service
hub='' token='' options='' pin_key='' uninstall='' tier=observe

fail() {
  echo "hyperion: $1" >&2
  exit 1
}

while [ $# -gt 0 ]; do
  case $1 in
    --hub) hub=${2%/} && shift 2 ;;
    --token) token=$2 && shift 2 ;;
    --pin-key) pin_key=$2 && shift 2 ;;
    --uninstall) uninstall=yes && shift ;;
    --tier) tier=${2-} && shift $(($# > 1 ? 2 : 1)) ;;
    --tier=*) tier=${1#--tier=} && shift ;;
    --*) options="$options $1" && shift ;;
    # Into a line of a systemd unit: nothing that it would read as more than a word.
    *[!A-Za-z0-9_./:@,[\]-]*) fail "cannot use '$1' as an option" ;;
    *) options="$options $1" && shift ;;
  esac
done

[ "$(id -u)" -eq 0 ] || fail 'run this as root'

if [ -n "$uninstall" ]; then
  systemctl disable --now hyperion-agent 2>/dev/null || true
  rm -rf "$unit" "$program" "$data"
  systemctl daemon-reload
  userdel hyperion-agent 2>/dev/null || true
  echo 'hyperion: the agent is removed; its host is still in the hub, where it can be deleted'
  exit 0
fi

case $hub in
  http://* | https://*) ;;
  *) fail 'the address of the hub is missing: --hub https://…' ;;
esac
case $hub in *[!A-Za-z0-9_./:[\]-]*) fail "'$hub' is not an address" ;; esac
# An agent that is enrolled needs none to be updated.
[ -n "$token" ] || [ ! -e "$data/agent.json" ] || token=none
case $token in '' | *[!A-Za-z0-9_.-]*) fail 'the enrolment token is missing: --token hyp1.…' ;; esac
case $tier in observe | operate | full) ;; *) fail "the tier is observe, operate or full, not '$tier'" ;; esac
case $pin_key in *[!A-Za-z0-9+/=]*) fail 'the pinned key is not like sha256//…' ;; esac
command -v systemctl >/dev/null || fail 'there is no systemd here; run the agent by hand (see the operator guide)'

# A hub whose certificate nobody vouches for is known by its key: only curl can compare that.
if command -v curl >/dev/null; then
  set -- curl -fsSL -H "x-enrolment-token: $token"
  [ -z "$pin_key" ] || set -- "$@" -k --pinnedpubkey "$pin_key"
  set -- "$@" -o
elif [ -n "$pin_key" ]; then
  fail 'this needs curl, to compare the certificate of the hub with the one that is pinned: install curl'
elif command -v wget >/dev/null; then
  set -- wget -q --header "x-enrolment-token: $token" -O
else
  fail 'this needs curl or wget: install one of them'
fi

# Called with the file, the place for it, and the command that fetches.
fetch() {
  file=$1 place=$2
  shift 2
  "$@" "$place.new" "$hub/api/agent/$file" || fail "$hub/api/agent/$file cannot be fetched"
  mv "$place.new" "$place"
}

# Why the Node of the hub, which is built for glibc, does not run here.
why_not_node() {
  if [ -e /lib/ld-musl-x86_64.so.1 ] || [ -e /lib/ld-musl-aarch64.so.1 ]; then
    echo 'this system has musl instead of glibc: install Node 24 from its packages (apk add nodejs) and try again'
  else
    echo "it needs glibc 2.28 or later and this is $(getconf GNU_LIBC_VERSION 2>/dev/null || echo unknown): install Node 24 and try again"
  fi
}

is_recent() {
  "$1" -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 24 ? 0 : 1)' 2>/dev/null
}

id hyperion-agent >/dev/null 2>&1 || useradd --system --home-dir "$data" --shell /usr/sbin/nologin hyperion-agent
mkdir -p "$program" "$data"
fetch hyperion-agent.cjs "$program/hyperion-agent.cjs" "$@"
fetch local-face.cjs "$program/local-face.cjs" "$@"
fetch actions.cjs "$program/actions.cjs" "$@"

node=$(command -v node || true)
# The agent is another user, who gets into nobody's home.
case $node in "${HOME:-/none}"/* | /home*) node='' ;; esac
if [ -z "$node" ] || ! is_recent "$node"; then
  node=$program/node
  if ! is_recent "$node"; then
    echo 'hyperion: fetching Node from the hub'
    fetch "node?platform=linux-$(uname -m)" "$node" "$@"
    chmod 755 "$node"
    is_recent "$node" || fail "the Node of the hub does not run here: $(why_not_node)"
  fi
fi

# Not on the command line, which everyone on the machine can read; the agent deletes it once it is let in.
[ "$token" = none ] || (umask 077 && printf '%s\n' "$token" >"$data/token")

# How far this host lets itself be operated is said here and nowhere else, and the unit gives no more rights than that takes.
case $tier in
  observe)
    user=hyperion-agent
    rights="NoNewPrivileges=yes
ProtectSystem=strict
ReadWritePaths=$data
ProtectHome=read-only
PrivateTmp=yes"
    ;;
  operate)
    # systemd lets root control units without asking polkit, which many hosts lack. CAP_DAC_OVERRIDE is for the Podmans of users;
    # the file system is read-only to it but for the agent's own data.
    user=root
    rights="CapabilityBoundingSet=CAP_KILL CAP_SYS_NICE CAP_SYS_PTRACE CAP_DAC_OVERRIDE CAP_NET_RAW
NoNewPrivileges=yes
ProtectSystem=strict
ReadWritePaths=$data
ProtectHome=read-only
PrivateTmp=yes"
    ;;
  full)
    user=root
    rights=''
    ;;
esac
chown -R "$user:" "$data"
chmod 700 "$data"

cat >"$unit" <<UNIT
[Unit]
Description=Hyperion agent
After=network-online.target
Wants=network-online.target

[Service]
User=$user
Environment=MALLOC_ARENA_MAX=1 MALLOC_TRIM_THRESHOLD_=65536 MALLOC_TOP_PAD_=16384
ExecStart=$node --jitless --single-threaded --max-semi-space-size=1 --max-lazy --no-node-snapshot --expose-gc $program/hyperion-agent.cjs --hub $hub --token-file $data/token --data $data --tier $tier$options
Restart=always
RestartSec=10
RestartPreventExitStatus=2
TimeoutStopSec=15
$rights

[Install]
WantedBy=multi-user.target
UNIT

systemctl daemon-reload
systemctl enable hyperion-agent
systemctl restart hyperion-agent
echo "hyperion: the agent runs at tier $tier; journalctl -u hyperion-agent says how it is"
