import type { ErasureCard } from '../../cards/erasure/card.ts';
import { erasureAnswer, erasureQuestion } from '../../cards/erasure/messages.ts';
import { stringsFor } from '../../cards/strings.ts';
import { auditLine } from '../../crm/audit/audit-line.ts';
import type { Erasure, ErasureAbout } from '../../crm/erasure/erasure.ts';
import { type ReadErasure, readErasure } from '../../crm/erasure/read.ts';
import { closedErasure, isExpired } from '../../crm/erasure/rules.ts';
import { refreshSentMessages } from '../../crm/notification/refresh-sent-messages.ts';
import type { Person } from '../../crm/person/person.ts';
import { Problem } from '../../crm/problem.ts';
import type { Change } from '../../crm/store/change.ts';
import { decide } from '../../crm/store/decide.ts';
import type { Context } from '../command.ts';
import { aboutOf, type ErasureTarget } from './which.ts';

export const newErasure = (
  { id, about, counts }: Pick<Erasure, 'id' | 'counts'> & { about: ErasureAbout },
  { person, now }: Pick<Context, 'person' | 'now'>,
): Erasure => ({
  id,
  version: 1,
  state: 'asked',
  subject: about.customerId === null ? 'contact' : 'customer',
  about,
  counts,
  askedBy: person.id,
  askedAt: now,
  answeredBy: null,
  answeredAt: null,
  finishedAt: null,
  proof: null,
  refused: 0,
});

/** The card of an erasure for this reader. */
export const cardOf = (
  { erasure, askedBy, answeredBy, may, until, systems }: ReadErasure,
  reading: Person,
  { readerOf }: Pick<Context, 'readerOf'>,
): ErasureCard => ({
  erasure,
  askedBy,
  answeredBy,
  may,
  isOwn: erasure.askedBy === reading.id,
  until,
  systems,
  reader: readerOf(reading),
});

/** Asks everybody who may agree; pressed again it asks nobody again. */
export async function askToErase(
  { id, target }: { id: string; target: ErasureTarget },
  context: Context,
): Promise<Erasure> {
  const { store, now } = context;
  const there = await store.erasures.get(id);
  if (there) return there;
  const about = await aboutOf(target, context);
  await refuseSecond(about, context);
  const erasure = newErasure({ id, about, counts: await store.erasures.count(about) }, context);
  const read = await readErasure(erasure, context);
  const messages = read.agreeing.map((to): Change => {
    const message = erasureQuestion(cardOf(read, to, context), {
      to,
      version: erasure.version,
      customer: target.customer,
    });
    return { kind: 'message', message };
  });
  await store.commit(
    [
      { kind: 'erasure', erasure },
      ...messages,
      auditLine(
        { action: 'erase', customer: target.customer, detail: { step: 'asked', erasure: id } },
        context,
      ),
    ],
    now,
  );
  return erasure;
}

/** One question about a thing is enough. */
async function refuseSecond(about: ErasureAbout, { store, now, reader }: Context): Promise<void> {
  const open = await store.erasures.askedBefore(new Date(now.getTime() + 1));
  const same = open.some(
    (one) =>
      !isExpired(one, now) &&
      one.about !== null &&
      one.about.customerId === about.customerId &&
      JSON.stringify(one.about.contacts) === JSON.stringify(about.contacts),
  );
  if (same)
    throw new Problem('asked-already', { ...stringsFor(reader).erasure.already, reopens: false });
}

/** A yes or a no. The colleague who asked may only say no. */
export async function answerErasure(id: string, yes: boolean, context: Context): Promise<Erasure> {
  const { store, now, reader } = context;
  const { problem } = stringsFor(reader);
  return decide(store, {
    now,
    read: () => store.erasures.get(id),
    async decide(erasure) {
      const read = await mayAnswer(erasure, yes, context);
      const next = yes ? await agreed(read, context) : said(read, 'kept', context);
      return { changes: await changesOf(next, read, context), result: next };
    },
    busy: () => new Problem('stale', { ...problem.stale, reopens: false }),
  });
}

/** Throws `Problem` where this person may not answer, or nothing is asked any more. */
async function mayAnswer(
  erasure: Erasure | null,
  yes: boolean,
  context: Context,
): Promise<ReadErasure> {
  const { person, now, reader, audit } = context;
  const { erasure: strings } = stringsFor(reader);
  if (erasure?.state !== 'asked' || isExpired(erasure, now))
    throw new Problem('question-over', { ...strings.over, reopens: false });
  const read = await readErasure(erasure, context);
  const isOwn = erasure.askedBy === person.id;
  if (isOwn && yes) throw new Problem('own-asking', { ...strings.own, reopens: false });
  if (!isOwn && !read.agreeing.some(({ id }) => id === person.id)) {
    await audit({
      action: 'refused',
      customer: null,
      detail: { why: 'not-an-administrator', command: 'forget' },
    });
    throw new Problem('not-yours', { ...strings.notYours, reopens: false });
  }
  return read;
}

const said = (
  { erasure }: ReadErasure,
  state: 'kept',
  { person, now }: Pick<Context, 'person' | 'now'>,
): Erasure => closedErasure(erasure, { state, by: person.id, now });

/** Throws `Problem` where it became a part of another customer since, or is gone. */
async function agreed({ erasure }: ReadErasure, context: Context): Promise<Erasure> {
  const { store, person, now, reader } = context;
  const { about } = erasure;
  const isThere =
    about !== null &&
    (about.customerId === null || (await store.customers.name(about.customerId)) !== null);
  if (!isThere) throw new Problem('gone', { ...stringsFor(reader).erasure.gone, reopens: false });
  // A yes cannot be taken back, so it is taken only where the erasure can come to its end.
  await store.erasures.checkFiles();
  return {
    ...erasure,
    version: erasure.version + 1,
    state: 'agreed',
    counts: { ...(await store.erasures.count(about)) },
    answeredBy: person.id,
    answeredAt: now,
  };
}

async function changesOf(next: Erasure, before: ReadErasure, context: Context): Promise<Change[]> {
  const { via } = context;
  const { id, state, version } = next;
  const changes: Change[] = [
    { kind: 'erasure', erasure: next },
    auditLine(
      {
        action: 'erase',
        customer: before.erasure.about?.customerId ?? null,
        detail: { step: state, erasure: id },
      },
      context,
    ),
    refreshSentMessages({ kind: 'erasure', id }, version, via ?? null),
  ];
  const { asker } = before;
  if (state !== 'kept' || !asker?.active || asker.id === context.person.id) return changes;
  const read = await readErasure(next, context);
  const message = erasureAnswer(cardOf(read, asker, context), { to: asker, version });
  return [...changes, { kind: 'message', message }];
}
