/** The service of alerts that name none that is known. */
export const CATCH_ALL_NAME = 'Unassigned'
