import type { RuleRow } from '@hyperion/wire/web'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { IconChevronLeft } from '../../app/icons.ts'
import { NotFoundPage } from '../../app/shell/not-found.tsx'
import { useTitle } from '../../app/use-title.ts'
import { PanelFailure, PanelPending, PanelSkeleton } from '../hosts/panel.tsx'
import settings from '../settings/settings.module.css'
import { useRuleMetrics, useRules } from './queries.ts'
import { RuleEditor } from './rule-editor.tsx'
import { ruleName } from './rule-words.ts'
import styles from './rules.module.css'

export function NewRulePage() {
  return <Loaded rule={null} />
}

export function RulePage() {
  const { id = '' } = useParams()
  const rules = useRules()
  if (rules.isError && !rules.data) return <PanelFailure error={rules.error} retry={() => void rules.refetch()} />
  if (!rules.data) return <PanelSkeleton height={640} />
  const rule = rules.data.rules.find((each) => String(each.id) === id)
  return rule ? <Loaded key={rule.id} rule={rule} /> : <NotFoundPage />
}

/** The form of a rule, and beside it what the rule would have done. */
function Loaded({ rule }: { rule: RuleRow | null }) {
  const { t } = useTranslation()
  const query = useRuleMetrics()
  const title = rule ? ruleName(t, rule.name) : t('rules.add')
  useTitle(title, t('nav.rules'))
  return (
    <div className={`${settings.page} ${settings.wide}`}>
      <div>
        <Link to="/settings/rules" className={styles.back}>
          <IconChevronLeft size={16} aria-hidden />
          {t('rules.tabs.rules')}
        </Link>
        <h1 className={settings.title}>{title}</h1>
        {rule?.built_in && <p className="muted">{t('rules.builtInText')}</p>}
      </div>
      {query.data ? <RuleEditor rule={rule} metrics={query.data.metrics} /> : <PanelPending query={query} height={640} />}
    </div>
  )
}
