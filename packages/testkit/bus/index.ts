/** The bus that a hub of one process has, which keeps to itself what subscribers throw. */
export { createBus } from '@hyperion/adapters/bus-inproc'
