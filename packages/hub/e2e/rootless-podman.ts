import type { RealSystemd } from '@hyperion/testkit/systemd'

export const ALICE = { name: 'alice', uid: 39_001 }
const RUN = `/run/user/${ALICE.uid}`
const AS_ALICE = `setpriv --reuid ${ALICE.name} --regid ${ALICE.name} --clear-groups env HOME=/srv/alice XDG_RUNTIME_DIR=${RUN}`
const PODMAN = `${AS_ALICE} podman --url unix://${RUN}/podman/podman.sock`

/** What a user's `podman.socket` stands for, where there is no session of that user. */
export const PODMAN_UNIT = `[Service]
User=${ALICE.name}
Delegate=yes
Environment=XDG_RUNTIME_DIR=${RUN} HOME=/srv/alice PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
ExecStart=/usr/bin/podman system service --time=0 unix://${RUN}/podman/podman.sock
`

/** One account of its own, with one container in its own Podman. Without ids of its own below it, which take a program of their own. */
const SCRIPT = `set -e
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
cd /
useradd --uid ${ALICE.uid} --home-dir /srv/alice --create-home --shell /bin/sh ${ALICE.name}
rm -f /etc/subuid /etc/subgid
mkdir -p ${RUN} /srv/alice/.config/containers /var/tmp/image/bin
mount -t tmpfs -o mode=700,uid=${ALICE.uid},gid=${ALICE.uid} tmpfs ${RUN}
mkdir ${RUN}/podman
printf '[containers]\\nkeyring=false\\nnetns="none"\\nutsns="host"\\nipcns="host"\\ndefault_sysctls=[]\\ndefault_ulimits=[]\\n' >/srv/alice/.config/containers/containers.conf
printf '[engine]\\ncgroup_manager="cgroupfs"\\nruntime="runc"\\nevents_logger="file"\\n' >>/srv/alice/.config/containers/containers.conf
printf '[storage]\\ndriver="vfs"\\n[storage.options.vfs]\\nignore_chown_errors="true"\\n' >/srv/alice/.config/containers/storage.conf
chown -R ${ALICE.name}: /srv/alice ${RUN}
cp /bin/busybox /var/tmp/image/bin/
ln -s busybox /var/tmp/image/bin/sh
ln -s busybox /var/tmp/image/bin/sleep
tar -c -f /var/tmp/image.tar -C /var/tmp/image .
systemctl start alice-podman
tries=0
while [ ! -S ${RUN}/podman/podman.sock ] && [ "$tries" -lt 100 ]; do sleep 0.1; tries=$((tries + 1)); done
${PODMAN} import - hyperion/busybox:1 </var/tmp/image.tar
${PODMAN} run -d --name web hyperion/busybox:1 sh -c 'trap "exit 7" TERM; echo up; while :; do sleep 0.1; done'
`

/** Takes a `alice-podman.service` that is {@link PODMAN_UNIT}. */
export async function startRootlessPodman(systemd: RealSystemd): Promise<void> {
  await systemd.shell('exec sh -s 2>&1', SCRIPT)
}
