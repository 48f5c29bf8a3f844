import { createBrowserRouter } from 'react-router'
import { PageSkeleton } from './shell/page-skeleton.tsx'
import { RouteError } from './shell/route-error.tsx'
import { Shell } from './shell/shell.tsx'

// The app answers at /app too; the router knows it with its slash only.
if (window.location.pathname === '/app') window.history.replaceState(null, '', `/app/${window.location.search}${window.location.hash}`)

export const router = createBrowserRouter(
  [
    {
      errorElement: <RouteError />,
      HydrateFallback: PageSkeleton,
      children: [
        { path: 'sign-in', lazy: async () => ({ Component: (await import('../features/session/sign-in-page.tsx')).SignInPage }) },
        { path: 'forgot', lazy: async () => ({ Component: (await import('../features/session/forgot-page.tsx')).ForgotPage }) },
        { path: 'reset', lazy: async () => ({ Component: (await import('../features/session/reset-page.tsx')).ResetPage }) },
        { path: 'password', lazy: async () => ({ Component: (await import('../features/session/password-page.tsx')).PasswordPage }) },
        {
          Component: Shell,
          children: [
            {
              errorElement: <RouteError inside />,
              children: [
                { path: 'hosts/:id/:tab?', lazy: async () => ({ Component: (await import('../features/hosts/host-page.tsx')).HostPage }) },
                { index: true, lazy: async () => ({ Component: (await import('../features/fleet/overview-page.tsx')).OverviewPage }) },
                { path: 'hosts', lazy: async () => ({ Component: (await import('../features/fleet/hosts-page.tsx')).HostsPage }) },
                { path: 'compare', lazy: async () => ({ Component: (await import('../features/compare/compare-page.tsx')).ComparePage }) },
                {
                  path: 'hosts/add',
                  lazy: async () => ({ Component: (await import('../features/add-host/add-host-page.tsx')).AddHostPage }),
                },
                { path: 'alerts', lazy: async () => ({ Component: (await import('../features/alerts/alerts-page.tsx')).AlertsPage }) },
                { path: 'on-call', lazy: async () => ({ Component: (await import('../features/on-call/on-call-page.tsx')).OnCallPage }) },
                {
                  path: 'on-call/new',
                  lazy: async () => ({ Component: (await import('../features/on-call/schedule-page.tsx')).NewSchedulePage }),
                },
                {
                  path: 'on-call/:id/edit',
                  lazy: async () => ({ Component: (await import('../features/on-call/schedule-page.tsx')).EditSchedulePage }),
                },
                {
                  path: 'services',
                  lazy: async () => ({ Component: (await import('../features/services/services-page.tsx')).ServicesPage }),
                },
                {
                  path: 'services/teams',
                  lazy: async () => ({ Component: (await import('../features/services/teams-page.tsx')).TeamsPage }),
                },
                {
                  path: 'runbooks',
                  lazy: async () => ({ Component: (await import('../features/runbooks/runbooks-page.tsx')).RunbooksPage }),
                },
                {
                  path: 'runbooks/new',
                  lazy: async () => ({ Component: (await import('../features/runbooks/editor-page.tsx')).NewRunbookPage }),
                },
                {
                  path: 'runbooks/:id',
                  lazy: async () => ({ Component: (await import('../features/runbooks/runbook-page.tsx')).RunbookPage }),
                },
                {
                  path: 'runbooks/:id/edit',
                  lazy: async () => ({ Component: (await import('../features/runbooks/editor-page.tsx')).EditRunbookPage }),
                },
                {
                  path: 'settings/tags',
                  lazy: async () => ({ Component: (await import('../features/tags/tags-page.tsx')).TagsPage }),
                },
                {
                  path: 'incidents',
                  lazy: async () => ({ Component: (await import('../features/incidents/incidents-page.tsx')).IncidentsPage }),
                },
                {
                  path: 'incidents/:shortId',
                  lazy: async () => ({ Component: (await import('../features/incidents/room/incident-page.tsx')).IncidentPage }),
                },
                {
                  path: 'incidents/:shortId/document',
                  lazy: async () => ({ Component: (await import('../features/documents/document-page.tsx')).LiveDocumentPage }),
                },
                {
                  path: 'incidents/:shortId/postmortem',
                  lazy: async () => ({ Component: (await import('../features/documents/document-page.tsx')).PostmortemPage }),
                },
                {
                  path: 'settings',
                  lazy: async () => ({ Component: (await import('../features/settings/settings-page.tsx')).SettingsPage }),
                },
                {
                  path: 'settings/profile',
                  lazy: async () => ({ Component: (await import('../features/settings/profile-page.tsx')).ProfilePage }),
                },
                {
                  path: 'settings/security',
                  lazy: async () => ({ Component: (await import('../features/settings/security-page.tsx')).SecurityPage }),
                },
                {
                  path: 'settings/api-keys',
                  lazy: async () => ({ Component: (await import('../features/api-keys/api-keys-page.tsx')).ApiKeysPage }),
                },
                {
                  path: 'settings/appearance',
                  lazy: async () => ({ Component: (await import('../features/settings/appearance-page.tsx')).AppearancePage }),
                },
                {
                  path: 'settings/users',
                  lazy: async () => ({ Component: (await import('../features/users/users-page.tsx')).UsersPage }),
                },
                {
                  path: 'settings/thresholds',
                  lazy: async () => ({ Component: (await import('../features/thresholds/thresholds-page.tsx')).ThresholdsPage }),
                },
                {
                  path: 'settings/maintenance',
                  lazy: async () => ({ Component: (await import('../features/maintenance/maintenance-page.tsx')).MaintenancePage }),
                },
                {
                  path: 'settings/channels',
                  lazy: async () => ({ Component: (await import('../features/channels/channels-page.tsx')).ChannelsPage }),
                },
                {
                  path: 'settings/documents',
                  lazy: async () => ({ Component: (await import('../features/google-docs/google-docs-page.tsx')).GoogleDocsPage }),
                },
                {
                  path: 'settings/commands',
                  lazy: async () => ({ Component: (await import('../features/commands/commands-page.tsx')).CommandsPage }),
                },
                {
                  path: 'settings/commands/new',
                  lazy: async () => ({ Component: (await import('../features/commands/command-page.tsx')).NewCommandPage }),
                },
                {
                  path: 'settings/commands/:id',
                  lazy: async () => ({ Component: (await import('../features/commands/command-page.tsx')).CommandPage }),
                },
                {
                  path: 'recordings/:action',
                  lazy: async () => ({ Component: (await import('../features/terminal/replay-page.tsx')).ReplayPage }),
                },
                {
                  path: 'settings/slack',
                  lazy: async () => ({ Component: (await import('../features/slack/slack-page.tsx')).SlackPage }),
                },
                {
                  path: 'settings/connection',
                  lazy: async () => ({ Component: (await import('../features/self-check/self-check-page.tsx')).SelfCheckPage }),
                },
                {
                  path: 'settings/prometheus',
                  lazy: async () => ({ Component: (await import('../features/prometheus/prometheus-page.tsx')).PrometheusPage }),
                },
                {
                  path: 'settings/integrations',
                  lazy: async () => ({ Component: (await import('../features/integrations/integrations-page.tsx')).IntegrationsPage }),
                },
                {
                  path: 'settings/integrations/:id',
                  lazy: async () => ({ Component: (await import('../features/integrations/integration-page.tsx')).IntegrationPage }),
                },
                {
                  path: 'settings/retention',
                  lazy: async () => ({ Component: (await import('../features/storage/retention-page.tsx')).RetentionPage }),
                },
                {
                  path: 'settings/audit',
                  lazy: async () => ({ Component: (await import('../features/audit/audit-page.tsx')).AuditPage }),
                },
                {
                  path: 'on-call/policies',
                  lazy: async () => ({ Component: (await import('../features/paging/policies-page.tsx')).PoliciesPage }),
                },
                {
                  path: 'on-call/readiness',
                  lazy: async () => ({ Component: (await import('../features/paging/readiness-page.tsx')).ReadinessPage }),
                },
                {
                  path: 'settings/paging',
                  lazy: async () => ({ Component: (await import('../features/paging/paging-page.tsx')).PagingPage }),
                },
                {
                  path: 'notifications',
                  lazy: async () => ({ Component: (await import('../features/notifications/notifications-page.tsx')).NotificationsPage }),
                },
                {
                  path: 'analytics',
                  lazy: async () => ({ Component: (await import('../features/analytics/analytics-page.tsx')).AnalyticsPage }),
                },
                {
                  path: 'reports',
                  lazy: async () => ({ Component: (await import('../features/reports/reports-page.tsx')).ReportsPage }),
                },
                {
                  path: 'reports/schedules',
                  lazy: async () => ({ Component: (await import('../features/reports/schedules-page.tsx')).SchedulesPage }),
                },
                {
                  path: 'settings/preferences',
                  lazy: async () => ({ Component: (await import('../features/preferences/preferences-page.tsx')).PreferencesPage }),
                },
                {
                  path: 'settings/rules',
                  lazy: async () => ({ Component: (await import('../features/rules/rules-page.tsx')).RulesPage }),
                },
                {
                  path: 'settings/rules/new',
                  lazy: async () => ({ Component: (await import('../features/rules/rule-page.tsx')).NewRulePage }),
                },
                {
                  path: 'settings/rules/:id',
                  lazy: async () => ({ Component: (await import('../features/rules/rule-page.tsx')).RulePage }),
                },
                { path: '*', lazy: async () => ({ Component: (await import('./shell/not-found.tsx')).NotFoundPage }) },
              ],
            },
          ],
        },
      ],
    },
  ],
  { basename: '/app/' },
)
