import type { EnrolmentTokenRow } from '@hyperion/wire/web'
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/use-formats.ts'
import { useNow } from '../../app/when.tsx'
import { PanelPending } from '../hosts/panel.tsx'
import settings from '../settings/settings.module.css'
import styles from './add-host.module.css'
import { revokeToken, useTokens } from './queries.ts'

/** The tokens that could still let a host in, each to be taken back. */
export function TokenList() {
  const { t } = useTranslation()
  const query = useTokens(false)
  const now = useNow(1_000)
  const open = query.data?.tokens.filter((token) => token.used_at === null && token.expires_at > now)
  if (open?.length === 0) return null
  return (
    <section className={settings.card} aria-labelledby="tokens-title">
      <h2 id="tokens-title">{t('addHost.tokens')}</h2>
      <p className="muted">{t('addHost.tokensText')}</p>
      {open ? (
        <ul className={styles.tokens}>
          {open.map((token) => (
            <Row key={token.id} token={token} now={now} />
          ))}
        </ul>
      ) : (
        <PanelPending query={query} height={56} />
      )}
    </section>
  )
}

function Row({ token, now }: { token: EnrolmentTokenRow; now: number }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const name = token.label || t('addHost.unnamed', { id: token.id })
  const revoke = async () => {
    setBusy(true)
    // Whoever used or took it back meanwhile: the list, asked for anew, says so.
    await revokeToken(client, token.id).catch(() => undefined)
    setBusy(false)
  }
  return (
    <li>
      <div>
        <strong>{name}</strong>
        <div className="muted">
          {t('addHost.tokenBy', { name: token.created_by, time: formats.duration(Math.ceil((token.expires_at - now) / 1000) * 1000) })}
        </div>
      </div>
      <Button variant="default" size="xs" loading={busy} aria-label={t('addHost.revokeOf', { name })} onClick={() => void revoke()}>
        {t('addHost.revoke')}
      </Button>
    </li>
  )
}
