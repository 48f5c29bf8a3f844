import type { HostInventory } from '@hyperion/domain/hosts'
import type { Reading } from '@hyperion/domain/metrics'
import { type RemoteHosts, type RemoteReader, UnreadableAnswer } from '@hyperion/ports/remote-host'
import { type SshClient, type SshConnection, SshFailure, type SshFailureKind, type SshLimits, type SshLogin } from '@hyperion/ports/ssh'

export type NotReachedKind =
  | SshFailureKind
  /** The host printed something else than its script does. */
  | 'answer'
  /** The secret that is known may not be sent to where it would go now. */
  | 'secret_needed'
  /** The secret was sealed with a key that this hub has no longer. */
  | 'secret_lost'

/** A host could not be watched; the message says why without naming it. */
export class NotReached extends Error {
  override readonly name = 'NotReached'
  readonly kind: NotReachedKind

  constructor(kind: NotReachedKind, message: string) {
    super(message)
    this.kind = kind
  }
}

/** Whatever the shell of the account, this is understood. An account that may run one thing only runs that. */
const COMMAND = 'exec /bin/sh -s'

/** Some 15 KiB are usual; a large machine with many disks and interfaces takes ten times that. */
export const ANSWER_LIMITS: SshLimits = { ms: 10_000, bytes: 512 * 1024 }

/** Has the host print a sample and takes it in. Rejects with {@link NotReached}. */
export async function readInto(
  reader: RemoteReader,
  connection: SshConnection,
  { script }: RemoteHosts,
  limits: SshLimits = ANSWER_LIMITS,
): Promise<void> {
  await explained(async () => reader.take(await connection.run(COMMAND, script, limits)))
}

/** Rejects with {@link NotReached} where a client or a reader has its own words. */
export async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw reasonOf(error)
  }
}

export function reasonOf(error: unknown): unknown {
  if (error instanceof SshFailure) return new NotReached(error.kind, error.message)
  if (error instanceof UnreadableAnswer) return new NotReached('answer', error.message)
  return error
}

/** What a host told when it was tried out. */
export interface FirstSample {
  readonly inventory: HostInventory
  readonly readings: readonly Reading[]
}

/** Signs in for real and takes one sample. Rejects with {@link NotReached}. */
export async function tryOut(
  client: SshClient,
  remote: RemoteHosts,
  login: SshLogin,
  log: (message: string) => void,
): Promise<FirstSample> {
  const connection = await explained(() => client.connect(login))
  try {
    const reader = remote.createReader(log)
    await readInto(reader, connection, remote)
    const inventory = reader.inventory()
    if (!inventory) throw new NotReached('answer', 'it did not say what it is')
    return { inventory, readings: await explained(async () => reader.live()) }
  } finally {
    connection.end()
  }
}
