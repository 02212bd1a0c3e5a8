import pg from 'pg';
import { SECOND } from '../../crm/time/durations.ts';

export interface Listening {
  /** The connection, for a statement; null while it is broken. */
  connection(): pg.Client | null;
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

  async function connect(): Promise<void> {
    const next = new pg.Client({
      connectionString: url,
      application_name: 'rapport queue',
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
    connection: () => (isConnected && client) || null,
    async close() {
      closed = true;
      clearTimeout(pause);
      await client?.end();
    },
  };
}
