import pg from 'pg';
import type { AskDatabase } from '../../crm/connectors/csv/query.ts';
import { Problem } from '../../crm/problem.ts';

/** Every value as PostgreSQL writes it: the mapping says how it is read. */
const AS_TEXT: pg.CustomTypesConfig = { getTypeParser: () => (text: unknown) => text };

/** Asks another PostgreSQL, reading only, so many rows at a time. Throws Problem where it does not answer, or refuses. */
export function askDatabase(url: string): AskDatabase {
  return async function* ask(statement, size) {
    const client = new pg.Client({
      connectionString: url,
      application_name: 'rapport import',
      connectionTimeoutMillis: 5000,
      types: AS_TEXT,
    });
    // One that breaks between two queries: the next query says so.
    client.on('error', () => {});
    try {
      await client.connect();
      await client.query("BEGIN READ ONLY; SET TIME ZONE 'UTC'; SET datestyle = ISO");
      // A statement with a name is one statement, whatever its text holds.
      await client.query({ name: 'declare', text: `DECLARE rows CURSOR FOR ${statement}` });
      for (;;) {
        const { fields, rows } = await client.query<(string | null)[]>({
          text: `FETCH ${size} FROM rows`,
          rowMode: 'array',
        });
        yield { columns: fields.map(({ name }) => name), rows };
        if (rows.length < size) return;
      }
    } catch (cause) {
      throw new Problem('import-query', {
        say: `The database at IMPORT_DATABASE_URL refused: ${cause instanceof Error ? cause.message : String(cause)}.`,
        try: 'Correct the query, or IMPORT_DATABASE_URL.',
        cause,
      });
    } finally {
      await client.end().catch(() => {});
    }
  };
}
