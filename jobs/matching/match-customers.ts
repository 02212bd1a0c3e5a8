import { newQuestion } from '../../crm/customer/same-company.ts';
import { matchCustomersJob } from '../../crm/matching/jobs.ts';
import { survivorOf } from '../../crm/matching/join.ts';
import { judgePair } from '../../crm/matching/same-company.ts';
import type { PersonId } from '../../crm/person/person.ts';
import type { Change } from '../../crm/store/change.ts';
import type { DueMatches, DuePair, MatchParty } from '../../crm/store/matches.ts';
import { defineJob, type JobContext } from '../job.ts';
import { askMessage } from './messages.ts';

/** Records that are compared at once. */
const PAGE = 200;
/** Copies that compare the same records at once. */
const TRIES = 25;

/**
 * Compares records with the customers of other systems: sure ones join, and of unsure ones the owner is asked once. A
 * page is one commit, so a copy that is killed has done it or has not.
 */
export const matchCustomers = defineJob({
  kind: matchCustomersJob,
  async run(_, context) {
    const { store, now } = context;
    await store.matches.settle(now());
    for (let stale = 0; stale < TRIES; ) {
      const due = await store.matches.due(PAGE, now());
      if (!due) return;
      stale =
        (await store.commit(await decidePage(due, context), now())) === 'done' ? 0 : stale + 1;
    }
    throw new Error('Other copies of the bot were faster every time');
  },
});

/** One pair of a customer at a time: the next look finds the others as this one leaves them. */
async function decidePage(due: DueMatches, context: JobContext): Promise<Change[]> {
  const judged = due.pairs
    .map((pair) => ({ pair, ...judgePair(pair) }))
    .filter(({ verdict }) => verdict !== 'apart')
    .toSorted((one, other) => other.confidence - one.confidence);
  const taken = new Set<string>();
  const later = new Set<string>();
  const changes: Change[] = [];
  for (const { pair, verdict, confidence, evidence } of judged) {
    const ids = pair.customers.map(({ id }) => id);
    if (ids.some((id) => taken.has(id))) {
      for (const id of ids) later.add(id);
      continue;
    }
    for (const id of ids) taken.add(id);
    changes.push(
      ...(verdict === 'sure'
        ? [join(pair, { confidence, evidence: [...evidence] })]
        : await ask(pair, { confidence, evidence: [...evidence] }, context)),
    );
  }
  const references = due.references.filter(({ customer }) => !later.has(customer));
  return [{ kind: 'matched', references }, ...changes];
}

type Found = Pick<Extract<Change, { kind: 'join' }>['join'], 'confidence' | 'evidence'>;

function join({ customers: [one, other] }: DuePair, found: Found): Change {
  const [into, former] = survivorOf(sideOf(one), sideOf(other));
  return { kind: 'join', join: { former: former.id, into: into.id, by: null, ...found } };
}

const sideOf = ({ id, sources, ownerId }: MatchParty) => ({
  id,
  sources,
  isOwned: ownerId !== null,
});

/** Asks the owner; where nobody owns either, managers find the question with `duplicate`. */
async function ask(
  { customers: [one, other] }: DuePair,
  { confidence, evidence }: Found,
  context: JobContext,
): Promise<Change[]> {
  const owner = await activeOwner([one.ownerId, other.ownerId], context);
  const question = newQuestion(one.id, other.id, {
    confidence,
    evidence: [...evidence],
    askedOf: owner?.id ?? null,
    askedAt: context.now(),
  });
  const message = owner && (await askMessage(question, owner, context));
  return [
    { kind: 'same-company', question },
    ...(message ? [{ kind: 'message' as const, message }] : []),
  ];
}

async function activeOwner(ids: readonly (PersonId | null)[], { store }: JobContext) {
  for (const id of ids) {
    const person = id === null ? null : await store.people.get(id);
    if (person?.active) return person;
  }
  return null;
}
