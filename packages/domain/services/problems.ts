/** What may be wrong with a service, a team, an impact scope, a runbook or a tag beyond its form. */
export type CatalogProblem =
  | 'taken'
  | 'unknown_team'
  | 'unknown_user'
  | 'unknown_host'
  | 'unknown_service'
  | 'unknown_schedule'
  | 'unknown_policy'
  | 'blank'
  | 'link'
