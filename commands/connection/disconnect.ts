import { disconnectedCard } from '../../cards/connection/card.ts';
import { stringsFor } from '../../cards/strings.ts';
import { auditLine } from '../../crm/audit/audit-line.ts';
import type { Connection } from '../../crm/connection/connection.ts';
import type { ConsentSystem } from '../../crm/connection/consents.ts';
import { Problem } from '../../crm/problem.ts';
import type { Change } from '../../crm/store/change.ts';
import type { Context, Reply } from '../command.ts';

/** A person ends their own connections to these systems. */
export async function disconnect(
  systems: readonly ConsentSystem[],
  context: Context,
): Promise<Reply> {
  const { store, person, now, reader } = context;
  const own = await store.connections.of(person.id);
  const ended: ConsentSystem[] = [];
  for (const system of systems) {
    const connection = own.find(({ source }) => source === system.id);
    if (!connection) continue;
    const changes = [
      ...(await changesToEnd(connection, context)),
      auditLine(
        { action: 'settings', customer: null, detail: { set: 'disconnect', source: system.id } },
        context,
      ),
    ];
    if ((await store.commit(changes, now)) === 'done') ended.push(system);
  }
  if (ended.length === 0) throw new Problem('not-connected', stringsFor(reader).connection.nothing);
  return { kind: 'answer', view: disconnectedCard({ systems: ended, reader }) };
}

/** Its tokens go from here, and a job tells the system. */
export async function changesToEnd(
  connection: Connection,
  { consents }: Pick<Context, 'consents'>,
): Promise<Change[]> {
  const revocation = await consents.revocationOf(connection);
  return [
    { kind: 'connection-ended', connection, refusedAt: null },
    ...(revocation ? [{ kind: 'revocation' as const, revocation }] : []),
  ];
}
