import type { OperationId } from '@hyperion/wire/actions'
import { type Telling, TOLD_AT, type Told } from './telling.ts'
import { files } from './told-files.ts'

const HOUR_MS = 3_600_000

const NGINX = { pid: 1234, startedAt: TOLD_AT - HOUR_MS, command: 'nginx: master process /usr/sbin/nginx' } as const
const PROCESS = {
  ...NGINX,
  parent: 1,
  name: 'nginx',
  user: 'root',
  protected: false,
  state: 'sleeping',
  cpuPercent: 0.4,
  memoryPercent: 0.2,
  memoryBytes: 12_582_912,
  threads: 1,
  nice: 0,
} as const
const STANDING = { load: 'loaded', active: 'active', sub: 'running', state: 'running', enabled: 'enabled' } as const
const WEB = { engine: 'docker', id: '4c01db0b339c'.repeat(5), name: 'web', image: 'nginx:1.27' } as const
const RUNNING = { already: false, state: 'running', exitCode: null, outOfMemory: false, startedAt: TOLD_AT, endedAt: null } as const
const STOPPED = { ...RUNNING, state: 'exited', exitCode: 0, endedAt: TOLD_AT } as const
const REPLY = { sequence: 1, at: TOLD_AT, from: '192.0.2.1', ms: 0.8, ttl: 64, problem: null } as const
const TALLY = { address: '192.0.2.1', sent: 1, received: 1, minMs: 0.8, averageMs: 0.8, maxMs: 0.8 } as const

const processes = {
  'process.list': { result: { at: TOLD_AT, bootedAt: TOLD_AT - 120 * HOUR_MS }, rows: [PROCESS] },
  'process.follow': {
    result: {},
    rows: [
      {
        pid: 1234,
        startedAt: NGINX.startedAt,
        facts: { parent: 1, name: 'nginx', command: NGINX.command, user: 'root', protected: false },
        figures: { state: 'sleeping', cpuPercent: 0.4, memoryPercent: 0.2, memoryBytes: 12_582_912, threads: 1, nice: 0 },
      },
    ],
    waits: true,
  },
  'process.detail': {
    result: {
      at: TOLD_AT,
      ...PROCESS,
      arguments: ['nginx:', 'master', 'process', '/usr/sbin/nginx'],
      argumentsCut: false,
      uid: 0,
      group: 'root',
      groups: ['root'],
      workingDirectory: '/',
      executable: '/usr/sbin/nginx',
      openFiles: 12,
      cgroup: '/system.slice/nginx.service',
      unit: 'nginx.service',
      container: null,
      limits: [{ name: 'Max open files', soft: 1024, hard: 524_288, unit: 'files' }],
      sockets: [{ protocol: 'tcp', state: 'listening', local: '0.0.0.0:80', remote: '' }],
      socketCount: 1,
      threadList: [{ id: 1234, name: 'nginx', state: 'sleeping', cpuSeconds: 1.5 }],
      memory: {
        virtualBytes: 58_720_256,
        peakBytes: 60_817_408,
        sharedBytes: 8_388_608,
        swapBytes: 0,
        proportionalBytes: 9_437_184,
        privateBytes: 4_194_304,
      },
      io: { readBytes: 4096, writtenBytes: 8192 },
      cpuSeconds: { user: 1, system: 0.5 },
      oomScore: 0,
      parents: [{ pid: 1, name: 'systemd', startedAt: TOLD_AT - 120 * HOUR_MS }],
    },
  },
  'process.files': {
    result: { total: 1 },
    rows: [{ descriptor: 3, kind: 'file', path: '/var/log/nginx/access.log', deleted: false }],
  },
  'process.signal': { result: { ended: true, undo: null } },
  'process.renice': { result: { before: 0, nice: 10, undo: { operation: 'process.renice', params: { ...NGINX, nice: 0 } } } },
} satisfies Partial<{ [O in OperationId]: Telling<O> }>

const units = {
  'unit.list': {
    result: { at: TOLD_AT, source: 'systemd' },
    rows: [
      {
        name: 'nginx.service',
        kind: 'service',
        description: 'A high performance web server',
        ...STANDING,
        since: NGINX.startedAt,
        protected: false,
      },
    ],
  },
  'unit.detail': {
    result: {
      name: 'nginx.service',
      description: 'A high performance web server',
      ...STANDING,
      since: NGINX.startedAt,
      names: ['nginx.service'],
      documentation: ['man:nginx(8)'],
      fragment: '/usr/lib/systemd/system/nginx.service',
      dropIns: [],
      needsReload: false,
      mainPid: 1234,
      memoryBytes: 12_582_912,
      tasks: 3,
      cpuMs: 1500,
      restarts: 0,
      result: 'success',
      exit: null,
      restart: 'on-failure',
      user: '',
      command: '/usr/sbin/nginx -g daemon on; master_process on;',
      cgroup: '/system.slice/nginx.service',
      can: { start: true, stop: true, reload: true },
      requires: ['system.slice'],
      wants: ['network-online.target'],
      bindsTo: [],
      partOf: [],
      conflicts: ['shutdown.target'],
      after: ['network-online.target'],
      before: ['multi-user.target'],
      requiredBy: [],
      wantedBy: ['multi-user.target'],
      boundBy: [],
      triggers: [],
      triggeredBy: [],
      protected: false,
    },
  },
  'unit.files': {
    result: { files: [{ path: '/usr/lib/systemd/system/nginx.service', text: '[Unit]\nDescription=A web server\n', cut: false }] },
  },
  'unit.timers': {
    result: { at: TOLD_AT },
    rows: [
      {
        name: 'backup.timer',
        description: 'Backs up every night',
        active: 'active',
        starts: 'backup.service',
        next: TOLD_AT + HOUR_MS,
        last: TOLD_AT - 23 * HOUR_MS,
        schedule: ['*-*-* 13:00:00'],
        persistent: true,
      },
    ],
  },
  'unit.control': {
    result: { ...STANDING, ms: 180, undo: { operation: 'unit.control', params: { unit: 'nginx.service', verb: 'stop' } } },
  },
  'unit.journal': {
    result: { more: true },
    rows: [{ at: TOLD_AT, priority: 6, message: 'Started nginx.', pid: 1, unit: 'nginx.service', cursor: 's=4f2;i=1a' }],
  },
} satisfies Partial<{ [O in OperationId]: Telling<O> }>

const network = {
  'network.overview': {
    result: {
      at: TOLD_AT,
      hostname: 'web-01',
      interfaces: [
        {
          name: 'eth0',
          state: 'up',
          up: true,
          virtual: false,
          mac: '52:54:00:12:34:56',
          mtu: 1500,
          speed: 1_000_000_000,
          addresses: [{ address: '192.0.2.10', prefix: 24, family: 'ipv4' }],
          rxBytes: 1_500_000_000,
          txBytes: 800_000_000,
          rxPackets: 1_200_000,
          txPackets: 900_000,
          rxErrors: 0,
          txErrors: 0,
          rxDropped: 3,
          txDropped: 0,
        },
      ],
      routes: [{ family: 'ipv4', destination: '0.0.0.0/0', gateway: '192.0.2.1', interface: 'eth0', metric: 100, kind: 'unicast' }],
      neighbours: [{ address: '192.0.2.1', mac: '52:54:00:ab:cd:ef', interface: 'eth0', complete: true }],
      dns: { servers: ['127.0.0.53'], search: ['example.com'], options: ['edns0'], upstream: ['192.0.2.53'] },
      truncated: false,
    },
  },
  'network.sockets': {
    result: { at: TOLD_AT, total: 1, truncated: false, unknownProcesses: 0, seesAll: true },
    rows: [
      {
        protocol: 'tcp',
        state: 'listening',
        localAddress: '0.0.0.0',
        localPort: 80,
        remoteAddress: null,
        remotePort: null,
        receiveQueue: 0,
        sendQueue: null,
        user: 'root',
        inode: 31_415,
        pid: 1234,
        process: 'nginx',
        others: 2,
      },
    ],
  },
  'network.ping': { result: { ...TALLY, method: 'icmp', note: null }, rows: [REPLY] },
  'network.traceroute': {
    result: { address: '192.0.2.1', method: 'traceroute', hops: 1, reached: true },
    rows: [{ hop: 1, address: '192.0.2.1', times: [0.8, 0.7], problem: null }],
  },
  'network.tcp': { result: TALLY, rows: [{ ...REPLY, ttl: null }] },
  'network.tls': {
    result: {
      address: '192.0.2.1',
      connectMs: 0.8,
      handshakeMs: 4.2,
      protocol: 'TLSv1.3',
      cipher: 'TLS_AES_256_GCM_SHA384',
      trusted: true,
      problem: null,
      nameMatches: true,
      chain: [
        {
          subject: 'CN=example.com',
          issuer: 'CN=Example CA',
          names: ['example.com'],
          validFrom: TOLD_AT - 24 * HOUR_MS,
          validTo: TOLD_AT + 2160 * HOUR_MS,
          serial: '0A1B2C',
          fingerprint: Array.from({ length: 32 }, () => 'AB').join(':'),
          key: 'EC prime256v1',
          selfSigned: false,
        },
      ],
    },
  },
  'network.dns': { result: { servers: ['127.0.0.53'], ms: 1.2, status: 'ok', answers: [{ value: '192.0.2.1', ttl: 300 }] } },
} satisfies Partial<{ [O in OperationId]: Telling<O> }>

const containers = {
  'container.list': {
    result: { at: TOLD_AT, engines: ['docker'], troubles: [] },
    rows: [{ ...WEB, state: 'running', exitCode: null, health: 'healthy', createdAt: NGINX.startedAt, protected: false }],
  },
  'container.inspect': {
    result: {
      ...WEB,
      imageId: 'sha256:5f3a1c',
      createdAt: NGINX.startedAt,
      state: 'running',
      pid: 4321,
      exitCode: null,
      outOfMemory: false,
      error: '',
      startedAt: NGINX.startedAt,
      endedAt: null,
      restarts: 0,
      health: { state: 'healthy', failures: 0, checks: [{ at: TOLD_AT, exitCode: 0, output: 'ok' }] },
      restartPolicy: { name: 'unless-stopped', most: 0 },
      limits: { cpus: 2, memoryBytes: 536_870_912, processes: null },
      graceS: 10,
      stopSignal: 'SIGQUIT',
      command: ['nginx', '-g', 'daemon off;'],
      user: '',
      folder: '/',
      hostname: '4c01db0b339c',
      terminal: false,
      privileged: false,
      readOnly: false,
      networkMode: 'bridge',
      logDriver: 'json-file',
      environment: ['NGINX_VERSION', 'TOKEN'],
      labels: [{ name: 'maintainer', value: 'NGINX' }],
      mounts: [{ type: 'bind', source: '/srv/site', target: '/usr/share/nginx/html', writable: false }],
      ports: [{ port: '80/tcp', address: '0.0.0.0', hostPort: 8080 }],
      networks: [{ name: 'bridge', address: '172.17.0.2', gateway: '172.17.0.1', mac: '02:42:ac:11:00:02' }],
      protected: false,
    },
  },
  'container.stats': {
    result: { ended: 'stopped' },
    rows: [
      {
        at: TOLD_AT,
        cpuPercent: 12.5,
        memoryBytes: 26_214_400,
        memoryLimitBytes: 536_870_912,
        rxBytes: 1000,
        txBytes: 2000,
        readBytes: 4096,
        writeBytes: 0,
        processes: 3,
      },
    ],
  },
  'container.logs': {
    result: { ended: 'read' },
    rows: [{ at: TOLD_AT, stream: 'stdout', text: 'start worker processes', partial: false }],
  },
  'container.start': { result: { ...RUNNING, undo: { operation: 'container.stop', params: WEB } } },
  'container.stop': { result: { ...STOPPED, undo: { operation: 'container.start', params: WEB } } },
  'container.restart': { result: { ...RUNNING, undo: null } },
  'container.pause': { result: { ...RUNNING, state: 'paused', undo: { operation: 'container.unpause', params: WEB } } },
  'container.unpause': { result: { ...RUNNING, undo: { operation: 'container.pause', params: WEB } } },
  'container.kill': { result: { ...STOPPED, exitCode: 129, undo: null } },
} satisfies Partial<{ [O in OperationId]: Telling<O> }>

const commands = {
  'command.run': {
    text: 'nginx.service restarted\n',
    result: { exitCode: 0, signal: null, durationMs: 250, outputBytes: 24, truncated: false, leftRunning: false },
  },
  'command.terminal': { bytes: 'root@web-01:~# ', result: { exitCode: 0, durationMs: 1000 }, waits: true },
} satisfies Partial<{ [O in OperationId]: Telling<O> }>

/** What a host may tell of each operation, as the catalog has it. */
export const TOLD: { readonly [O in OperationId]: Told } = { ...processes, ...units, ...files, ...network, ...containers, ...commands }
