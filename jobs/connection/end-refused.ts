import { connectionMessage } from '../../cards/connection/messages.ts';
import type { ConnectionKey } from '../../crm/connection/connection.ts';
import { RAPPORT_ACCOUNT } from '../../crm/person/person.ts';
import type { JobContext } from '../job.ts';

/** The system accepts a consent no more: its tokens go, and the colleague hears of it once. */
export async function endRefused(
  key: ConnectionKey,
  { store, now, readerOf, connectors }: JobContext,
): Promise<void> {
  const [connection, colleague] = await Promise.all([
    store.connections.get(key),
    store.people.get(key.person),
  ]);
  if (!connection || connection.endedAt !== null) return;
  const at = now();
  const system = connectors.find(({ id }) => id === key.source)?.name ?? key.source;
  const news = { kind: 'refused' as const };
  await store.commit(
    [
      { kind: 'connection-ended', connection, refusedAt: at },
      {
        kind: 'audit',
        event: {
          at,
          person: key.person,
          account: RAPPORT_ACCOUNT,
          place: 'clock',
          action: 'settings',
          customer: null,
          detail: { set: 'connection-refused', source: key.source },
        },
      },
      ...(colleague?.active
        ? [
            {
              kind: 'message' as const,
              message: connectionMessage(connection, {
                news,
                system,
                reader: readerOf(colleague),
              }),
            },
          ]
        : []),
    ],
    at,
  );
}
