import pg from 'pg';
import { SECOND } from '../../crm/time/durations.ts';
import { QUEUE_LISTENER } from '../database/server.ts';

export interface Listening {
  /** Runs a statement over the connection too, after those before it; null while the connection is broken. */
  query(text: string, values?: unknown[]): Promise<pg.QueryResult> | null;
  close(): Promise<void>;
}

/**
 * Hears what is notified on this channel, over a connection of its own; `connected` is called whenever it is there. One
 * that breaks is opened again. Until then nothing waits: the queue is looked through every other second in any case.
 * Throws where it cannot be opened at first.
 */
export async function listen(
  url: string,
  channel: string,
  { heard, connected }: { heard: (payload: string) => void; connected: () => void },
): Promise<Listening> {
  let closed = false;
  let isConnected = false;
  let client: pg.Client | undefined;
  let pause: NodeJS.Timeout | undefined;
  // A connection runs one statement at a time.
  let last: Promise<unknown> = Promise.resolve();

  async function connect(): Promise<void> {
    const next = new pg.Client({
      connectionString: url,
      application_name: QUEUE_LISTENER,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10 * SECOND,
    });
    // It ends as well when it breaks; without a listener the whole process would.
    next.on('error', () => {});
    next.on('notification', ({ payload }) => {
      if (payload !== undefined) heard(payload);
    });
    client = next;
    try {
      await next.connect();
      await next.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
    } catch (cause) {
      await next.end();
      throw cause;
    }
    isConnected = true;
    next.once('end', connectLater);
    connected();
  }

  function connectLater(): void {
    isConnected = false;
    if (!closed) pause = setTimeout(() => void connect().catch(connectLater), 2 * SECOND);
  }

  await connect();
  return {
    query(text, values) {
      const open = isConnected && !closed ? client : undefined;
      if (!open) return null;
      const next = last.then(() => open.query(text, values));
      last = next.catch(() => {});
      return next;
    },
    async close() {
      closed = true;
      clearTimeout(pause);
      // Ending it breaks off a statement at work.
      await last;
      await client?.end();
    },
  };
}
