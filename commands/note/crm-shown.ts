import type { CrmShown } from '../../cards/note/crm-shown.ts';
import { targetName } from '../../cards/note/target-name.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { Target } from '../../crm/note/target-connector.ts';
import type { WriteBackState } from '../../crm/note/write-back.ts';
import type { Context } from '../command.ts';

/** Where something is written too, how far it is, and in whose name; null where no system is connected. */
export async function crmShown(
  target: Target,
  state: WriteBackState | null,
  context: Context,
): Promise<CrmShown | null> {
  if (target.kind === 'unconnected') return null;
  const name = targetName(target, stringsFor(context.reader));
  return { name, state, by: await byOf(target, state, context) };
}

async function byOf(
  target: Target,
  state: WriteBackState | null,
  { consents, person, store }: Context,
): Promise<CrmShown['by']> {
  const asPerson = state?.asPerson ?? null;
  if (asPerson === person.id) return { kind: 'you' };
  if (asPerson !== null)
    return { kind: 'colleague', name: (await store.people.get(asPerson))?.name ?? '' };
  const isOffered =
    target.kind === 'system' && consents.systems.some(({ id }) => id === target.connector.id);
  return isOffered ? { kind: 'rapport' } : null;
}
