import { sameCompanyAnswer, sameCompanyMessage } from '../../cards/customer/messages.ts';
import { pairCard } from '../../cards/customer/same-company-card.ts';
import { stringsFor } from '../../cards/strings.ts';
import { auditLine } from '../../crm/audit/audit-line.ts';
import { mayDecide, type ReadPair, readPair, sidesFor } from '../../crm/customer/read-pair.ts';
import { newQuestion, questionId, type SameCompany } from '../../crm/customer/same-company.ts';
import { survivorOf } from '../../crm/matching/join.ts';
import { refreshSentMessages } from '../../crm/notification/refresh-sent-messages.ts';
import type { Person } from '../../crm/person/person.ts';
import { accessOf } from '../../crm/policy/policy.ts';
import { Problem } from '../../crm/problem.ts';
import type { Change } from '../../crm/store/change.ts';
import type { CustomerPair } from '../../crm/store/customers.ts';
import { decide } from '../../crm/store/decide.ts';
import type { MatchSide } from '../../crm/store/matches.ts';
import type { Context } from '../command.ts';

/** A colleague's word on two customers: they become one, stay two for good, or it is open again. */
export async function saySame(
  pair: CustomerPair,
  said: 'same' | 'different' | 'unsaid',
  context: Context,
): Promise<void> {
  await changePair(pair, context, (read) => {
    const isJoined = read.join !== null;
    if ((said === 'same' && isJoined) || isUnchanged(read, said)) return null;
    const same = sameAfter(read, said);
    const question: SameCompany = {
      ...next(read, pair),
      same,
      by: same === null ? null : context.person.id,
      decidedAt: same === null ? null : context.now,
    };
    const moves = said === 'same' ? join(read, question, context) : part(read);
    return { question, changes: [...moves, ...answer(read, question, context)], said };
  });
}

const isUnchanged = ({ question, join }: ReadPair, said: string): boolean =>
  join === null && said === 'different' && question?.same === false;

/** Taken back, a colleague's word leaves it open; a join that nobody asked for is not tried again. */
function sameAfter({ join }: ReadPair, said: 'same' | 'different' | 'unsaid'): boolean | null {
  if (said === 'same') return true;
  if (said === 'different') return false;
  return join !== null && join.by === null ? false : null;
}

/** Asks a colleague who knows more. */
export async function askOf(pair: CustomerPair, to: Person, context: Context): Promise<void> {
  const { person, now } = context;
  await changePair(pair, context, (read) => {
    if (read.join) return null;
    const question: SameCompany = {
      ...next(read, pair),
      same: null,
      by: null,
      decidedAt: null,
      askedOf: to.id,
      askedBy: person.id,
      askedAt: now,
    };
    const asked: ReadPair = { ...read, question, asked: to, askedBy: person, by: null };
    const message = sameCompanyMessage({
      id: questionId(question.pair),
      question,
      card: cardOf(asked, to, context),
      to,
      from: person,
    });
    return { question, changes: [{ kind: 'message', message }], said: 'asked' };
  });
}

interface PairChange {
  question: SameCompany;
  changes: readonly Change[];
  said: string;
}

/** Reads the pair, decides and stores, with a line in the audit log of both; null changes nothing. */
async function changePair(
  pair: CustomerPair,
  context: Context,
  change: (read: ReadPair) => PairChange | null,
): Promise<void> {
  const { store, reader, now, via } = context;
  const strings = stringsFor(reader);
  await decide(store, {
    now,
    read: () => readPair(pair, store),
    async decide(read) {
      if (!read || pair[0] === pair[1])
        throw new Problem('unknown-customer', strings.problem.unknownCustomer);
      if (!mayDecide(read, context.person))
        throw new Problem('not-yours', {
          say: strings.sameCompany.whoMay,
          try: '',
          reopens: false,
        });
      const decided = change(read);
      if (!decided) return { changes: [], result: undefined };
      const { question, changes, said } = decided;
      const about = { kind: 'same-company' as const, id: questionId(question.pair) };
      return {
        changes: [
          { kind: 'same-company', question },
          ...changes,
          ...lines(read, said, context),
          refreshSentMessages(about, question.version, via ?? null),
        ],
        result: undefined,
      };
    },
    busy: () => new Problem('stale', { ...strings.problem.stale, reopens: false }),
  });
}

const next = ({ question }: ReadPair, [one, other]: CustomerPair): SameCompany =>
  question ? { ...question, version: question.version + 1 } : newQuestion(one, other);

function join({ sides }: ReadPair, question: SameCompany, { person }: Context): Change[] {
  // One that is a part of another customer already: that one is joined.
  const [one, other] = sides.map((side: MatchSide) => ({
    id: side.partOf ?? side.id,
    sources: side.sources,
    isOwned: side.ownerId !== null,
  }));
  if (!one || !other || one.id === other.id) return [];
  const [into, former] = survivorOf(one, other);
  const { confidence, evidence } = question;
  return [
    {
      kind: 'join',
      join: { former: former.id, into: into.id, by: person.id, confidence, evidence },
    },
  ];
}

const part = ({ join: joined, sides }: ReadPair): Change[] =>
  joined
    ? [
        {
          kind: 'part',
          former: joined.former,
          from: sides.find(({ partOf }) => partOf !== null)?.partOf ?? joined.into,
        },
      ]
    : [];

/** The colleague who handed it on hears what came of it. */
function answer(read: ReadPair, question: SameCompany, context: Context): Change[] {
  const { askedBy } = read;
  if (!askedBy?.active || askedBy.id === context.person.id || question.same === null) return [];
  const answered: ReadPair = { ...read, question, by: context.person };
  const message = sameCompanyAnswer({
    id: questionId(question.pair),
    question,
    card: cardOf(answered, askedBy, context),
    to: askedBy,
    from: context.person,
  });
  return [{ kind: 'message', message }];
}

const cardOf = (pair: ReadPair, person: Person, { readerOf }: Context) =>
  pairCard({
    pair,
    sides: sidesFor(pair, accessOf(person)),
    person,
    decides: mayDecide(pair, person),
    reader: readerOf(person),
  });

const lines = ({ sides: [one, other] }: ReadPair, said: string, context: Context): Change[] =>
  [
    [one, other],
    [other, one],
  ].map(([of, than]) =>
    auditLine(
      {
        action: 'same-company',
        customer: of?.id ?? null,
        detail: { said, other: than?.id ?? '' },
      },
      context,
    ),
  );
