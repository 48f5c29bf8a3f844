import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { startPostgres } from './index.ts'

describe('startPostgres', () => {
  it('gives each caller an empty database of its own, gone after stop', async () => {
    const [one, two] = await Promise.all([startPostgres(), startPostgres()])
    expect(one.url).not.toBe(two.url)
    const client = new pg.Client({ connectionString: one.url })
    await client.connect()
    const { rows } = await client.query("select count(*)::int as tables from information_schema.tables where table_schema = 'public'")
    expect(rows).toEqual([{ tables: 0 }])
    await client.end()
    await Promise.all([one.stop(), two.stop()])
    await expect(new pg.Client({ connectionString: one.url }).connect()).rejects.toThrow(/does not exist/)
  })
})
