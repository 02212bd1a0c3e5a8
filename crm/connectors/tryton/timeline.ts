import type { Deletion, OwnNote } from '../../connector.ts';
import type { EntryRecord, SourceRecord } from '../../customer/records.ts';
import { moneyOf } from '../money.ts';
import { type Note, type Opportunity, stampOf } from './models.ts';
import { ourText } from './our-text.ts';
import { dateOf, type Id, within } from './values.ts';

export const PARTY = 'party.party';
export const resourceOf = (party: string | Id): string => `${PARTY},${party}`;

/** The party on which a note stands; null where it stands on something else. */
export function partyOfNote({ resource }: Pick<Note, 'resource'>): Id | null {
  const [model, id] = resource.split(',');
  return model === PARTY && Number(id) > 0 ? Number(id) : null;
}

const shared = (source: string, customer: Id) => ({
  kind: 'entry' as const,
  source,
  customer: String(customer),
  department: 'sales' as const,
  direction: 'internal' as const,
  contact: null,
  link: null,
  visibility: 'everyone' as const,
});

const STATUS: Readonly<Record<string, 'won' | 'lost'>> = {
  won: 'won',
  lost: 'lost',
  cancelled: 'lost',
};
const PARTS = ['opened', 'closed'] as const;
const partOf = (id: Id, part: (typeof PARTS)[number]): string => `opportunity:${id}:${part}`;

/** The deal, and the days on which it was opened and closed. `customer`: null where it is nobody's that we know. */
export function dealOf(
  source: string,
  opportunity: Opportunity,
  { customer, owner }: { customer: Id | null; owner: string | null },
): SourceRecord[] {
  const { id, state, description, number, amount } = opportunity;
  const name = description ?? `Opportunity ${number ?? id}`;
  const status = STATUS[state] ?? 'open';
  const money = moneyOf(amount, opportunity['currency.']?.code);
  const openedAt = within(opportunity.start_date, opportunity.create_date);
  const closed = within(opportunity.end_date, stampOf(opportunity));
  const closedAt = status === 'open' ? null : closed;
  const entry = (part: (typeof PARTS)[number], at: Date | null, title: string): EntryRecord[] =>
    customer === null || at === null
      ? []
      : [
          {
            ...shared(source, customer),
            externalId: partOf(id, part),
            at,
            channel: 'system',
            entryKind: 'deal',
            title,
            body: null,
            person: owner,
            money,
            record: { kind: 'deal', id: String(id) },
          },
        ];
  return [
    {
      kind: 'deal',
      source,
      externalId: String(id),
      customer: customer === null ? null : String(customer),
      name,
      status,
      stage: `${state.slice(0, 1).toUpperCase()}${state.slice(1)}`,
      money,
      owner,
      origin: null,
      product: null,
      openedAt,
      closedAt,
    },
    ...entry('opened', openedAt, `Deal opened: ${name}`),
    ...entry('closed', closedAt, `Deal ${status}: ${name}`),
  ];
}

export const dealDeletions = (id: Id): Deletion[] => [
  { kind: 'deal', externalId: String(id) },
  ...PARTS.map((part) => ({ kind: 'entry' as const, externalId: partOf(id, part) })),
];

const LONGEST_TITLE = 120;

/** Somebody else's note; our own stand on the timeline already. */
export function noteEntryOf(source: string, note: Note, customer: Id): EntryRecord {
  const words = (note.message ?? '').trim();
  const title = words.split('\n')[0]?.slice(0, LONGEST_TITLE) || 'Note';
  return {
    ...shared(source, customer),
    externalId: noteEntryId(note.id),
    at: dateOf(note.create_date),
    channel: 'note',
    entryKind: 'note',
    title,
    body: words && words !== title ? words : null,
    person: note.create_uid === null ? null : String(note.create_uid),
    money: null,
    record: null,
  };
}

export const noteEntryId = (id: Id): string => `note:${id}`;

export function ownNoteOf({ id, message }: Note): OwnNote | null {
  const ours = ourText(message ?? '');
  return ours && { id: String(id), text: ours.text };
}
