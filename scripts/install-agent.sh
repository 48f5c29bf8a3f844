#!/bin/sh
# Installs the Hyperion agent as a systemd service, or updates it:
#   curl -fsSL HUB/api/agent/install.sh | sudo sh -s -- --hub HUB --token TOKEN [options of hyperion agent]
# It opens no port. Remove it with: systemctl disable --now hyperion-agent, then delete the folders below.
set -eu

program=/opt/hyperion-agent
data=/var/lib/hyperion-agent
unit=/etc/systemd/system/hyperion-agent.service
hub='' token='' options=''

fail() {
  echo "hyperion: $1" >&2
  exit 1
}

while [ $# -gt 0 ]; do
  case $1 in
    --hub) hub=${2%/} && shift 2 ;;
    --token) token=$2 && shift 2 ;;
    --*) options="$options $1" && shift ;;
    # Into a line of a systemd unit: nothing that it would read as more than a word.
    *[!A-Za-z0-9_./:@,[\]-]*) fail "cannot use '$1' as an option" ;;
    *) options="$options $1" && shift ;;
  esac
done

case $hub in
  http://* | https://*) ;;
  *) fail 'the address of the hub is missing: --hub https://…' ;;
esac
case $hub in *[!A-Za-z0-9_./:[\]-]*) fail "'$hub' is not an address" ;; esac
case $token in '' | *[!A-Za-z0-9_.-]*) fail 'the enrolment token is missing: --token hyp1.…' ;; esac
[ "$(id -u)" -eq 0 ] || fail 'run this as root'
command -v systemctl >/dev/null || fail 'there is no systemd here; run the agent by hand (see the operator guide)'

fetch() {
  if command -v curl >/dev/null; then
    curl -fsSL -H "x-enrolment-token: $token" -o "$2.new" "$hub/api/agent/$1"
  else
    wget -q --header "x-enrolment-token: $token" -O "$2.new" "$hub/api/agent/$1"
  fi || fail "$hub/api/agent/$1 cannot be fetched"
  mv "$2.new" "$2"
}

is_recent() {
  "$1" -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 24 ? 0 : 1)' 2>/dev/null
}

id hyperion-agent >/dev/null 2>&1 || useradd --system --home-dir "$data" --shell /usr/sbin/nologin hyperion-agent
mkdir -p "$program" "$data"
fetch hyperion-agent.cjs "$program/hyperion-agent.cjs"
fetch local-face.cjs "$program/local-face.cjs"

node=$(command -v node || true)
if [ -z "$node" ] || ! is_recent "$node"; then
  node=$program/node
  if ! is_recent "$node"; then
    echo 'hyperion: fetching Node from the hub'
    fetch "node?platform=linux-$(uname -m)" "$node"
    chmod 755 "$node"
    is_recent "$node" || fail 'the Node of the hub does not run on this machine: install Node 24 and try again'
  fi
fi

# Not on the command line, which everyone on the machine can read; the agent deletes it once it is let in.
(umask 077 && printf '%s\n' "$token" >"$data/token")
chown -R hyperion-agent: "$data"
chmod 700 "$data"

cat >"$unit" <<UNIT
[Unit]
Description=Hyperion agent
After=network-online.target
Wants=network-online.target

[Service]
User=hyperion-agent
ExecStart=$node --jitless --single-threaded --max-semi-space-size=1 $program/hyperion-agent.cjs --hub $hub --token-file $data/token --data $data$options
Restart=always
RestartSec=10
RestartPreventExitStatus=2
TimeoutStopSec=15
NoNewPrivileges=yes
ProtectSystem=strict
ReadWritePaths=$data
ProtectHome=read-only
PrivateTmp=yes

[Install]
WantedBy=multi-user.target
UNIT

systemctl daemon-reload
systemctl enable hyperion-agent
systemctl restart hyperion-agent
echo 'hyperion: the agent runs; journalctl -u hyperion-agent says how it is'
