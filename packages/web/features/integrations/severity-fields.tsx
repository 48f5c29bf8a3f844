import type { IntegrationRow, Severity } from '@hyperion/wire/inbound'
import { SEVERITIES } from '@hyperion/wire/inbound'
import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { IconPlus, IconTrash } from '../../app/icons.ts'
import { linesOf, type SeverityLine, withLine } from './draft.ts'
import type { FieldsProps } from './fields-props.ts'
import styles from './integrations.module.css'
import { useKinds } from './queries.ts'

/** Which of the source's own words come to which severity. */
export function SeverityFields({ draft, set, errors, kind }: FieldsProps & { readonly kind: IntegrationRow['kind'] }) {
  const { t } = useTranslation()
  const defaults = useKinds().data?.results.find((each) => each.kind === kind)?.severities
  const { severities } = draft
  const change = (lines: readonly SeverityLine[]) => set({ severities: lines }, 'severities')
  const edit = (line: SeverityLine) => change(severities.map((each) => (each.key === line.key ? line : each)))
  return (
    <fieldset className={styles.fieldset}>
      <legend>{t('integrations.settings.severities')}</legend>
      <p className="muted">{t('integrations.settings.severitiesText')}</p>
      <ul className={styles.lines}>
        {severities.map((line) => (
          <li key={line.key}>
            <TextInput
              name="severities"
              aria-label={t('integrations.settings.word')}
              maxLength={100}
              autoComplete="off"
              value={line.word}
              error={errors.severities !== undefined && (line.word.trim() === '' || isTwice(line, severities))}
              onChange={(event) => edit({ ...line, word: event.currentTarget.value })}
            />
            <NativeSelect
              aria-label={t('integrations.settings.severityOf', { word: line.word })}
              data={SEVERITIES.map((value) => ({ value, label: t(`incidents.severity.${value}`) }))}
              value={line.severity}
              onChange={(event) => edit({ ...line, severity: event.currentTarget.value as Severity })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={t('integrations.settings.removeWord', { word: line.word })}
              onClick={() => change(severities.filter(({ key }) => key !== line.key))}
            >
              <IconTrash size={18} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ul>
      {errors.severities && (
        <p className={styles.refused} role="alert">
          {errors.severities}
        </p>
      )}
      <div className={styles.deeds}>
        <Button size="xs" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => change(withLine(severities))}>
          {t('integrations.settings.addWord')}
        </Button>
        {defaults && (
          <Button size="xs" variant="default" onClick={() => change(linesOf(defaults))}>
            {t('integrations.settings.defaults')}
          </Button>
        )}
      </div>
    </fieldset>
  )
}

function isTwice({ key, word }: SeverityLine, lines: readonly SeverityLine[]): boolean {
  return lines.some((each) => each.key !== key && each.word.trim().toLowerCase() === word.trim().toLowerCase())
}
