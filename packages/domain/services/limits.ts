/** Characters of the name of a service, team or impact scope. */
export const NAME_LENGTH = 100
/** Characters of what describes one. */
export const ABOUT_LENGTH = 2_000
export const URL_LENGTH = 2_000
export const SLACK_CHANNEL_LENGTH = 80
/** People in a team, and hosts of a service. */
export const MOST_MEMBERS = 500
