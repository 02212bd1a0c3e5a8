import type { Person, PersonId } from '../person/person.ts';
import { type Access, isManager, redactSummary } from '../policy/policy.ts';
import type { CustomerPair } from '../store/customers.ts';
import type { MatchSide, StoredJoin } from '../store/matches.ts';
import type { Store } from '../store/store.ts';
import type { SameCompany } from './same-company.ts';

/** Two customers that may be one company, with all that is known of it. */
export interface ReadPair {
  sides: readonly [MatchSide, MatchSide];
  question: SameCompany | null;
  /** Where one of the two is a part of the other, or both of a third. */
  join: StoredJoin | null;
  /** The colleagues who joined or decided it, who is asked, and who asked them. */
  by: Person | null;
  asked: Person | null;
  askedBy: Person | null;
  /** Colleagues who own one of the two: the question can be handed to them. */
  owners: readonly Person[];
}

/** Null where one of them is unknown. */
export async function readPair(
  pair: CustomerPair,
  { matches, people }: Pick<Store, 'matches' | 'people'>,
): Promise<ReadPair | null> {
  const [[one, other], question] = await Promise.all([matches.sides(pair), matches.question(pair)]);
  if (!one || !other) return null;
  const join = await joinOf(one, other, matches);
  const person = async (id: PersonId | null) => (id === null ? null : people.get(id));
  const [by, asked, askedBy, ...owners] = await Promise.all([
    person(join ? join.by : (question?.by ?? null)),
    person(question?.askedOf ?? null),
    person(question?.askedBy ?? null),
    ...new Set([one.ownerId, other.ownerId]).values().map(person),
  ]);
  return {
    sides: [one, other],
    question,
    join,
    by: by ?? null,
    asked: asked ?? null,
    askedBy: askedBy ?? null,
    owners: owners.flatMap((owner) => (owner?.active ? owner : [])),
  };
}

async function joinOf(
  one: MatchSide,
  other: MatchSide,
  matches: Store['matches'],
): Promise<StoredJoin | null> {
  const whole = one.partOf ?? other.partOf;
  const isOne = whole !== null && [one, other].every(({ id, partOf }) => (partOf ?? id) === whole);
  if (!isOne) return null;
  const joins = (await matches.joins(whole)).filter(({ former }) =>
    [one.id, other.id].includes(former),
  );
  return joins.find(({ into }) => [one.id, other.id].includes(into)) ?? joins[0] ?? null;
}

/** The sides as a reader with these rights may see them. */
export const sidesFor = (
  { sides: [one, other] }: Pick<ReadPair, 'sides'>,
  access: Access,
): [MatchSide, MatchSide] => [
  { ...one, revenue: redactSummary(one, access).revenue },
  { ...other, revenue: redactSummary(other, access).revenue },
];

/** The owner of one of them, a colleague who was asked, and managers; anybody where nobody owns either. */
export function mayDecide({ sides, question }: ReadPair, person: Person): boolean {
  const owners = sides.flatMap(({ ownerId }) => ownerId ?? []);
  return (
    isManager(person.role) ||
    owners.length === 0 ||
    owners.includes(person.id) ||
    question?.askedOf === person.id
  );
}
