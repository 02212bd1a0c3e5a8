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
  const { people } = await calledOrTheirs(ref, { store });
  return people.length === 0 ? 'nobody' : oneOrMore(people);
}

/** `isSlip`: nobody is called exactly so. */
export interface Called {
  people: readonly Person[];
  isSlip: boolean;
}

const NOBODY: Called = { people: [], isSlip: false };

/** Colleagues who may be meant, by the surest way in which any is. */
export async function colleaguesCalled(
  ref: string,
  { store }: Pick<Context, 'store'>,
): Promise<Called> {
  const asked = ref.trim().replace(/^@/, '').toLowerCase();
  if (!asked || asked.length > 200) return NOBODY;
  if (asked.includes('@')) {
    const person = await store.people.byEmail(asked);
    return person?.active ? { people: [person], isSlip: false } : NOBODY;
  }
  const found = await store.people.find(asked, FOUND);
  for (const is of [isAddress, isName, isFirstName, isPartOfName]) {
    const same = found.filter((person) => is(person, fold(asked)));
    if (same.length > 0) return { people: same, isSlip: false };
  }
  return { people: found, isSlip: true };
}

/** The colleagues who may be meant by `kims` as well: theirs where nobody is called so as it stands. */
export async function calledOrTheirs(
  ref: string,
  context: Pick<Context, 'store'>,
): Promise<Called> {
  const called = await colleaguesCalled(ref, context);
  if (!/\ws$/i.test(ref) || (called.people.length > 0 && !called.isSlip)) return called;
  const theirs = await colleaguesCalled(ref.slice(0, -1), context);
  return theirs.people.length > 0 && !theirs.isSlip ? theirs : called;
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

/** Colleagues whose name has all of these words, or whose they are: nearly right is rather a customer's. */
export async function colleaguesNamed(
  name: string,
  context: Pick<Context, 'store'>,
): Promise<Person[]> {
  const { people } = await calledOrTheirs(name, context);
  const said = fold(name.replace(/^@/, ''));
  const named = people.filter((person) => isNamed(person, said));
  return named.length > 0
    ? named
    : people.filter((person) => isNamed(person, said.replace(/s$/, '')));
}

function isNamed({ name, email }: Person, said: string): boolean {
  const own = fold(name).split(/[\s-]+/);
  return (
    said.split(' ').every((word) => own.includes(word)) ||
    email === said ||
    email.split('@', 1)[0] === said
  );
}
