import { openDatabase } from '@hyperion/adapters/db'

/** Puts a service into the SQLite file of a hub, also of one that runs; answers its id. */
export async function addService(file: string, name: string): Promise<string> {
  const database = await openDatabase({ kind: 'sqlite', file })
  const service = await database.services.create({
    name,
    description: '',
    ownerTeam: null,
    criticality: 'TIER_1_CRITICAL',
    runbookUrl: null,
    escalationPolicyId: null,
    hosts: [],
    createdAt: Date.now(),
  })
  await database.close()
  return service.id
}
