import { fold } from '../../crm/matching/names.ts';
import type { Person } from '../../crm/person/person.ts';
import type { Context } from '../command.ts';

/** More than anybody has namesakes. */
const FOUND = 100;

/**
 * The colleague that `@ben`, `Ben`, `ben osei`, `ben@company.example` or a slip of the finger means; several where
 * nothing tells them apart. Only colleagues who still work here.
 */
export async function whichColleague(
  ref: string,
  { store }: Pick<Context, 'store'>,
): Promise<Person | 'nobody' | Person[]> {
  const asked = ref.trim().replace(/^@/, '').toLowerCase();
  if (!asked || asked.length > 200) return 'nobody';
  if (asked.includes('@')) {
    const person = await store.people.byEmail(asked);
    return person?.active ? person : 'nobody';
  }
  const found = await store.people.find(asked, FOUND);
  for (const is of [isAddress, isName, isFirstName, isPartOfName]) {
    const same = found.filter((person) => is(person, fold(asked)));
    if (same.length > 0) return oneOrMore(same);
  }
  return found.length === 0 ? 'nobody' : oneOrMore(found);
}

/** `@ben` is the beginning of one address in the company, so it is one person's alone. */
const isAddress = ({ email }: Person, asked: string): boolean => email.split('@', 1)[0] === asked;
const isName = ({ name }: Person, asked: string): boolean => fold(name) === asked;
const isFirstName = ({ name }: Person, asked: string): boolean =>
  fold(name).split(' ')[0] === asked;
const isPartOfName = ({ name }: Person, asked: string): boolean =>
  fold(name)
    .split(/[\s-]+/)
    .includes(asked);

const oneOrMore = (people: readonly Person[]): Person | Person[] => {
  const [first, ...others] = people;
  return first && others.length === 0 ? first : [...people];
};
