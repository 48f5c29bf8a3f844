import pg from 'pg'
import { startPostgres, type TestPostgres } from './postgres.ts'

/** Remembers what is in the tables of a migrated database, and where its sequences stand. */
const REMEMBER = `
  create schema pristine;
  create table pristine.sequences as select sequencename, last_value from pg_sequences where schemaname = 'public';
  do $$ declare name text; filled integer; begin
    for name in select tablename from pg_tables where schemaname = 'public' loop
      execute format('select 1 from public.%I limit 1', name) into filled;
      if filled is not null then execute format('create table pristine.%I as select * from public.%I', name, name); end if;
    end loop;
  end $$;`

/** Makes everything as it was remembered; tables that nobody wrote to are only looked at. */
const RESTORE = `
  do $$ declare name text; filled integer; sequence record; begin
    set local session_replication_role = replica;
    for name in select tablename from pg_tables where schemaname = 'public' loop
      execute format('select 1 from public.%I limit 1', name) into filled;
      if filled is not null then execute format('delete from public.%I', name); end if;
      if to_regclass(format('pristine.%I', name)) is not null then
        execute format('insert into public.%I overriding system value select * from pristine.%I', name, name);
      end if;
    end loop;
    for sequence in select * from pristine.sequences loop
      perform setval(format('public.%I', sequence.sequencename)::regclass, coalesce(sequence.last_value, 1), sequence.last_value is not null);
    end loop;
  end $$;`

/**
 * Databases for one test after another: making one means a thousand files, emptying one takes a moment. Nothing of a test may be
 * left but rows.
 */
export class EmptiedDatabases {
  readonly #migrate: (url: string) => Promise<void>
  readonly #made: TestPostgres[] = []
  readonly #free: string[] = []

  /** `migrate` makes the tables. */
  constructor(migrate: (url: string) => Promise<void>) {
    this.#migrate = migrate
  }

  /** One that is as `migrate` left it, until it is given back. */
  async take(): Promise<{ readonly url: string; giveBack(): Promise<void> }> {
    const url = this.#free.pop() ?? (await this.#make())
    return {
      url,
      giveBack: async () => {
        await run(url, RESTORE)
        this.#free.push(url)
      },
    }
  }

  async stop(): Promise<void> {
    for (const { stop } of this.#made) await stop()
  }

  async #make(): Promise<string> {
    const made = await startPostgres()
    this.#made.push(made)
    await this.#migrate(made.url)
    await run(made.url, REMEMBER)
    return made.url
  }
}

async function run(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}
