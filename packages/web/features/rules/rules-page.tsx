import type { RuleRow } from '@hyperion/wire/web'
import { Button, Switch } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { IconAlertTriangle, IconCircleCheck, IconPlayerStop, IconPlus } from '../../app/icons.ts'
import { useFormats } from '../../app/use-formats.ts'
import { useSubmit } from '../../app/use-submit.ts'
import { useTitle } from '../../app/use-title.ts'
import panel from '../hosts/panel.module.css'
import { PanelEmpty, PanelPending } from '../hosts/panel.tsx'
import { FormError } from '../session/gate.tsx'
import { usePermitted } from '../session/session.ts'
import settings from '../settings/settings.module.css'
import { saveRule, useRuleMetrics, useRules } from './queries.ts'
import { ruleLine, ruleName } from './rule-words.ts'
import styles from './rules.module.css'
import { RulesTabs } from './rules-tabs.tsx'

/** Everything that is watched beside the thresholds. */
export function RulesPage() {
  const { t } = useTranslation()
  const query = useRules()
  const permitted = usePermitted('config')
  useTitle(t('rules.tabs.rules'))
  return (
    <div className={`${settings.page} ${settings.wide}`}>
      <div>
        <h1 className={settings.title}>{t('nav.rules')}</h1>
        <p className="muted">{t('rules.lead')}</p>
      </div>
      <div className={styles.bar}>
        <RulesTabs />
        {permitted && (
          <Button component={Link} to="/settings/rules/new" leftSection={<IconPlus size={18} aria-hidden />}>
            {t('rules.add')}
          </Button>
        )}
      </div>
      <section className={styles.list} aria-label={t('rules.tabs.rules')}>
        {query.data ? <List rules={query.data.rules} permitted={permitted} /> : <PanelPending query={query} height={320} />}
      </section>
    </div>
  )
}

function List({ rules, permitted }: { rules: readonly RuleRow[]; permitted: boolean }) {
  const { t } = useTranslation()
  if (rules.length === 0) return <PanelEmpty>{t('rules.none')}</PanelEmpty>
  return (
    <ul className={styles.rules}>
      {rules.map((rule) => (
        <Rule key={rule.id} rule={rule} permitted={permitted} />
      ))}
    </ul>
  )
}

function Rule({ rule, permitted }: { rule: RuleRow; permitted: boolean }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const client = useQueryClient()
  const metrics = useRuleMetrics().data?.metrics
  const { busy, failure, run } = useSubmit([] as readonly never[])
  const { id, built_in, firing, updated_at, updated_by, ...request } = rule
  return (
    <li data-rule={rule.name}>
      <RuleState rule={rule} />
      <div className={styles.what}>
        <Link to={`/settings/rules/${id}`}>{ruleName(t, rule.name)}</Link>
        {built_in && <span className={styles.mark}>{t('rules.builtIn')}</span>}
        <div className={panel.sub}>{metrics && ruleLine(t, formats, rule, metrics)}</div>
        {failure && <FormError>{failure}</FormError>}
      </div>
      {permitted && (
        <Switch
          aria-label={t('rules.watch', { name: ruleName(t, rule.name) })}
          checked={rule.enabled}
          disabled={busy}
          onChange={() => void run(() => saveRule(client, id, { ...request, enabled: !rule.enabled }))}
        />
      )}
    </li>
  )
}

function RuleState({ rule: { id, enabled, firing } }: { rule: RuleRow }) {
  const { t } = useTranslation()
  if (!enabled)
    return (
      <span className={panel.tag} data-tone="quiet">
        <IconPlayerStop size={18} aria-hidden />
        {t('rules.off')}
      </span>
    )
  if (firing === 0)
    return (
      <span className={panel.tag} data-tone="good">
        <IconCircleCheck size={18} aria-hidden />
        {t('rules.calm')}
      </span>
    )
  return (
    <Link to={`/alerts?rule=rule:${id}`} className={panel.tag} data-tone="warn">
      <IconAlertTriangle size={18} aria-hidden />
      {t('rules.firing', { count: firing })}
    </Link>
  )
}
