/** Of the answer's form: a script that was put on a host long ago says which one it prints. */
export const SNAPSHOT_VERSION = 1

/**
 * What a host without an agent runs for each sample: prints the files that collectors read, and nothing else. It is the
 * same for every host and takes no input, so that it can be the only thing an account is allowed to run.
 */
export const SNAPSHOT_SCRIPT = String.raw`#!/bin/sh
# Hyperion: prints what this machine tells of itself, for a hub that watches it over SSH.
# It only reads, needs no privileges and takes no input.

snapshot() {
  PATH=/usr/sbin:/usr/bin:/sbin:/bin
  LC_ALL=C
  export PATH LC_ALL
  cd /
  echo 'hyperion-snapshot ${SNAPSHOT_VERSION}'

  head -n 4096 /proc/uptime /proc/stat /proc/loadavg /proc/meminfo /proc/diskstats /proc/net/dev \
    /proc/net/sockstat /proc/net/sockstat6 /proc/net/snmp /proc/net/if_inet6 \
    /proc/pressure/cpu /proc/pressure/memory /proc/pressure/io /proc/self/mountinfo /proc/spl/kstat/zfs/arcstats
  echo
  head -n 64 /proc/cpuinfo /proc/sys/kernel/hostname /proc/sys/kernel/osrelease \
    /etc/os-release /etc/redhat-release /etc/centos-release
  echo
  head -n 1 /sys/block/*/size /sys/class/net/*/speed /sys/class/net/*/operstate /sys/class/net/*/flags \
    /sys/class/net/*/address /sys/class/net/*/bonding/slaves \
    /sys/class/hwmon/hwmon*/name /sys/class/hwmon/hwmon*/temp*_input /sys/class/hwmon/hwmon*/temp*_label \
    /sys/class/thermal/thermal_zone*/type /sys/class/thermal/thermal_zone*/temp

  section machine
  uname -m
  section addresses
  ip -o -4 addr show | head -n 1024
  section listening
  [ -r /proc/net/tcp ] && head -n 4096 /proc/net/tcp /proc/net/tcp6 | awk '$4 == "0A" { n++ } END { print n + 0 }'
  section processes
  count_processes
  section filesystems
  measure_filesystems
  section end
}

section() {
  printf '\n==> %s <==\n' "$1"
}

# By state. With very many of them, counting would cost more than it tells.
count_processes() {
  set -- /proc/[0-9]*
  [ $# -le 8192 ] && cat /proc/[0-9]*/stat |
    awk 'match($0, /.*\) [A-Za-z] /) { n[substr($0, RLENGTH - 1, 1)]++ } END { for (state in n) print state, n[state] }'
}

# Block size, blocks, free, available, inodes, free inodes and mount point of each. Those of another machine may never
# answer: after the first such one, no further is asked.
measure_filesystems() {
  form='%S %b %f %a %c %d %n'
  hung=
  set --
  while read -r device place type options; do
    case $type in
      autofs | binfmt_misc | bpf | cgroup* | configfs | debugfs | devpts | devtmpfs | efivarfs | fusectl | hugetlbfs | mqueue) continue ;;
      nsfs | proc | pstore | ramfs | rpc_pipefs | securityfs | selinuxfs | squashfs | sysfs | tracefs) continue ;;
      overlay) [ "$place" = / ] || continue ;;
    esac
    case $place in
      *\\*) place=$(printf '%b' "$(printf '%s' "$place" | sed 's/\\/\\0/g')") ;;
    esac
    case $type in
      nfs* | cifs | smb* | ncpfs | 9p | ceph | glusterfs | lustre | afs | gpfs | ocfs2 | fuse | fuse.* | fuseblk | davfs)
        if [ -z "$hung" ]; then
          timeout -s KILL 2 stat -f -c "$form" "$place"
          case $? in 124 | 137) hung=yes ;; esac
        fi
        [ -z "$hung" ] || printf 'stuck %s\n' "$place"
        ;;
      *) set -- "$@" "$place" ;;
    esac
  done </proc/self/mounts
  [ $# -eq 0 ] || stat -f -c "$form" "$@"
}

snapshot </dev/null 2>/dev/null
`
