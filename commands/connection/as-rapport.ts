import { asRapportCard } from '../../cards/connection/card.ts';
import { targetName } from '../../cards/note/target-name.ts';
import { stringsFor } from '../../cards/strings.ts';
import { findTarget, writeAgain } from '../../crm/note/write-back.ts';
import { Problem } from '../../crm/problem.ts';
import type { Context, Reply } from '../command.ts';

/** The author of a write that was refused in their name has it go as Rapport. */
export async function writeAsRapport(key: string, context: Context): Promise<Reply> {
  const { store, person, now, reader } = context;
  const state = await store.writeBacks.get(key);
  if (state?.state !== 'failed' || state.asPerson !== person.id)
    throw new Problem('not-failed', stringsFor(reader).connection.notFailed);
  await store.commit([writeAgain(state, { asRapport: true })], now);
  const system = targetName(await findTarget(state, context), stringsFor(reader));
  return { kind: 'answer', view: asRapportCard({ system, reader }) };
}
