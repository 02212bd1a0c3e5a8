import { readConnectorJob } from '../../crm/connectors/jobs.ts';
import type { Bot } from '../chat/bot.ts';

/** Has a connected system read to its end, as its clock has it by now; the start's reading may be at it still. */
export function systemReader(
  chat: () => Bot,
  { source, later }: { source: string; later(): void },
) {
  let readings = 0;
  const readSoFar = async () => {
    const [row] = await chat().database.query<{ cursor: string | null; reading: string | null }>(
      'SELECT cursor, reading FROM connector_reading',
    );
    return row ?? { cursor: null, reading: null };
  };
  return async (): Promise<void> => {
    later();
    const before = await readSoFar();
    await chat().until(async () => {
      const { cursor, reading } = await readSoFar();
      if (reading === null && cursor !== before.cursor) return true;
      readings += 1;
      await chat().queue.send(readConnectorJob, { source }, { key: `reading ${readings}` });
      return false;
    }, `${source} is read`);
    await chat().until(async () => {
      const [row] = await chat().database.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM queue.job WHERE name = $1 AND state < 'completed'`,
        [readConnectorJob.id],
      );
      return row?.n === 0;
    }, 'no other reading is under way');
  };
}
