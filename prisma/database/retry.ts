/** SQLSTATE of an error of PostgreSQL; undefined for any other error. */
export const sqlState = (cause: unknown): unknown =>
  cause instanceof Error && 'code' in cause ? cause.code : undefined;

// serialization_failure and deadlock_detected: PostgreSQL has undone one of two that were in each other's way.
const CONFLICTS: ReadonlySet<unknown> = new Set(['40001', '40P01']);
const TRIES = 5;

/**
 * Runs a statement or a transaction, and runs it again where PostgreSQL ended it because of another one. `work` may run
 * up to five times, so it changes nothing outside the database. The fifth conflict is thrown, as is any other error.
 */
export async function retryConflicts<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (cause) {
      if (tries === TRIES || !CONFLICTS.has(sqlState(cause))) throw cause;
    }
  }
}
