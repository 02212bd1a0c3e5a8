import type { Matters } from '../../crm/handoff/people.ts';
import type { Person, PersonId } from '../../crm/person/person.ts';
import { dayOffWords } from '../absence/day-off.ts';
import { stringsFor } from '../strings.ts';
import { entryLine } from '../timeline/entry-line.ts';
import { capital, moment, type Reader } from '../view/format.ts';
import { departmentName, joinByDots } from '../view/names.ts';
import { type Block, bold, type Fact, text, type View } from '../view/view.ts';
import { handoffButtons } from './buttons.ts';
import {
  type HandoffSummary,
  itemName,
  missingWords,
  nameOf,
  proposedWords,
  receiverName,
} from './lines.ts';

/** The reader's role decides which buttons the card has; each press is checked once more. */
export type HandoffRole = 'receiver' | 'holder' | 'giver' | 'overseer' | 'other';

export interface HandoffCard extends HandoffSummary {
  role: HandoffRole;
  /** Answers for the receiving department, besides what their role is. */
  oversees?: boolean;
  /** Has accepted a customer of somebody else's, and may become their owner. */
  mayOwn?: boolean;
  /** The outcome of the reader's own step, above all else. */
  said?: string | null;
  /** The outcome says how it stands as well. */
  restates?: boolean;
  /** Says that others read it now. */
  placed?: string | null;
  /** A warning below the title. */
  mind?: string | null;
  /** Why somebody else than the one wanted gets it. */
  around?: string | null;
  /** A colleague who could take it, where its holder is away. */
  substitute?: Pick<Person, 'name' | 'email'> | null;
  /** The customer's open matters, as far as this reader may see them. */
  matters?: Matters | null;
  reader: Reader;
}

const TALK = 4;

/** No platform shows more of a fact. */
const FACT = 300;

/** A handoff as its receiver gets it, and as everybody sees how it stands. */
export function handoffCard(card: HandoffCard): View {
  const { said, restates = false, mind, around, reader } = card;
  const { handoff: strings } = stringsFor(reader);
  return {
    title: said ?? handoffTitle(card, reader),
    blocks: [
      text(
        said && !restates
          ? `${handoffTitle(card, reader)}. ${capital(way(card), reader)}`
          : way(card),
      ),
      ...(mind ? [text(mind, 'caution')] : []),
      ...(around ? [text(strings.instead(around), 'caution')] : []),
      ...holderDayOff(card),
      ...longWords(card),
      { kind: 'facts', facts: facts(card) },
      ...(card.placed ? [text(card.placed, 'quiet')] : []),
      ...talk(card),
      { kind: 'buttons', buttons: handoffButtons(card) },
      ...matters(card),
    ],
  };
}

/** Finds a person's role in a handoff. */
export function roleOf(
  { handoff }: Pick<HandoffSummary, 'handoff'>,
  { id, isReceiver, oversees }: { id: PersonId; isReceiver: boolean; oversees: boolean },
): HandoffRole {
  if (handoff.state === 'accepted' && handoff.holder === id) return 'holder';
  if (handoff.state === 'offered' && isReceiver) return 'receiver';
  if (handoff.from === id) return 'giver';
  return oversees ? 'overseer' : 'other';
}

export function handoffTitle(
  said: HandoffSummary & { role?: HandoffRole },
  reader: Reader,
): string {
  const { handoff, customer, role } = said;
  const {
    handoff: { title, you },
  } = stringsFor(reader);
  const giver = role === 'giver' ? you : nameOf(handoff.from, said);
  const to = receiverName(said, reader);
  switch (handoff.state) {
    case 'offered':
      if (role === 'receiver')
        return title.offered(
          giver,
          handoff.holder === null ? to : you,
          customer,
          handoff.holder !== null,
        );
      return title.waits(customer, to);
    case 'accepted':
      return role === 'holder' ? title.yours(customer) : title.accepted(customer, to);
    case 'declined':
      return title.declined(customer, giver);
    case 'withdrawn':
      return title.withdrawn(customer, capital(giver, reader));
    case 'done':
      return title.done(customer, to);
  }
}

/** `Sales → Onboarding · due tomorrow 10:14`. */
function way({ handoff, fromDepartment, department, reader }: HandoffCard): string {
  const all = stringsFor(reader);
  const { handoff: words } = all;
  const open = handoff.state === 'offered' || handoff.state === 'accepted';
  const due =
    handoff.dueAt < reader.now
      ? words.late(moment(handoff.dueAt, reader))
      : words.due(moment(handoff.dueAt, reader));
  return joinByDots([
    words.way(departmentName(fromDepartment, all), departmentName(department, all)),
    open ? due : null,
  ]);
}

function holderDayOff({ dayOff, handoff: { holder }, names, role, reader }: HandoffCard): Block[] {
  if (!dayOff || holder === null) return [];
  const isOwn = role === 'receiver' || role === 'holder';
  return [text(dayOffWords(dayOff, isOwn ? null : (names.get(holder) ?? '–'), reader), 'quiet')];
}

/** The giver's own words: short ones are facts, long ones paragraphs, and all of them are shown. */
function wordsOf({ handoff: { reason, promises }, reader }: HandoffCard) {
  const { handoff: strings } = stringsFor(reader);
  return [
    { label: strings.why, value: reason },
    { label: strings.promised, value: promises.join(' · ') },
  ].filter(({ value }) => value !== '');
}

const longWords = (card: HandoffCard): Block[] =>
  wordsOf(card)
    .filter(({ value }) => value.length > FACT)
    .map(({ label, value }) => text([bold(label), '\n', value]));

function facts(card: HandoffCard): Fact[] {
  const {
    handoff: { checklist },
    reader,
  } = card;
  const { handoff: strings, commas } = stringsFor(reader);
  const [missing, proposed] = [missingWords, proposedWords].map((words) =>
    words(card.handoff, reader),
  );
  const there = checklist.flatMap(({ item, done, by, at }) =>
    done && by && at
      ? [strings.ticked(itemName(item, reader), nameOf(by, card), moment(at, reader))]
      : [],
  );
  return [
    ...wordsOf(card)
      .filter(({ value }) => value.length <= FACT)
      .map(({ label, value }) => ({ label, value: [value] })),
    ...(checklist.length > 0 && (missing || !proposed)
      ? [{ label: strings.missing, value: [capital(missing || strings.nothingMissing, reader)] }]
      : []),
    ...(proposed ? [{ label: strings.proposed, value: [capital(proposed, reader)] }] : []),
    ...(there.length > 0
      ? [{ label: strings.thereNow, value: [capital(commas(there), reader)] }]
      : []),
  ];
}

function talk(card: HandoffCard): Block[] {
  const { handoff, reader } = card;
  const { handoff: strings } = stringsFor(reader);
  const lines = handoff.talk
    .slice(-TALK)
    .map(({ by, words: what }) =>
      text((by === handoff.from ? strings.answers : strings.asks)(nameOf(by, card), what)),
    );
  const decision =
    handoff.state === 'declined' && handoff.decision !== null
      ? [text(strings.declinedWhy(receiverName(card, reader), handoff.decision))]
      : [];
  return [...lines, ...decision];
}

function matters({ matters: known, handoff, reader }: HandoffCard): Block[] {
  const { handoff: strings } = stringsFor(reader);
  if (!known || known.entries.length + known.tickets.length === 0) return [];
  const here = { customer: handoff.customerId, from: 'handoff' as const };
  const [first] = known.tickets;
  return [
    { kind: 'heading', text: strings.matters },
    ...(first
      ? [
          text(
            strings.tickets(known.tickets.length, first.subject),
            first.priority === 'urgent' ? 'caution' : undefined,
          ),
        ]
      : []),
    ...(known.entries.length > 0
      ? [
          {
            kind: 'entries' as const,
            entries: known.entries.map((entry) =>
              entryLine({ kind: 'single', entry }, { reader, style: 'when', here }),
            ),
          },
        ]
      : []),
  ];
}
