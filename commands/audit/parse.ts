import type { Reader } from '../../cards/view/format.ts';
import type { AuditAction } from '../../crm/store/audit.ts';
import { type TimelineFault, timelineWords } from '../timeline/parse.ts';

/** People's words for the audited actions. */
export const ON_RECORD = {
  refused: ['refused'],
  looks: ['look-up', 'timeline', 'open-entry'],
  searches: ['search'],
  shares: ['share'],
  notes: ['note'],
  handoffs: ['handoff'],
  tasks: ['task'],
  questions: ['mention'],
  wins: ['win'],
  goals: ['goal'],
  promises: ['promise'],
  follows: ['follow'],
  duplicates: ['same-company'],
  signals: ['signal'],
  rooms: ['room'],
  erasures: ['erase', 'export'],
  settings: ['settings', 'admin'],
} as const satisfies Record<string, readonly AuditAction[]>;
export type OnRecord = keyof typeof ON_RECORD;

const SAID: readonly [RegExp, OnRecord][] = [
  [/^(?:refus(?:ed|als?)|denied)$/, 'refused'],
  [/^look(?:s|ed|-ups?|ups?)?$/, 'looks'],
  [/^search(?:es|ed)?$/, 'searches'],
  [/^share[sd]?$/, 'shares'],
  [/^not(?:es?|ed)$/, 'notes'],
  [/^handoffs?$/, 'handoffs'],
  [/^tasks?$/, 'tasks'],
  [/^(?:questions?|mentions?)$/, 'questions'],
  [/^wins?$/, 'wins'],
  [/^goals?$/, 'goals'],
  [/^promis(?:es?|ed)$/, 'promises'],
  [/^follow(?:s|ed)?$/, 'follows'],
  [/^duplicates?$/, 'duplicates'],
  [/^signals?$/, 'signals'],
  [/^rooms?$/, 'rooms'],
  [/^(?:eras(?:ed|ures?)|exports?|forg[eo]t(?:ten)?)$/, 'erasures'],
  [/^(?:settings?|accounts?|links?)$/, 'settings'],
];

export interface AuditWords {
  customer: string;
  what: OnRecord | null;
  since: Date | null;
  until: Date | null;
  fault: TimelineFault | null;
}

/** `refused`, `acme notes since monday` → whose, what and from when. One word of it names what; the rest is a customer. */
export function auditWords(words: string, reader: Reader): AuditWords {
  const { customer, since, until, fault } = timelineWords(` ${words}`, [], reader);
  const tokens = customer.split(' ').filter(Boolean);
  // At either end alone, since it may be part of a customer's name.
  const place = [tokens.length - 1, 0].find((one) => whatOf(tokens[one]) !== null) ?? -1;
  return {
    customer: tokens.filter((_, i) => i !== place).join(' '),
    what: whatOf(tokens[place]),
    since,
    until,
    fault,
  };
}

const whatOf = (word = ''): OnRecord | null =>
  SAID.find(([pattern]) => pattern.test(word.toLowerCase()))?.[1] ?? null;
