import type { TeamRow } from '@hyperion/wire/services'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconUserCheck, IconUsers } from '../../app/icons.ts'
import { useTitle } from '../../app/use-title.ts'
import panel from '../hosts/panel.module.css'
import reports from '../reports/reports.module.css'
import { usePermitted } from '../session/session.ts'
import settings from '../settings/settings.module.css'
import { AddButton, type CatalogAddress, CatalogHead, CatalogList, useCatalogAddress, useChosen } from './catalog-page.tsx'
import { DeleteDialog } from './delete-dialog.tsx'
import { useCollection } from './queries.ts'
import { RowMenu } from './row-menu.tsx'
import styles from './services.module.css'
import { ServicesTabs } from './services-tabs.tsx'
import { TeamDialog } from './team-dialog.tsx'

/** Who looks after services, and who of them is on call. */
export function TeamsPage() {
  const { t } = useTranslation()
  const query = useCollection('teams')
  const address = useCatalogAddress()
  const permitted = usePermitted('config')
  const [said, setSaid] = useState('')
  useTitle(t('services.teams'), t('nav.services'))
  const close = (words = '') => {
    setSaid(words)
    address.close()
  }
  const add = permitted && <AddButton onClick={() => address.open('add')}>{t('services.addTeam')}</AddButton>
  return (
    <div className={`${settings.page} ${settings.wide}`}>
      <CatalogHead
        title={t('nav.services')}
        lead={t('services.teamsLead')}
        said={said}
        address={address}
        searchLabel={t('services.searchTeams')}
        tabs={<ServicesTabs />}
        add={add}
      />
      <CatalogList
        query={query}
        label={t('services.teams')}
        search={address.search}
        textOf={({ name, description, members }) => [name, description, ...members.map(({ username }) => username)].join(' ')}
        empty={{ icon: IconUsers, title: t('services.noTeams'), text: t('services.noTeamsText') }}
        add={add}
        row={(team) => <Row team={team} permitted={permitted} address={address} />}
      />
      {permitted && <Dialogs teams={query.data} address={address} onClose={close} />}
    </div>
  )
}

function Row({ team, permitted, address }: { team: TeamRow; permitted: boolean; address: CatalogAddress }) {
  const { t } = useTranslation()
  const owned = useOwned(team.id)
  const { id, name, description, members, slack_channel_id, current_on_call: onCall } = team
  return (
    <>
      <div className={reports.state}>
        <span className={panel.tag} data-tone={onCall ? 'good' : 'quiet'}>
          <IconUserCheck size={16} aria-hidden />
          {onCall ? t('services.onCall', { username: onCall.username }) : t('services.nobodyOnCall')}
        </span>
      </div>
      <div className={reports.what}>
        <div className={reports.name}>
          {permitted ? (
            <button type="button" className={reports.open} onClick={() => address.open('edit', id)}>
              {name}
            </button>
          ) : (
            name
          )}
          {slack_channel_id !== null && <span className={reports.kind}>Slack {slack_channel_id}</span>}
        </div>
        {description !== '' && <div className={panel.sub}>{description}</div>}
        <div className={panel.sub}>{members.map(({ username }) => username).join(', ') || t('services.noMembers')}</div>
      </div>
      <div className={`muted ${styles.hosts}`}>{t('services.owns', { count: owned.length })}</div>
      {permitted && (
        <div className={styles.menu}>
          <RowMenu name={name} onEdit={() => address.open('edit', id)} onDelete={() => address.open('delete', id)} />
        </div>
      )}
    </>
  )
}

function useOwned(team: string | undefined): readonly string[] {
  const services = useCollection('services').data ?? []
  return services.filter(({ owner_team }) => owner_team !== null && owner_team.id === team).map(({ name }) => name)
}

interface DialogsProps {
  readonly teams: readonly TeamRow[] | undefined
  readonly address: CatalogAddress
  readonly onClose: (said?: string) => void
}

function Dialogs({ teams, address, onClose }: DialogsProps) {
  const { t } = useTranslation()
  const found = useChosen(teams, address.id)
  const owned = useOwned(found?.id)
  if (address.dialog === 'add') return <TeamDialog team={null} onClose={onClose} />
  if (!found) return null
  if (address.dialog === 'edit') return <TeamDialog key={found.id} team={found} onClose={onClose} />
  if (address.dialog !== 'delete') return null
  const services = owned.length > 0 ? [t('services.deleteOwned', { services: owned.join(', ') })] : []
  return (
    <DeleteDialog collection="teams" id={found.id} name={found.name} goes={[t('services.deleteTeam'), ...services]} onClose={onClose} />
  )
}
