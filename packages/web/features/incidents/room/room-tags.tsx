import type { IncidentAnswer } from '@hyperion/wire/incidents'
import { Autocomplete, CloseButton } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCollection } from '../../services/queries.ts'
import { addTags, removeTag } from '../queries.ts'
import type { Deeds } from '../use-deeds.ts'
import styles from './room-tags.module.css'

const LONGEST = 50

/** Tags, taken off with a cross and added by their name; those that exist are offered. */
export function RoomTags({ incident, deeds }: { incident: IncidentAnswer; deeds?: Deeds }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const known = useCollection('tags').data ?? []
  const [text, setText] = useState('')
  const own = incident.tags.map(({ name }) => name)
  const add = async (name: string) => {
    const tag = name.trim()
    if (!deeds || tag === '' || own.includes(tag)) return setText('')
    if (await deeds.attempt(() => addTags(client, incident.short_id, [tag]))) setText('')
  }
  return (
    <div className={styles.tags}>
      {incident.tags.length === 0 && !deeds && <span className="muted">{t('incidents.noTags')}</span>}
      {incident.tags.map(({ id, name, color }) => (
        <span key={id} className={styles.tag}>
          <span className={styles.tagColor} style={{ background: color }} aria-hidden />
          {name}
          {deeds && (
            <CloseButton
              size="xs"
              disabled={deeds.busy}
              aria-label={t('incidents.untag', { tag: name })}
              onClick={() => void deeds.attempt(() => removeTag(client, incident.short_id, name))}
            />
          )}
        </span>
      ))}
      {deeds && (
        <form
          className={styles.tagField}
          onSubmit={(event) => {
            event.preventDefault()
            void add(text)
          }}
        >
          <Autocomplete
            size="xs"
            name="tag"
            aria-label={t('incidents.addTag')}
            placeholder={t('incidents.addTag')}
            maxLength={LONGEST}
            data={known.map(({ name }) => name).filter((name) => !own.includes(name))}
            value={text}
            onChange={setText}
            onOptionSubmit={(name) => void add(name)}
          />
        </form>
      )}
    </div>
  )
}
