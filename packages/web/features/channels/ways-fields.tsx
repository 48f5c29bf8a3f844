import { Checkbox, NativeSelect, Switch, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/use-formats.ts'
import { useHosts } from '../hosts/queries.ts'
import styles from './channels.module.css'
import { type ChannelDraft, LEVELS, REMINDERS } from './draft.ts'

interface WaysFieldsProps {
  readonly draft: ChannelDraft
  readonly errors: Readonly<Record<string, string | undefined>>
  readonly onChange: (part: Partial<ChannelDraft>, field?: string) => void
}

/** What a channel is told, and when: alike for every kind. */
export function WaysFields({ draft, errors, onChange }: WaysFieldsProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const hosts = useHosts().data?.hosts ?? []
  const minutes = [...new Set([...REMINDERS, draft.remindAfter])].sort((a, b) => a - b)
  return (
    <>
      <Checkbox.Group
        label={t('channels.levels')}
        value={[...draft.levels]}
        error={errors.notify_on}
        onChange={(values) => onChange({ levels: LEVELS.filter((level) => values.includes(level)) }, 'notify_on')}
      >
        <div className={styles.checks}>
          {LEVELS.map((level) => (
            <Checkbox key={level} name="notify_on" value={level} label={t(`channels.level.${level}`)} />
          ))}
        </div>
      </Checkbox.Group>
      <Switch
        label={t('channels.recovery')}
        checked={draft.recovery}
        onChange={(event) => onChange({ recovery: event.currentTarget.checked })}
      />
      <NativeSelect
        name="remind_after"
        label={t('channels.remind')}
        description={t('channels.remindText')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={minutes.map((each) => ({
          value: String(each),
          label: each === 0 ? t('channels.never') : t('channels.after', { duration: formats.duration(each * 60_000) }),
        }))}
        value={String(draft.remindAfter)}
        onChange={(event) => onChange({ remindAfter: Number(event.currentTarget.value) })}
      />
      <TextInput
        name="group_wait"
        label={t('channels.wait')}
        description={t('channels.waitText')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        inputMode="numeric"
        value={draft.groupWait}
        error={errors.group_wait}
        onChange={(event) => onChange({ groupWait: event.currentTarget.value }, 'group_wait')}
      />
      {hosts.length > 1 && (
        <Checkbox.Group
          label={t('channels.hosts')}
          description={t('channels.hostsText')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={[...draft.hosts]}
          onChange={(chosen) => onChange({ hosts: chosen })}
        >
          <div className={styles.hosts}>
            {hosts.map(({ id, name }) => (
              <Checkbox key={id} value={String(id)} label={name} />
            ))}
          </div>
        </Checkbox.Group>
      )}
    </>
  )
}
