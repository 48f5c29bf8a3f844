import type { AddressInfo, Server } from 'node:net'
import { SSH_PASSWORD } from '../sshd/index.ts'
import { passOn } from './pass-on.ts'
import type { RealSystemd } from './real-systemd.ts'

const DOOR = '/run/door.sock'
const CONFIG = '/etc/ssh/door_config'

/** A server for each connection, as systemd starts it; the container has a network of its own, so that it listens at a path. */
export const SSHD_UNITS = {
  'door.socket': `[Socket]\nListenStream=${DOOR}\nAccept=yes\n`,
  'door@.service': `[Service]\nExecStart=-/usr/sbin/sshd -i -f ${CONFIG}\nStandardInput=socket\nRuntimeDirectory=sshd\nRuntimeDirectoryPreserve=yes\n`,
}

const PREPARE = `set -e
mkdir -p /etc/ssh
ssh-keygen -q -t ed25519 -N '' -f /etc/ssh/door_key
printf '%s\\n' 'HostKey /etc/ssh/door_key' 'UsePAM no' 'UseDNS no' 'PasswordAuthentication yes' 'MaxStartups 100' >${CONFIG}
systemctl start door.socket
`

/** The OpenSSH server of a systemd that was started with {@link SSHD_UNITS}. */
export class SystemdSshd {
  readonly port: number
  readonly #server: Server

  private constructor(server: Server) {
    this.#server = server
    this.port = (server.address() as AddressInfo).port
  }

  /** With these accounts, by name, each of the groups that it is put into; all have {@link SSH_PASSWORD}. */
  static async start(systemd: RealSystemd, accounts: Readonly<Record<string, readonly string[]>>): Promise<SystemdSshd> {
    await systemd.shell('exec sh -s', PREPARE)
    for (const [name, groups] of Object.entries(accounts)) {
      const further = groups.length === 0 ? '' : `--groups ${groups.join(',')}`
      await systemd.shell(
        `PATH=/usr/sbin:/usr/bin:/sbin:/bin; useradd --create-home --home-dir /srv/${name} --shell /bin/sh ${further} ${name}`,
        '',
      )
      await systemd.shell('PATH=/usr/sbin:/usr/bin:/sbin:/bin; chpasswd --crypt-method SHA512', `${name}:${SSH_PASSWORD}\n`)
    }
    return new SystemdSshd(await passOn({ port: 0, host: '127.0.0.1' }, { path: systemd.root + DOOR }))
  }

  stop(): void {
    this.#server.close()
  }
}
