import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { systemClock } from '@hyperion/ports/clock'
import { RealSystemd } from '@hyperion/testkit/systemd'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { programOf } from './programs.ts'
import { createSystemd } from './systemd.ts'

describe('what a service runs', () => {
  const root = mkdtempSync(join(tmpdir(), 'hyperion-programs-'))
  const put = (path: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), '')
  }
  const fileOf = (...command: string[]) => programOf(command, '/srv/shop', root)?.file ?? null

  beforeAll(() => {
    for (const path of ['/usr/bin/node', '/usr/sbin/nginx', '/usr/local/bin/tool', '/opt/shop/1/serve', '/opt/shop/2/serve']) put(path)
    for (const path of ['/srv/shop/server.js', '/srv/app.jar', '/etc/nginx/nginx.conf']) put(path)
    symlinkSync('usr/bin', join(root, 'bin'))
    symlinkSync('/opt/shop/2', join(root, 'opt/shop/current'))
    symlinkSync('round', join(root, 'opt/round'))
  })
  afterAll(() => rmSync(root, { recursive: true }))

  it.each([
    [['/opt/shop/1/serve', '--port', '80'], '/opt/shop/1/serve'],
    [['/opt/shop/current/serve'], '/opt/shop/2/serve'],
    [['/usr/local/bin/tool'], '/usr/local/bin/tool'],
    [['/bin/node', '--enable-source-maps', 'server.js'], '/srv/shop/server.js'],
    [['/usr/bin/node', '-jar', '/srv/app.jar'], '/srv/app.jar'],
    [['/usr/bin/node', '../../opt/shop/current/../1/serve'], '/opt/shop/1/serve'],
    [['/usr/sbin/nginx', '-c', '/etc/nginx/nginx.conf'], null],
    [['/usr/bin/node', '-c', 'exec /opt/shop/1/serve'], null],
    [['/opt/gone'], null],
    [['/opt/round'], null],
    [['/opt/shop'], null],
    [['relative'], null],
    [[], null],
  ])('%j is %s', (command, file) => {
    expect(fileOf(...command)).toBe(file)
  })

  it('tells when the file was changed last', () => {
    const { mtimeMs } = statSync(join(root, 'srv/app.jar'))
    expect(programOf(['/srv/app.jar'], '/', root)).toEqual({ file: '/srv/app.jar', changedAt: Math.floor(mtimeMs) })
  })
})

describe('a real systemd', () => {
  const RELEASES = `set -e
mkdir -p /opt/shop/1 /opt/shop/2
for release in 1 2; do printf "#!/bin/sh\\nexec sleep infinity\\n" > /opt/shop/$release/serve; chmod +x /opt/shop/$release/serve; done
ln -s 1 /opt/shop/current
`
  let systemd: RealSystemd
  beforeAll(async () => {
    systemd = await RealSystemd.start({
      'shop.service': '[Service]\nExecStart=/opt/shop/current/serve\n',
      'script.service': '[Service]\nWorkingDirectory=/opt/shop\nExecStart=/bin/sh current/serve\n',
      'plain.service': '[Service]\nExecStart=/bin/sleep infinity\n',
    })
    await systemd.shell(RELEASES, '')
    await systemd.systemctl('start', 'shop', 'script', 'plain')
  })
  afterAll(() => systemd.stop())

  it('tells the program as it was when its service began, and another one once it is started anew', async () => {
    const listing = createSystemd({ socket: systemd.socket, root: systemd.root, clock: systemClock, monotonic: () => performance.now() })
    const running = async () => {
      const units = await listing.list()
      return ['shop', 'script', 'plain'].map((name) => units.find((unit) => unit.name === name)?.program?.file)
    }
    expect(await running()).toEqual(['/opt/shop/1/serve', '/opt/shop/1/serve', undefined])
    await systemd.shell('ln -sfn 2 /opt/shop/current', '')
    expect(await running()).toEqual(['/opt/shop/1/serve', '/opt/shop/1/serve', undefined])
    await systemd.systemctl('restart', 'shop')
    expect(await running()).toEqual(['/opt/shop/2/serve', '/opt/shop/1/serve', undefined])
  })
})
