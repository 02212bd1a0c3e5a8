import { fold } from '../matching/names.ts';
import type { Identity, Person } from './person.ts';

/** The one colleague of the same name; null where there is none or more than one. Only they can confirm it. */
export function likelyPerson(
  { name }: Pick<Identity, 'name'>,
  people: readonly Person[],
): Person | null {
  const asked = fold(name).trim();
  const [first, second] = people.filter(
    (person) => person.active && fold(person.name).trim() === asked,
  );
  return asked && first && !second ? first : null;
}
