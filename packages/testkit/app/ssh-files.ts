import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Sshd } from '@hyperion/testkit/sshd'
import { expect } from 'vitest'
import { eventually } from '../eventually/index.ts'
import { sshHost } from './ssh-host.ts'
import { type TestApp, testApp } from './test-app.ts'

/** Of the account that the server lets in. */
const UID = 39_001
const GID = 65_534

/** Files of the account of a real SSH server, in one root, as they are changed over HTTP. */
export class SshFiles {
  readonly base = mkdtempSync(join(tmpdir(), 'hyperion-ssh-files-'))
  readonly root = join(this.base, 'root')
  readonly sshd: Sshd
  readonly hub: TestApp
  readonly there: Awaited<ReturnType<typeof sshHost>>

  private constructor(sshd: Sshd, hub: TestApp, there: Awaited<ReturnType<typeof sshHost>>) {
    this.sshd = sshd
    this.hub = hub
    this.there = there
  }

  static async start(): Promise<SshFiles> {
    const sshd = await Sshd.start()
    const hub = await testApp()
    const files = new SshFiles(sshd, hub, await sshHost(hub, sshd))
    chmodSync(files.base, 0o755)
    files.own(sshd.path('home'))
    await files.open(files.root)
    return files
  }

  async stop(): Promise<void> {
    await this.hub.close()
    await this.sshd.stop()
    rmSync(this.base, { recursive: true, force: true })
  }

  /** An empty root. */
  clear(): void {
    rmSync(this.root, { recursive: true, force: true })
    mkdirSync(this.root)
    this.own(this.root)
  }

  async open(...roots: readonly string[]): Promise<void> {
    await this.there.call('PUT', `/api/ssh-hosts/${this.there.host}/tier`, { tier: 'full', file_roots: roots })
  }

  own(path: string): string {
    chownSync(path, UID, GID)
    return path
  }

  at(name: string): string {
    return join(this.root, name)
  }

  put(name: string, content: string | Buffer = ''): string {
    writeFileSync(this.at(name), content)
    return this.own(this.at(name))
  }

  folder(name: string): string {
    mkdirSync(this.at(name))
    return this.own(this.at(name))
  }

  /** What is in the root, its trash aside. */
  names(): readonly string[] {
    return readdirSync(this.root)
      .filter((name) => name !== '.hyperion-trash')
      .sort()
  }

  /** What was left half made. */
  leftOvers(): readonly string[] {
    return this.names().filter((name) => name.startsWith('.hyperion-'))
  }

  async change(verb: string, body: object) {
    const url = `/api/hosts/${this.there.host}/files/${verb}?wait=30`
    const answer = await this.there.call('POST', url, { reason: 'a test', ...body })
    return { status: answer.statusCode, ...answer.json() }
  }

  /** The failure that a change comes to; undefined where it succeeds. */
  async why(verb: string, body: object): Promise<string | undefined> {
    return (await this.change(verb, body)).details?.reason?.[0]
  }

  /** Whether its connection is there again. */
  async reconnected(): Promise<void> {
    await eventually(async () => {
      await this.hub.clock.advance(5000)
      expect((await this.there.call('GET', `/api/hosts/${this.there.host}/capabilities`)).json().capabilities).not.toBeNull()
    })
  }

  async undo({ action }: { readonly action: { readonly id: string } }) {
    return (await this.there.call('POST', `/api/actions/${action.id}/undo?wait=30`, { reason: 'a test' })).json()
  }

  async send(path: '/content' | '/upload', query: Record<string, string>, payload: string | Buffer, headers = {}) {
    const authorization = `Bearer ${await this.hub.token('admin')}`
    const answer = await this.hub.app.inject({
      method: 'PUT',
      url: `/api/hosts/${this.there.host}/files${path}`,
      query: { reason: 'a test', ...query },
      headers: { authorization, 'content-type': 'application/octet-stream', ...headers },
      payload,
    })
    return { status: answer.statusCode, ...answer.json() }
  }

  async trash() {
    return (await this.there.read('file.trash', {})).rows
  }
}
