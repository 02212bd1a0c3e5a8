import { connectedColleaguesCard } from '../../cards/connection/list.ts';
import { connectionMessage } from '../../cards/connection/messages.ts';
import { stringsFor } from '../../cards/strings.ts';
import { auditLine } from '../../crm/audit/audit-line.ts';
import type { ConnectionKey } from '../../crm/connection/connection.ts';
import { administratorsOnly } from '../administrators-only.ts';
import type { Context, Reply } from '../command.ts';
import { changesToEnd } from './disconnect.ts';

const SHOWN = 10;

/** All colleagues with an account connected, a page at a time. */
export async function listConnected(
  context: Context,
  { skip, said = null }: { skip: number; said?: string | null },
): Promise<Reply> {
  await administratorsOnly(context, 'connect');
  const { store, reader } = context;
  const [page, all] = await Promise.all([
    store.connections.list({ skip, limit: SHOWN }),
    store.connections.count(),
  ]);
  const colleagues = await Promise.all(
    page.map(async (connection) => ({
      ...connection,
      name: (await store.people.get(connection.person))?.name ?? connection.user.email,
      system: systemOf(connection, context),
    })),
  );
  return { kind: 'answer', view: connectedColleaguesCard({ colleagues, skip, all, said, reader }) };
}

/** An administrator ends a colleague's connection, who hears of it. */
export async function endFor(key: ConnectionKey, context: Context): Promise<Reply> {
  await administratorsOnly(context, 'connect');
  const { store, now, reader, readerOf } = context;
  const [connection, colleague] = await Promise.all([
    store.connections.get(key),
    store.people.get(key.person),
  ]);
  const { people: strings } = stringsFor(reader).connection;
  if (!connection || !colleague) return listConnected(context, { skip: 0, said: strings.gone });
  const detail = { set: 'disconnect', source: key.source, whose: key.person };
  const news = { kind: 'ended' as const };
  const system = systemOf(key, context);
  const outcome = await store.commit(
    [
      ...(await changesToEnd(connection, context)),
      auditLine({ action: 'admin', customer: null, detail }, context),
      {
        kind: 'message',
        message: connectionMessage(connection, { news, system, reader: readerOf(colleague) }),
      },
    ],
    now,
  );
  return listConnected(context, { skip: 0, said: outcome === 'done' ? null : strings.gone });
}

const systemOf = ({ source }: Pick<ConnectionKey, 'source'>, { connectors }: Context): string =>
  connectors.find(({ id }) => id === source)?.name ?? source;
