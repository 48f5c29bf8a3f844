import type { TeamRow } from '@hyperion/wire/services'
import { useTranslation } from 'react-i18next'
import { IconUserCheck, IconUsers } from '../../app/icons.ts'
import { useTitle } from '../../app/use-title.ts'
import panel from '../hosts/panel.module.css'
import { CollectionPage, CollectionRow } from './catalog-collection.tsx'
import { type CatalogAddress, useChosen } from './catalog-page.tsx'
import { DeleteDialog } from './delete-dialog.tsx'
import { useCollection } from './queries.ts'
import styles from './services.module.css'
import { ServicesTabs } from './services-tabs.tsx'
import { TeamDialog } from './team-dialog.tsx'

/** Who looks after services, and who of them is on call. */
export function TeamsPage() {
  const { t } = useTranslation()
  useTitle(t('services.teams'), t('nav.services'))
  return (
    <CollectionPage
      collection="teams"
      title={t('nav.services')}
      lead={t('services.teamsLead')}
      label={t('services.teams')}
      searchLabel={t('services.searchTeams')}
      addLabel={t('services.addTeam')}
      tabs={<ServicesTabs />}
      textOf={({ name, description, members }) => [name, description, ...members.map(({ username }) => username)].join(' ')}
      empty={{ icon: IconUsers, title: t('services.noTeams'), text: t('services.noTeamsText') }}
      row={(team, permitted, address) => <Row team={team} permitted={permitted} address={address} />}
      dialogs={(teams, address, close) => <Dialogs teams={teams} address={address} onClose={close} />}
    />
  )
}

function Row({ team, permitted, address }: { team: TeamRow; permitted: boolean; address: CatalogAddress }) {
  const { t } = useTranslation()
  const owned = useOwned(team.id)
  const { members, slack_channel_id: slack, current_on_call: onCall } = team
  return (
    <CollectionRow
      item={team}
      permitted={permitted}
      address={address}
      tone={onCall ? 'good' : 'quiet'}
      state={
        <>
          <IconUserCheck size={16} aria-hidden />
          {onCall ? t('services.onCall', { username: onCall.username }) : t('services.nobodyOnCall')}
        </>
      }
      kind={slack !== null && `Slack ${slack}`}
      more={<div className={panel.sub}>{members.map(({ username }) => username).join(', ') || t('services.noMembers')}</div>}
    >
      <div className={`muted ${styles.hosts}`}>{t('services.owns', { count: owned.length })}</div>
    </CollectionRow>
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
