import type { Database } from '../database/database.ts';

/** Ends a transaction of which nothing stays. */
class RehearsalEnd extends Error {}

/** Runs work on the store as it is, and undoes everything that it did there: its answer alone stays. */
export async function rehearse<T>(
  database: Database,
  work: (inside: Database) => Promise<T>,
): Promise<T> {
  const answers: T[] = [];
  const end = new RehearsalEnd();
  try {
    await database.transaction(async (sql) => {
      const inside: Database = {
        ...database,
        query: (text, values, options) => sql.query(text, values, options),
        transaction: (inner) => inner(sql),
        copy: (_, command, lines) => database.copy(sql, command, lines),
      };
      // A conflict makes it run again, and only the last answer counts.
      answers.unshift(await work(inside));
      throw end;
    });
  } catch (cause) {
    if (cause !== end) throw cause;
  }
  const [answer] = answers;
  if (answer === undefined) throw new Error('A rehearsal ended without an answer');
  return answer;
}
