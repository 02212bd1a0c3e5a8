import type { Consents } from '../connection/consents.ts';
import type { PersonId } from '../person/person.ts';
import type { Store } from '../store/store.ts';
import type { Target } from './target-connector.ts';
import type { WriteBackState } from './write-back.ts';

/** In whose name a write goes, as its reader is told; null where the system knows Rapport alone. */
export async function writtenBy(
  target: Target,
  state: WriteBackState | null,
  { consents, person, store }: { consents: Consents; person: { id: PersonId }; store: Store },
): Promise<{ kind: 'you' } | { kind: 'colleague'; name: string } | { kind: 'rapport' } | null> {
  const asPerson = state?.asPerson ?? null;
  if (asPerson === person.id) return { kind: 'you' };
  if (asPerson !== null)
    return { kind: 'colleague', name: (await store.people.get(asPerson))?.name ?? '' };
  const isOffered =
    target.kind === 'system' && consents.systems.some(({ id }) => id === target.connector.id);
  return isOffered ? { kind: 'rapport' } : null;
}
