import { fold } from '../matching/names.ts';
import type { Identity, Person } from './person.ts';

/** Finds the one colleague of the same name; null where there is none or more than one. Only they can confirm it. */
export function likelyAmong(
  people: readonly Person[],
): (identity: Pick<Identity, 'name'>) => Person | null {
  const called = Map.groupBy(
    people.filter(({ active }) => active),
    ({ name }) => fold(name).trim(),
  );
  return ({ name }) => {
    const asked = fold(name).trim();
    const [first, second] = called.get(asked) ?? [];
    return asked && first && !second ? first : null;
  };
}
