import { DAY } from '../time/durations.ts';
import {
  defineSignal,
  ENTRIES,
  isOurs,
  lastTouchIn,
  STAGES_CHANGED,
  talkCause,
  textOf,
} from './rule.ts';

/** Nobody of us was in touch for long. The card's own line reads the same entries. */
export const silence = defineSignal({
  id: 'silence',
  name: 'Silence',
  meaning: (days) => `Nobody was in touch with a customer for ${days} days or more.`,
  threshold: { unit: 'days', usual: 30, least: 7, most: 120 },
  kinds: [...ENTRIES, ...STAGES_CHANGED],
  holds: false,
  field: 'identity',
  within: 'renewal-without-contact',
  onCard: { line: 'silent', always: true },
  find(facts, days) {
    const last = lastTouchIn(facts.talks);
    if (!last || !isOurs(facts) || facts.at.getTime() - last.at.getTime() < days * DAY) return null;
    return {
      key: `${last.source}:${last.externalId}`,
      detail: { last: last.at.toISOString(), by: last.person, contact: last.contact },
      causes: [talkCause(last)],
    };
  },
  tell: ({ last, by, contact }, words) => ({
    title: `no contact for ${words.since(textOf(last))}`,
    more: `last by ${textOf(by)}, ${words.when(textOf(last))}`,
    next: contact ? `call ${contact} and ask how things are` : 'call them and ask how things are',
  }),
});
