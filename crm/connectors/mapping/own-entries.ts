import type { EntryRecord } from '../../customer/records.ts';
import type { Kind } from '../../timeline/entry.ts';
import type { Reader } from './build.ts';
import { dealStatus, survey } from './field-types.ts';
import type { MappedKind, Mapping } from './mapping.ts';
import { integer, moment, money, names, number, text } from './types.ts';

/** Makes an entry of the fields of a record; null where it happened at no time, or with nobody. */
type OwnEntry = (reader: Reader) => EntryRecord | null;

const SURVEYS = { csat: 'CSAT', nps: 'NPS', ces: 'CES', review: 'Review' } as const;

const dealTitle = (f: Reader, part: string): string => `Deal ${part}: ${f.need('name', text)}`;

/** The kinds of records that stand in the timeline without a word of the mapping's, and by which entries. */
const OWN_ENTRIES: Partial<Record<MappedKind, readonly OwnEntry[]>> = {
  deal: [
    (f) =>
      entry(f, {
        ...DEAL,
        part: 'opened',
        at: f.maybe('openedAt', moment),
        title: dealTitle(f, 'opened'),
      }),
    (f) => {
      const status = f.need('status', dealStatus);
      if (status === 'open') return null;
      const at = f.maybe('closedAt', moment);
      return entry(f, { ...DEAL, part: 'closed', at, title: dealTitle(f, status) });
    },
  ],
  'usage-day': [
    (f) => {
      const uses = f.need('uses', integer);
      return entry(f, {
        of: 'usage-day',
        kind: 'usage',
        department: 'product',
        channel: 'product',
        direction: 'inbound',
        at: f.need('day', moment),
        title: `Used ${f.need('feature', text)} ${uses} ${uses === 1 ? 'time' : 'times'}`,
      });
    },
  ],
  'survey-answer': [
    (f) => {
      const which = f.need('survey', survey);
      return entry(f, {
        of: 'survey-answer',
        kind: which === 'review' ? 'review' : 'survey',
        department: 'success',
        channel: 'survey',
        direction: 'inbound',
        at: f.need('at', moment),
        title: `${SURVEYS[which]}: ${f.need('score', number)} of ${f.need('best', integer)}`,
        body: f.maybe('comment', text),
      });
    },
  ],
  invoice: [
    (f) =>
      entry(f, {
        ...INVOICE,
        part: 'issued',
        at: isOwed(f) ? f.need('issuedOn', moment) : null,
        title: `Invoice ${f.need('number', text)}`,
      }),
    (f) =>
      entry(f, {
        ...INVOICE,
        part: 'paid',
        at: isOwed(f) ? f.maybe('paidOn', moment) : null,
        title: `Invoice ${f.need('number', text)} paid`,
        direction: 'inbound',
      }),
  ],
};

/** A credit note or an invoice of nothing is no news: the card tells a credit to those who may see it. */
const isOwed = (f: Reader): boolean => f.need('money', money).amount > 0;

interface Parts extends Pick<EntryRecord, 'department' | 'channel' | 'direction' | 'title'> {
  of: 'deal' | 'usage-day' | 'survey-answer' | 'invoice';
  kind: Kind;
  part?: string;
  at: Date | null;
  body?: string | null;
}

const DEAL = {
  of: 'deal',
  kind: 'deal',
  department: 'sales',
  channel: 'system',
  direction: 'internal',
} as const;
const INVOICE = {
  of: 'invoice',
  kind: 'invoice',
  department: 'finance',
  channel: 'invoice',
  direction: 'outbound',
} as const;

function entry(
  f: Reader,
  { of, kind, part, at, body = null, ...shown }: Parts,
): EntryRecord | null {
  const customer = f.maybe('customer', text);
  if (at === null || customer === null) return null;
  const id = f.need('id', text);
  const hasMoney = of === 'deal' || of === 'invoice';
  return {
    kind: 'entry',
    source: f.source,
    externalId: part === undefined ? `${of}:${id}` : `${of}:${id}:${part}`,
    customer,
    ...othersOf(f),
    at,
    entryKind: kind,
    ...shown,
    body,
    person: of === 'deal' ? f.maybe('owner', text) : null,
    contact: null,
    money: hasMoney ? f.maybe('money', money) : null,
    link: null,
    visibility: 'everyone',
    record: { kind: of, id },
  };
}

/** A mapping without the field says nothing of other customers. */
export function othersOf(f: Reader): { otherCustomers?: string[] } {
  const others = f.maybe('otherCustomers', names);
  return f.has('otherCustomers') ? { otherCustomers: others ?? [] } : {};
}

/** The entries that a record of this kind makes by itself. */
export const ownEntriesOf = (kind: MappedKind): readonly OwnEntry[] => OWN_ENTRIES[kind] ?? [];

const KIND_OF: Readonly<Record<string, MappedKind>> = {
  deal: 'deal',
  usage: 'usage-day',
  survey: 'survey-answer',
  review: 'survey-answer',
  invoice: 'invoice',
};

/** The kinds of records for which the mapping writes entries itself: of these none are made by default. */
export function writtenEntries({ files, items }: Mapping): ReadonlySet<string> {
  const specs = [...files, ...items].flatMap(({ records }) => records);
  return new Set(
    specs.flatMap(({ kind, fields }) => {
      if (kind !== 'entry') return [];
      const record = JSON.stringify(fields['record'] ?? '');
      const said = [...record.matchAll(/"([a-z-]+) /g)].map(([, word = '']) => word);
      return [...said, KIND_OF[String(fields['kind'])] ?? []].flat();
    }),
  );
}
