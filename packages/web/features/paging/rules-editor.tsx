import type { ContactMethodRow, RuleRow } from '@hyperion/wire/escalation'
import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconPlus, IconTrash } from '../../app/icons.ts'
import { FormError } from '../session/gate.tsx'
import settings from '../settings/settings.module.css'
import styles from './paging.module.css'
import { saveRules } from './queries.ts'
import { wayName } from './way-words.ts'

const URGENCIES = ['urgent', 'other'] as const

interface Draft {
  readonly key: number
  readonly urgency: RuleRow['urgency']
  readonly delay: string
  readonly method: string
}

interface RulesEditorProps {
  readonly rules: readonly RuleRow[]
  readonly methods: readonly ContactMethodRow[]
  readonly onSaid: (words: string) => void
}

/** By which way one is reached how long after being paged. */
export function RulesEditor({ rules, methods, onSaid }: RulesEditorProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [drafts, setDrafts] = useState<readonly Draft[]>(() =>
    rules.map(({ urgency, delay_minutes, method }, key) => ({ key, urgency, delay: String(delay_minutes), method })),
  )
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState('')
  const wrong = drafts.some(({ delay }) => !isDelay(delay))
  const change = (key: number, part: Partial<Draft>) =>
    setDrafts((before) => before.map((each) => (each.key === key ? { ...each, ...part } : each)))
  const add = (urgency: Draft['urgency']) =>
    setDrafts((before) => [...before, { key: Math.max(0, ...before.map(({ key }) => key)) + 1, urgency, delay: '0', method: 'mail' }])
  const save = async () => {
    setBusy(true)
    setFailure('')
    try {
      await saveRules(
        client,
        drafts.map(({ urgency, delay, method }) => ({ urgency, delay_minutes: Number(delay), method })),
      )
      onSaid(t('paging.rulesSaved'))
    } catch (error) {
      setFailure(error instanceof Error ? error.message : t('error.hub'))
    } finally {
      setBusy(false)
    }
  }
  return (
    <section className={settings.card} aria-label={t('paging.rules')}>
      {URGENCIES.map((urgency) => (
        <div key={urgency} className={styles.rules}>
          <h2>{t(`paging.urgency.${urgency}`)}</h2>
          {drafts.every((each) => each.urgency !== urgency) && <p className="muted">{t('paging.usual')}</p>}
          {drafts
            .filter((each) => each.urgency === urgency)
            .map(({ key, delay, method }, at) => (
              <div key={key} className={styles.rule}>
                <TextInput
                  label={t('paging.ruleDelay')}
                  inputMode="numeric"
                  value={delay}
                  error={isDelay(delay) ? undefined : t('paging.delayWrong')}
                  onChange={(event) => change(key, { delay: event.currentTarget.value })}
                />
                <NativeSelect
                  label={t('paging.ruleMethod')}
                  data={methods.map((each) => ({ value: each.id, label: wayName(t, each) }))}
                  value={method}
                  onChange={(event) => change(key, { method: event.currentTarget.value })}
                />
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size="lg"
                  aria-label={t('paging.removeRule', { number: at + 1 })}
                  onClick={() => setDrafts((before) => before.filter((each) => each.key !== key))}
                >
                  <IconTrash size={18} aria-hidden />
                </ActionIcon>
              </div>
            ))}
          <Button size="xs" variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => add(urgency)}>
            {t('paging.addRule')}
            <span className="visually-hidden"> ({t(`paging.urgency.${urgency}`)})</span>
          </Button>
        </div>
      ))}
      {failure !== '' && <FormError>{failure}</FormError>}
      <div>
        <Button loading={busy} disabled={wrong} onClick={() => void save()}>
          {t('paging.saveRules')}
        </Button>
      </div>
    </section>
  )
}

function isDelay(text: string): boolean {
  return /^\d{1,4}$/.test(text.trim()) && Number(text) <= 1440
}
