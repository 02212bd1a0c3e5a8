import type { Connectors } from '../connector.ts';
import type { Person } from '../person/person.ts';
import type { Store } from '../store/store.ts';
import { type Erasure, type ErasureAbout, OPEN_FOR } from './erasure.ts';
import { whoMayAgree } from './rules.ts';

/** An erasure with the names of everybody in it. */
export interface ReadErasure {
  erasure: Erasure;
  /** Null for somebody who left, or nobody. */
  asker: Person | null;
  askedBy: string | null;
  answeredBy: string | null;
  /** Those who may agree. */
  agreeing: readonly Person[];
  may: readonly string[];
  until: Date;
  /** Connected systems that know it, or knew it when somebody agreed. */
  systems: readonly string[];
}

/** Adds everything that a card says beside the erasure itself. */
export async function readErasure(
  erasure: Erasure,
  { store, connectors }: { store: Store; connectors: Connectors },
): Promise<ReadErasure> {
  const people = await store.people.all();
  const named = (id: string | null) => people.find((one) => one.id === id) ?? null;
  const agreeing = whoMayAgree(people, erasure.askedBy);
  const known = erasure.about ? await sourcesOf(erasure.about, store) : [];
  return {
    erasure,
    asker: named(erasure.askedBy),
    askedBy: named(erasure.askedBy)?.name ?? null,
    answeredBy: named(erasure.answeredBy)?.name ?? null,
    agreeing,
    may: agreeing.map(({ name }) => name),
    until: new Date(erasure.askedAt.getTime() + OPEN_FOR),
    systems: connectors.map(({ id }) => id).filter((id) => known.includes(id)),
  };
}

async function sourcesOf(
  { customerId, contacts, terms }: ErasureAbout,
  { customers }: Pick<Store, 'customers'>,
): Promise<string[]> {
  const references =
    customerId === null || terms
      ? (terms?.references ?? [])
      : await customers.references(customerId);
  return [...references, ...contacts].map(({ source }) => source);
}
