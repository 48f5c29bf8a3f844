import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { snippetOf } from '@hyperion/wire/check'
import type { TestCertificate } from '../tls/index.ts'

const PROGRAM = '/usr/sbin/nginx'
const READY_TRIES = 2400

export interface NginxOptions {
  readonly port: number
  /** Inside `server { }`. */
  readonly server: string
  /** Served over TLS where given. */
  readonly certificate?: TestCertificate
}

/** A real nginx on a port of this machine. */
export class Nginx {
  readonly #child: ChildProcess
  readonly #folder: string

  private constructor(child: ChildProcess, folder: string) {
    this.#child = child
    this.#folder = folder
  }

  static async start({ port, server, certificate }: NginxOptions): Promise<Nginx> {
    if (!existsSync(PROGRAM)) throw new Error(`these tests need ${PROGRAM}: install it (apt-get install nginx)`)
    const folder = mkdtempSync(join(tmpdir(), 'hyperion-nginx-'))
    if (certificate) {
      writeFileSync(join(folder, 'cert.pem'), certificate.cert)
      writeFileSync(join(folder, 'key.pem'), certificate.key)
    }
    writeFileSync(join(folder, 'nginx.conf'), configuration(folder, port, server, certificate !== undefined))
    const child = spawn(PROGRAM, ['-c', join(folder, 'nginx.conf'), '-p', folder, '-e', join(folder, 'error.log')], { stdio: 'ignore' })
    for (let tries = 0; tries < READY_TRIES; tries++) {
      if (child.exitCode !== null) throw new Error(`nginx ended with ${child.exitCode}; its configuration is in ${folder}`)
      if (await listens(port)) return new Nginx(child, folder)
      await pause(25)
    }
    throw new Error('nginx does not listen')
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode === null) {
      this.#child.kill('SIGTERM')
      await once(this.#child, 'exit')
    }
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

/** What a proxy in front of a hub at this address has to do: to the letter what people are told to do. */
export function goodProxy(hub: string): string {
  const told = snippetOf({ code: 'upgrade_stripped', params: { server: 'nginx' } })?.text ?? ''
  return told.slice(0, told.indexOf('# outside')).replace('http://127.0.0.1:8000', hub)
}

function configuration(folder: string, port: number, server: string, tls: boolean): string {
  const certificate = tls ? `ssl_certificate ${folder}/cert.pem; ssl_certificate_key ${folder}/key.pem;` : ''
  const bodies = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${folder}/${kind};`)
  return `daemon off; worker_processes 1; pid ${folder}/nginx.pid; error_log ${folder}/error.log;
events {}
http {
  access_log off; ${bodies.join(' ')}
  map $http_upgrade $connection_upgrade { default upgrade; '' close; }
  server { listen 127.0.0.1:${port}${tls ? ' ssl' : ''}; ${certificate}
  ${server} }
}
`
}

async function listens(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  return once(socket, 'connect').then(
    () => {
      socket.destroy()
      return true
    },
    () => false,
  )
}
