import { PersonId } from '../person/person.ts';
import type { Store } from '../store/store.ts';
import type { Segment } from './scope.ts';

/** A segment with a name that people read: an owner’s instead of their id. */
export async function segmentText(
  { kind, value }: Segment,
  { people }: Pick<Store, 'people'>,
): Promise<{ kind: Segment['kind']; name: string }> {
  const owner = kind === 'owner' ? await people.get(PersonId.parse(value)) : null;
  return { kind, name: owner?.name ?? value };
}
