/** What no exporter tells and nothing can be done through one. */
export const LACKS: readonly string[] = ['processes', 'units', 'containers', 'actions']
