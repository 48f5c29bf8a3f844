import type { NewSshHostAnswer, SshProbeAnswer } from '@hyperion/wire/web'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { AccountStep } from './account-step.tsx'
import { AddressStep } from './address-step.tsx'
import { FirstSample } from './first-sample.tsx'
import { HostKeyStep } from './host-key-step.tsx'
import { addSshHost } from './queries.ts'

interface SshFormProps {
  /** Once the first sample was seen. */
  readonly onAdded: (hostId: number) => void
}

interface Address {
  readonly address: string
  readonly port: string
}

/** From an address to a host that is watched over SSH: nothing secret is asked for before its key was confirmed. */
export function SshForm({ onAdded }: SshFormProps) {
  const client = useQueryClient()
  const [at, setAt] = useState<Address>({ address: '', port: '22' })
  const [shown, setShown] = useState<SshProbeAnswer | null>(null)
  const [confirmed, setConfirmed] = useState(false)
  const [added, setAdded] = useState<NewSshHostAnswer | null>(null)
  const back = () => {
    setShown(null)
    setConfirmed(false)
  }
  if (added) return <FirstSample added={added} onDone={() => onAdded(added.host.id)} />
  if (!shown) return <AddressStep at={at} onChange={setAt} onShown={setShown} />
  if (!confirmed) return <HostKeyStep shown={shown} onConfirm={() => setConfirmed(true)} onBack={back} />
  return <AccountStep at={shown} send={(body) => addSshHost(client, body)} onDone={setAdded} onBack={back} />
}
